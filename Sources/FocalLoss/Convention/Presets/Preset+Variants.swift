extension Preset {
  /// Variants since 2020, and libraries of detection and classification with many users.
  static let variantLosses: [Preset] = [
    Preset(
      name: "fastai",
      summary: "fastai FocalLossFlat: softmax, mean over rows",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [Convention(task: .multiclass, input: .logits)]),
    Preset(
      name: "yolov5",
      summary: "YOLOv5 FocalLoss: gamma 1.5, mean over all elements",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), gamma: 1.5,
          softTargets: .mixture, reduction: .meanElements)
      ]),
    Preset(
      name: "yolov5-qfocal",
      summary: "YOLOv5 QFocalLoss: |y - p|^gamma, gamma 1.5, alpha 0.25",
      checkedAgainst: "from source, not run",
      tasks: [.binary, .multilabel, .oneVsAll],
      variants: [
        Convention(
          task: .binary, input: .logits, alpha: .balanced(0.25), gamma: 1.5,
          softTargets: .distance, reduction: .meanElements)
      ]),
    Preset(
      name: "mmcv-softmax",
      summary: "mmcv.ops.softmax_focal_loss: alpha a factor, mean over rows",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .logits, alpha: Alpha(.scale, [0.25]),
          epsilon: Epsilon(.logFloor, 87.33654475055310))
      ]),
    Preset(
      name: "timm-asl",
      summary: "timm AsymmetricLossMultiLabel: mean over rows",
      checkedAgainst: "from source, not run",
      tasks: [.multilabel, .oneVsAll, .binary],
      variants: [
        Convention(
          task: .multilabel, input: .logits, modulator: Modulator(.asl, [1, 4, 0.05]),
          epsilon: Epsilon(.logFloor, 18.420680743952367))
      ]),
    Preset(
      name: "effdet",
      summary: "EfficientDet: smoothing in the cross entropy alone, the sum",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), gamma: 1.5,
          smoothingRule: .crossEntropyOnly, reduction: .sum)
      ]),
    Preset(
      name: "flsd-53",
      summary: "FLSD-53: gamma 5 below p_t 0.2, else 3, the sum",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass, .binary],
      variants: [
        Convention(
          task: .multiclass, input: .logits,
          modulator: Modulator(.schedule, [0.2, 5, 0.5, 3, 1, 3]), reduction: .sum)
      ]),
    Preset(
      name: "dual-focal",
      summary: "Dual focal loss: the runner-up in the factor, the sum",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .logits, modulator: Modulator(.dual), reduction: .sum)
      ]),
    Preset(
      name: "nfl",
      summary: "Normalized focal loss for noisy labels: gamma 0.5",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .logits, gamma: 0.5, modulator: Modulator(.normalizedSoftmax))
      ]),
    Preset(
      name: "centernet",
      summary: "CenterNet, CornerNet: Gaussian targets, over the positives",
      checkedAgainst: "from source, not run",
      tasks: [.multilabel, .binary],
      variants: [
        Convention(
          task: .multilabel, input: .probabilities, modulator: Modulator(.gaussian, [4]),
          epsilon: Epsilon(.add, 1e-12), softTargets: .expected, reduction: .positives),
        Convention(
          task: .multilabel, input: .logits, modulator: Modulator(.gaussian, [4]),
          epsilon: Epsilon(.add, 1e-12), softTargets: .expected, reduction: .positives),
      ]),
    Preset(
      name: "varifocal",
      summary: "mmdetection VarifocalLoss: alpha 0.75, needs --quality",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: Alpha(.negatives, [0.75]),
          modulator: Modulator(.varifocal), reduction: .meanElements)
      ]),
    Preset(
      name: "deim-mal",
      summary: "DEIM MAL: gamma 1.5, over the boxes, needs --quality",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, gamma: 1.5, modulator: Modulator(.mal),
          reduction: .positives)
      ]),
    Preset(
      name: "rf-detr",
      summary: "RF-DETR, LW-DETR IA-BCE: over the boxes, needs --quality",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, modulator: Modulator(.iaBCE, [0.25]),
          reduction: .positives)
      ]),
  ]
}
