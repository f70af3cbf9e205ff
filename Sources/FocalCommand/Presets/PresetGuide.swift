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
  static let all: [PresetGuide] = founding + torch + keras + detection + others
}

extension Preset {
  /// How parameters of the original are said here.
  var options: [PresetGuide.Correspondence] { guide?.options ?? [] }

  /// What a user should know about the original, and where this differs from it.
  var notes: [String] { guide?.notes ?? [] }

  private var guide: PresetGuide? { PresetGuide.all.first { $0.preset == name } }
}
