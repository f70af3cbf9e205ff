extension Preset {
  /// Other languages and frameworks.
  static let others: [Preset] = [
    Preset(
      name: "optax",
      summary: "optax.losses.sigmoid_focal_loss",
      checkedAgainst: "optax 0.2.8, jax 0.10.2",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "Its alpha None is --alpha none, its default; it does not check alpha, so -1 "
          + "gives negative losses there.",
        "The original returns one loss per element by default; the reduction here is "
          + "their mean.",
      ],
      tasks: [.binary, .oneVsAll, .multilabel],
      variants: [
        Convention(task: .binary, input: .logits, softTargets: .mixture)
      ]),
    Preset(
      name: "catboost",
      summary: "CatBoost metric Focal: raw scores, weighted mean",
      checkedAgainst: "catboost 1.2.10",
      options: [
        "focal_alpha=0.25": "--alpha 0.25",
        "focal_gamma=2": "--gamma 2",
        "use_weights=true": "--weight w",
      ],
      notes: [
        "Its focal_alpha and focal_gamma are required; here they are 0.25 and 2. It "
          + "refuses alpha 0 and 1, and gamma 0.",
        "Clips p to [1e-13, 1 - 1e-13], in the modulating factor too.",
        "It takes every label but 1 for a negative.",
      ],
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
      options: [
        "gamma=2": "--gamma 2",
        "eps=2.220446049250313e-16": "--epsilon 2.220446049250313e-16",
        "agg=mean": "--reduction mean",
        "agg=sum": "--reduction sum",
      ],
      notes: [
        "Adds eps(T) everywhere, inside 1 - p too; of float64, 2.2e-16, here.",
        "Where it raises DomainError, a negative base, the factor here is 0.",
      ],
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
      options: [
        "gamma=2": "--gamma 2",
        "eps=2.220446049250313e-16": "--epsilon 2.220446049250313e-16",
        "agg=mean": "--reduction mean",
        "agg=sum": "--reduction sum",
      ],
      notes: [
        "Adds eps(T) to p everywhere; of float64, 2.2e-16, here.",
        "Where it raises DomainError, the logarithm of a negative number, the loss "
          + "here is infinite.",
      ],
      tasks: [.binary, .multilabel],
      variants: [
        Convention(
          task: .binary, input: .probabilities, epsilon: Epsilon(.addAll, 2.220446049250313e-16),
          softTargets: .logMixture)
      ]),
  ]
}
