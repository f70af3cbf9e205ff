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
  /// Makes one report of the states of many runs.
  case merge
  /// Shows how a file is read, and why so.
  case inspect
  /// Lists the presets.
  case presets
  /// Explains a topic, such as the usual names of columns.
  case help
  /// Prints the manual page.
  case man
  /// Prints what a shell needs to complete command lines.
  case completions

  /// The command as it is typed, and as messages call it.
  var title: String { self == .compute ? "focal" : "focal \(rawValue)" }

  /// The names of those that have one.
  static var names: [String] { allCases.map(\.rawValue).filter { !$0.isEmpty } }

  /// How many arguments it takes that are no options; nil for any number, which are files.
  var argumentLimit: Int? {
    switch self {
    case .compute, .compare, .identify, .explain, .sweep, .merge, .inspect: nil
    case .presets, .completions, .help, .man: 1
    case .curve: 0
    }
  }

  /// Whether it reads files or standard input.
  ///
  /// - Parameter settings: what is asked for.
  /// - Returns: false for a list, and for values on the command line.
  func readsData(_ settings: Settings) -> Bool {
    self == .merge || Set.reading.contains(self) && (self != .explain || settings.input.seeksRow)
  }
}

extension Set<Command> {
  /// Every command.
  static let all = Set(Command.allCases)

  /// Those that read labels and predictions.
  static let reading: Set = [.compute, .compare, .identify, .explain, .sweep, .inspect]

  /// Those that reduce the losses of many samples.
  static let reducing = reading.subtracting([.explain, .inspect])

  /// Those that compute losses, of data or of a range of probabilities.
  static let computing = reading.subtracting([.inspect]).union([.curve])

  /// Those that make a report, which has a format.
  static let reporting = reading.union([.curve, .merge, .presets])

  /// Those whose runs can be parts of a larger one.
  static let stateful: Set = [.compute, .sweep, .compare]
}
