/// The commands of focal: what its first argument may be, other than an option or a file.
enum Command: String, Sendable {
  /// Computes; the command that needs no name.
  case compute = ""
  /// Computes by every preset, side by side.
  case compare
  /// Finds the conventions that give a number.
  case identify
  /// Lists the presets.
  case presets

  /// Whether it reads labels and predictions.
  var readsData: Bool { self != .presets }
}
