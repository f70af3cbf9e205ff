extension Preset {
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
