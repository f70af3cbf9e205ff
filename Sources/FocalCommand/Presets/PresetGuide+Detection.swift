extension PresetGuide {
  /// Object detection, and the variants of the loss.
  static let detection: [PresetGuide] = [
    PresetGuide(
      preset: "paper",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "The sum over all anchors is divided by the anchors assigned to a box, here "
          + "by the positives, and by 1 where there are none, which the paper leaves "
          + "open."
      ]),
    PresetGuide(
      preset: "mmdet",
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
          + "positives. It adds 1.19e-7 to it.",
        "Its background is class C; here a row with the label of --background.",
        "Its CUDA kernel holds the logarithm at that of the least float32.",
      ]),
    PresetGuide(
      preset: "mmcv",
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
        "In float32 the 1 - p of a negative is 0 from a logit of 17 on: at 20 its loss "
          + "is 65.502 with alpha 0.25, where 15 is true.",
      ]),
    PresetGuide(
      preset: "mmseg",
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
      ]),
    PresetGuide(
      preset: "hf-detr",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=2": "--gamma 2",
        "num_boxes=positives": "--reduction positives",
      ],
      notes: [
        "It takes the mean over the queries and multiplies by their number later: the "
          + "sum divided by the boxes, here the positives."
      ]),
    PresetGuide(
      preset: "ultralytics",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=0": "--alpha none",
        "gamma=1.5": "--gamma 1.5",
      ],
      notes: [
        "The mean over the columns, summed over the rows.",
        "Its alpha of 0 or less is --alpha none.",
      ]),
    PresetGuide(
      preset: "tf-od",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "The original returns one loss per element, which its caller divides by the "
          + "matched anchors (--reduction positives); the reduction here is their mean."
      ]),
    PresetGuide(
      preset: "qfl",
      options: [
        "beta=2": "--gamma 2"
      ],
      notes: [
        "Its beta is --gamma. The labels of positives are qualities between 0 and 1.",
        "Sums over the classes of a row, as mmdetection does, without alpha.",
      ]),
    PresetGuide(
      preset: "asl",
      options: [
        "gamma_pos=1, gamma_neg=4, clip=0.05": "--modulator asl:positive=1,negative=4,margin=0.05",
        "clip=0": "--modulator asl:margin=0",
        "eps=1e-8": "--epsilon 18.420680743952367",
      ],
      notes: [
        "Its logarithms are of max(p, 1e-8): at least -18.42.",
        "Its single-label variant, a softmax, is asl-single-label.",
        "timm's sums the columns and takes the mean of the rows by default since 1.0: --reduction "
          + "mean.",
      ]),
    PresetGuide(
      preset: "asl-single-label",
      options: [
        "gamma_pos=0, gamma_neg=4": "--modulator asl-single-label:positive=0,negative=4",
        "eps=0.1": "--label-smoothing 0.1",
        "reduction=\"mean\"": "--reduction mean",
      ],
      notes: [
        "The true class is modulated by 1 - p, the others, which smoothing gives a share, by p.",
        "Its modulating factors are detached from the graph, so its gradient is another.",
      ]),
    PresetGuide(
      preset: "poly1",
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
      ]),
    PresetGuide(
      preset: "class-balanced",
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
      ]),
    PresetGuide(
      preset: "reduced",
      options: [
        "threshold=0.5": "--modulator reduced:threshold=0.5",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "Its threshold is --modulator reduced:threshold=T; it jumps there unless T is "
          + "0.5.",
        "The variant of pytorch-toolbelt, which does not jump, is --modulator "
          + "reduced-continuous.",
      ]),
  ]
}
