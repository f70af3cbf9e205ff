import FocalLoss

/// How a preset is asked for on the command line: the parameters of its original as options, and what a
/// user should know.
struct PresetGuide: Sendable {
  /// A parameter of an original, and the options of the command line that mean the same.
  struct Correspondence: Equatable, Sendable {
    /// The parameter as it is given to the original.
    let original: String

    /// The options, as they are typed.
    let options: String
  }

  /// The name of the preset.
  let preset: String

  /// How parameters of the original are said here.
  let options: [Correspondence]

  /// What a user should know about the original, and where this differs from it.
  let notes: [String]

  init(preset: String, options: KeyValuePairs<String, String> = [:], notes: [String]) {
    self.preset = preset
    self.options = options.map { Correspondence(original: $0.key, options: $0.value) }
    self.notes = notes
  }

  /// The guide of every preset; each stands in the list of its family, as the preset does.
  static let all: [PresetGuide] = founding + torch + keras + detection + variantLosses + others
}

extension Preset {
  /// How parameters of the original are said here.
  var options: [PresetGuide.Correspondence] { guide?.options ?? [] }

  /// What a user should know about the original, and where this differs from it.
  var notes: [String] { guide?.notes ?? [] }

  private var guide: PresetGuide? { PresetGuide.all.first { $0.preset == name } }
}

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
