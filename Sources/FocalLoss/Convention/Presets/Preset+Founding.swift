extension Preset {
  /// The three founding implementations.
  static let founding: [Preset] = [
    Preset(
      name: "tf-clip",
      summary: "TensorFlow, probabilities clipped to [1e-5, 1 - 1e-5]",
      checkedAgainst: "tensorflow 2.21.0 (compat.v1)",
      tasks: [.binary],
      variants: [
        Convention(
          task: .binary, input: .probabilities, alpha: .balanced(0.25), epsilon: .clip(1e-5),
          softTargets: .expected)
      ]),
    Preset(
      name: "torch-bce",
      summary: "PyTorch, built on its binary cross entropy: p_t = exp(-BCE)",
      checkedAgainst: "torch 2.13.0",
      tasks: [.binary, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, alpha: Alpha(.scale, [1]),
          epsilon: Epsilon(.logFloor, 100), softTargets: .expCrossEntropy),
        Convention(
          task: .binary, input: .logits, alpha: Alpha(.scale, [1]),
          softTargets: .expCrossEntropy),
      ]),
    Preset(
      name: "tf-onehot",
      summary: "TensorFlow, says softmax; sigmoids of the true class",
      checkedAgainst: "tensorflow 2.21.0 (compat.v1)",
      tasks: [.oneVsAll, .binary],
      variants: [
        Convention(
          task: .oneVsAll, input: .logits, alpha: Alpha(.positivesOnly, [0.25]),
          epsilon: Epsilon(.add, 1e-8))
      ]),
  ]
}
