extension PresetGuide {
  /// The three founding implementations.
  static let founding: [PresetGuide] = [
    PresetGuide(
      preset: "tf-clip",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "epsilon=1e-5": "--epsilon 1e-5",
      ],
      notes: [
        "The clip acts on the modulating factor too, and keeps p = 0 and 1 from NaN.",
        "Takes the mean over all elements.",
      ]),
    PresetGuide(
      preset: "torch-bce",
      options: [
        "alpha=1": "--alpha 1",
        "gamma=2": "--gamma 2",
        "logits=True": "--logits",
        "logits=False": "--probabilities",
        "reduce=False": "--per-sample",
      ],
      notes: [
        "Alpha is one factor for both classes, 1 by default.",
        "From probabilities each logarithm is held at -100 or more; from logits nothing is.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "tf-onehot",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "epsilon=1e-8": "--epsilon 1e-8",
      ],
      notes: [
        "Takes one-hot labels; its documentation says softmax, its code computes sigmoids.",
        "The one-hot factor is inside the sum, so only the true class contributes: its declared "
          + "1 - alpha for negatives never acts.",
        "Adds 1e-8 inside the logarithm only.",
        "The original returns one loss per sample; the reduction here is their mean.",
      ]),
  ]
}
