extension PresetGuide {
  /// Other languages and frameworks.
  static let others: [PresetGuide] = [
    PresetGuide(
      preset: "optax",
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
      ]),
    PresetGuide(
      preset: "catboost",
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
      ]),
    PresetGuide(
      preset: "flux",
      options: [
        "gamma=2": "--gamma 2",
        "eps=2.220446049250313e-16": "--epsilon 2.220446049250313e-16",
        "agg=mean": "--reduction mean",
        "agg=sum": "--reduction sum",
      ],
      notes: [
        "Adds eps(T) everywhere, inside 1 - p too; of float64, 2.2e-16, here.",
        "Where it raises DomainError, a negative base, the factor here is 0.",
      ]),
    PresetGuide(
      preset: "flux-binary",
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
      ]),
  ]
}
