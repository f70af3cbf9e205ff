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

  /// Other languages and frameworks.
  static let others: [Preset] = [
    Preset(
      name: "optax",
      summary: "optax.losses.sigmoid_focal_loss",
      checkedAgainst: "optax 0.2.8, jax 0.10.2",
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, softTargets: .mixture)
      ]),
    Preset(
      name: "catboost",
      summary: "CatBoost metric Focal: raw scores, weighted mean",
      checkedAgainst: "catboost 1.2.10",
      tasks: [.binary],
      variants: [
        Convention(
          task: .binary, input: .logits, alpha: .balanced(0.25), epsilon: .clip(1e-13),
          reduction: .weightedMean)
      ]),
    Preset(
      name: "flux",
      summary: "Flux.jl focal_loss: softmax probabilities",
      checkedAgainst: "from source, not run",
      tasks: [.multiclass],
      variants: [
        Convention(
          task: .multiclass, input: .probabilities,
          epsilon: Epsilon(.addAll, 2.220446049250313e-16), softTargets: .expected)
      ]),
    Preset(
      name: "flux-binary",
      summary: "Flux.jl binary_focal_loss: p_t mixed in the logarithm too",
      checkedAgainst: "from source, not run",
      tasks: [.binary, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.addAll, 2.220446049250313e-16),
          softTargets: .logMixture)
      ]),
  ]
}
