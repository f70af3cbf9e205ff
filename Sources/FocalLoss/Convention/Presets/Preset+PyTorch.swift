extension Preset {
  /// Libraries for PyTorch, and its relatives.
  static let torch: [Preset] = [
    Preset(
      name: "torchvision",
      summary: "torchvision.ops.sigmoid_focal_loss",
      checkedAgainst: "torchvision 0.28.0, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .logits, alpha: .balanced(0.25), softTargets: .mixture)
      ]),
    Preset(
      name: "fvcore",
      summary: "fvcore.nn.sigmoid_focal_loss",
      checkedAgainst: "fvcore 0.1.5.post20221221, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, softTargets: .mixture)
      ]),
    Preset(
      name: "fvcore-star",
      summary: "fvcore.nn.sigmoid_focal_loss_star, beta 0",
      checkedAgainst: "fvcore 0.1.5.post20221221, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, gamma: 1, modulator: Modulator(.flStar, [0]))
      ]),
    Preset(
      name: "kornia-binary",
      summary: "kornia.losses.binary_focal_loss_with_logits",
      checkedAgainst: "kornia 0.9.0, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, alpha: .balanced(0.25), softTargets: .expected)
      ]),
    Preset(
      name: "kornia",
      summary: "kornia.losses.focal_loss: softmax, mean over all elements",
      checkedAgainst: "kornia 0.9.0, torch 2.13.0",
      tasks: [.multiclass],
      variants: [
        Convention(task: .multiclass, input: .logits, reduction: .meanElements)
      ]),
    Preset(
      name: "monai",
      summary: "monai.losses.FocalLoss: mean over all elements",
      checkedAgainst: "monai 1.6.1, torch 2.13.0",
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(task: .oneVsAll, input: .logits, softTargets: .margin, reduction: .meanElements)
      ]),
    Preset(
      name: "monai-softmax",
      summary: "monai.losses.FocalLoss with use_softmax",
      checkedAgainst: "monai 1.6.1, torch 2.13.0",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .logits, softTargets: .expected, reduction: .meanElements)
      ]),
    Preset(
      name: "smp",
      summary: "segmentation_models_pytorch; multiclass is one-vs-all",
      checkedAgainst: "segmentation-models-pytorch 0.6.0, torch 2.13.0",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .logits, softTargets: .expCrossEntropy, classWeightRule: .column,
          reduction: .weightedMeanElements),
        Convention(
          task: .binary, input: .probabilities, epsilon: .clip(1e-7), softTargets: .expCrossEntropy,
          classWeightRule: .column, reduction: .weightedMeanElements),
      ]),
    Preset(
      name: "paddle",
      summary: "paddle.nn.functional.sigmoid_focal_loss: the sum",
      checkedAgainst: "from source, not run",
      tasks: [.oneVsAll, .binary, .multilabel],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: .balanced(0.25), softTargets: .mixture,
          reduction: .sum)
      ]),
    Preset(
      name: "adeelh",
      summary: "AdeelH/pytorch-multi-class-focal-loss: softmax, gamma 0",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(task: .multiclass, input: .logits, gamma: 0)
      ]),
    Preset(
      name: "clcarwin",
      summary: "clcarwin/focal_loss_pytorch: softmax, gamma 0",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(task: .multiclass, input: .logits, gamma: 0)
      ]),
  ]
}
