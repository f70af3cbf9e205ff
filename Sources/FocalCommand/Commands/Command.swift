/// The commands of focal: what its first argument may be, other than an option or a file.
enum Command: String, CaseIterable, Sendable {
  /// Computes; the command that needs no name.
  case compute = ""
  /// Lists the presets.
  case presets

  /// What it does, for help.
  var summary: String {
    switch self {
    case .compute: "compute the focal loss of labels and predictions"
    case .presets: "list the presets, or describe one: focal presets NAME"
    }
  }
}
