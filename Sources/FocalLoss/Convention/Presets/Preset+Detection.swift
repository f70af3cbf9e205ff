extension Preset {
  /// Object detection, and the variants of the loss.
  static let detection: [Preset] = [
    Preset(
      name: "paper",
      summary: "Lin et al. 2017: alpha-balanced, divided by the positives",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "The sum over all anchors is divided by the anchors assigned to a box, here "
          + "by the positives, and by 1 where there are none, which the paper leaves "
          + "open."
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(task: .oneVsAll, input: .logits, alpha: .balanced(0.25), reduction: .positives)
      ]),
    Preset(
      name: "mmdet",
      summary: "mmdetection FocalLoss: mean over all elements",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "avg_factor=positives": "--reduction positives",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its avg_factor divides the sum, usually by the positives: --reduction "
          + "positives.",
        "Its background is class C; here a row with the label of --background.",
        "Its CUDA kernel holds the logarithm at that of the least float32.",
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), softTargets: .mixture,
          reduction: .meanElements)
      ]),
    Preset(
      name: "mmcv",
      summary: "mmcv.ops.sigmoid_focal_loss: mean over rows",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its mean divides by the rows, so it is the mean of mmdet times the classes.",
        "Its logarithms are of max(p, 1.17549435e-38): at least -87.3365.",
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25),
          epsilon: Epsilon(.logFloor, 87.33654475055310))
      ]),
    Preset(
      name: "mmseg",
      summary: "mmsegmentation FocalLoss: alpha 0.5, mean over elements",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.5": "--alpha 0.5",
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5",
        "gamma=2": "--gamma 2",
        "class_weight=[1, 2, 3]": "--class-weights 1,2,3 --class-weight-rule column",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha list has one a class, balanced: --alpha 0.2,0.3,0.5.",
        "Its ignored pixels, 255, count in its mean with a loss of 0; rows of "
          + "--ignore-label do not count.",
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.5), softTargets: .mixture,
          reduction: .meanElements)
      ]),
    Preset(
      name: "hf-detr",
      summary: "Hugging Face transformers, DETR: divided by the boxes",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=2": "--gamma 2",
        "num_boxes=positives": "--reduction positives",
      ],
      notes: [
        "It takes the mean over the queries and multiplies by their number later: the "
          + "sum divided by the boxes, here the positives."
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), softTargets: .mixture,
          reduction: .positives)
      ]),
    Preset(
      name: "ultralytics",
      summary: "Ultralytics FocalLoss: gamma 1.5, column means summed",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=0": "--alpha none",
        "gamma=1.5": "--gamma 1.5",
      ],
      notes: [
        "The mean over the columns, summed over the rows.",
        "Its alpha of 0 or less is --alpha none.",
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), gamma: 1.5,
          softTargets: .mixture, reduction: .sumOfMeans)
      ]),
    Preset(
      name: "tf-od",
      summary: "TensorFlow Object Detection API, sigmoid focal loss",
      checkedAgainst: "from source, not run",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "The original returns one loss per element, which its caller divides by the "
          + "matched anchors (--reduction positives); the reduction here is their mean."
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(task: .oneVsAll, input: .logits, alpha: .balanced(0.25), softTargets: .mixture)
      ]),
    Preset(
      name: "qfl",
      summary: "Quality focal loss: |y - p|^gamma times cross entropy",
      checkedAgainst: "from source, not run",
      options: [
        "beta=2": "--gamma 2"
      ],
      notes: [
        "Its beta is --gamma. The labels of positives are qualities between 0 and 1.",
        "Sums over the classes of a row, as mmdetection does, without alpha.",
      ],
      tasks: [.binary, .multilabel, .oneVsAll],
      variants: [
        Convention(task: .binary, input: .logits, softTargets: .distance)
      ]),
    Preset(
      name: "asl",
      summary: "Asymmetric loss: gammas 1 and 4, margin 0.05, the sum",
      checkedAgainst: "from source, not run",
      options: [
        "gamma_pos=1, gamma_neg=4, clip=0.05": "--modulator asl:positive=1,negative=4,margin=0.05",
        "clip=0": "--modulator asl:margin=0",
        "eps=1e-8": "--epsilon 18.420680743952367",
      ],
      notes: [
        "Its logarithms are of max(p, 1e-8): at least -18.42.",
        "Its single-label variant, a softmax, is asl-single-label.",
      ],
      tasks: [.multilabel, .oneVsAll, .binary],
      variants: [
        Convention(
          task: .multilabel, input: .logits, modulator: Modulator(.asl, [1, 4, 0.05]),
          epsilon: Epsilon(.logFloor, 18.420680743952367), reduction: .sum)
      ]),
    Preset(
      name: "asl-single-label",
      summary: "ASLSingleLabel: softmax, gammas 0 and 4, smoothing 0.1",
      checkedAgainst: "from source, not run",
      options: [
        "gamma_pos=0, gamma_neg=4": "--modulator asl-single-label:positive=0,negative=4",
        "eps=0.1": "--label-smoothing 0.1",
        "reduction=\"mean\"": "--reduction mean",
      ],
      notes: [
        "The true class is modulated by 1 - p, the others, which smoothing gives a share, by p.",
        "Its modulating factors are detached from the graph, so its gradient is another.",
      ],
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .logits, modulator: Modulator(.aslSingleLabel, [0, 4]),
          softTargets: .expected, labelSmoothing: 0.1)
      ]),
    Preset(
      name: "poly1",
      summary: "PolyLoss, abhuse/polyloss-pytorch Poly1FocalLoss",
      checkedAgainst: "from source, not run",
      options: [
        "epsilon=1": "--modulator poly1:epsilon=1",
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Alpha multiplies the focal loss only, not epsilon (1 - p_t)^(gamma + 1).",
        "The original returns one loss per element by default; the reduction here is their mean.",
      ],
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25),
          modulator: Modulator(.poly1, [1]),
          softTargets: .mixture, reduction: .meanElements)
      ]),
    Preset(
      name: "class-balanced",
      summary: "Cui et al. 2019: class weights of effective numbers",
      checkedAgainst: "from source, not run",
      options: [
        "samples_per_cls=[2, 1, 1], beta=0.9999":
          "--class-weights effective:beta=0.9999,counts=2+1+1",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "Its samples_per_cls and beta are --class-weights effective:beta=0.9999,counts=N+N+N; "
          + "without class weights it is the focal loss of all columns.",
        "The weight of the true class multiplies the sigmoids of all columns; the sum is divided "
          + "by the rows.",
        "The original holds its weights in float32, and its modulating factor is 0 for the "
          + "worst samples once float32 overflows; not here.",
      ],
      tasks: [.oneVsAll],
      variants: [Convention(task: .oneVsAll, input: .logits)]),
    Preset(
      name: "reduced",
      summary: "Reduced focal loss: whole where p_t is below 0.5",
      checkedAgainst: "from source, not run",
      options: [
        "threshold=0.5": "--modulator reduced:threshold=0.5",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "Its threshold is --modulator reduced:threshold=T; it jumps there unless T is "
          + "0.5.",
        "The variant of pytorch-toolbelt, which does not jump, is --modulator "
          + "reduced-continuous.",
      ],
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, modulator: Modulator(.reduced, [0.5]))
      ]),
  ]
}
