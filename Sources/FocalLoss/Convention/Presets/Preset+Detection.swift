extension Preset {
  /// Object detection, and the variants of the loss.
  static let detection: [Preset] = [
    Preset(
      name: "paper",
      summary: "Lin et al. 2017: alpha-balanced, divided by the positives",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(task: .oneVsAll, input: .logits, alpha: .balanced(0.25), reduction: .positives)
      ]),
    Preset(
      name: "mmdet",
      summary: "mmdetection FocalLoss: mean over all elements",
      checkedAgainst: "from source, not run",
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
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(task: .oneVsAll, input: .logits, alpha: .balanced(0.25), softTargets: .mixture)
      ]),
    Preset(
      name: "qfl",
      summary: "Quality focal loss: |y - p|^gamma times cross entropy",
      checkedAgainst: "from source, not run",
      tasks: [.binary, .multilabel, .oneVsAll],
      variants: [
        Convention(task: .binary, input: .logits, softTargets: .distance)
      ]),
    Preset(
      name: "asl",
      summary: "Asymmetric loss: gammas 1 and 4, margin 0.05, the sum",
      checkedAgainst: "from source, not run",
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
      tasks: [.oneVsAll],
      variants: [Convention(task: .oneVsAll, input: .logits)]),
    Preset(
      name: "reduced",
      summary: "Reduced focal loss: whole where p_t is below 0.5",
      checkedAgainst: "from source, not run",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, modulator: Modulator(.reduced, [0.5]))
      ]),
  ]
}
