/// The commands of focal: what its first argument may be, other than an option or a file.
enum Command: String, CaseIterable, Sendable {
  /// Computes; the command that needs no name.
  case compute = ""
  /// Computes by every preset, side by side.
  case compare
  /// Lists the presets.
  case presets

  /// Whether it reads labels and predictions.
  var readsData: Bool { self != .presets }

  /// What it does, for help.
  var summary: String {
    switch self {
    case .compute: "compute the focal loss of labels and predictions"
    case .compare: "compute by every preset that applies, beside the exact definition"
    case .presets: "list the presets, or describe one: focal presets NAME"
    }
  }
}
