/// The commands of focal: what its first argument may be, other than an option or a file.
enum Command: String, CaseIterable, Sendable {
  /// Computes; the command that needs no name.
  case compute = ""
  /// Computes by every preset, side by side.
  case compare
  /// Finds the conventions that give a number.
  case identify
  /// Shows every number from which the loss of one sample is put together.
  case explain
  /// Computes over a grid of alphas, gammas, epsilons and label smoothings.
  case sweep
  /// Shows the loss as a function of the probability, for some gammas.
  case curve
  /// Lists the presets.
  case presets
  /// Prints the manual page.
  case man
  /// Prints what a shell needs to complete command lines.
  case completions

  /// The options that mean something to a command that computes nothing; nil where all may.
  var options: [String]? {
    switch self {
    case .presets: PresetsCommand.options
    case .man, .completions: ["--output", "--help", "--version"]
    case .curve: CurveCommand.options
    case .compute, .compare, .identify, .explain, .sweep: nil
    }
  }

  /// Whether it reads labels and predictions from files or standard input.
  ///
  /// - Parameter settings: what is asked for.
  /// - Returns: false for a list, and for values on the command line.
  func readsData(_ settings: Settings) -> Bool {
    switch self {
    case .presets, .curve, .man, .completions: false
    case .explain: settings.input.row != nil
    case .compute, .compare, .identify, .sweep: true
    }
  }
}
