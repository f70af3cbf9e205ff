import FocalLoss

/// What is wrong with the command line, before any input is read.
enum UsageError: Error, Equatable, Sendable {
  /// No option has the name; the suggestion is the nearest that exists.
  case unknownOption(String, suggestion: String?)
  /// The option needs a value and is the last argument.
  case missingValue(option: String, valueName: String)
  /// The option takes no value.
  case unexpectedValue(option: String, value: String)
  /// The value is none of the choices.
  case unknownChoice(option: String, value: String, choices: [String], suggestion: String?)
  /// The value is not what the option takes.
  case badValue(option: String, value: String, expected: String)
  /// Two options say different things.
  case contradiction(String, String, advice: String)
  /// An option needs another one.
  case needs(option: String, other: String)
  /// A signature cannot be read.
  case badSignature(value: String, SignatureError)
  /// The command takes no such argument.
  case unexpectedArgument(String, command: String)
  /// A sweep has more cells than it may have.
  case tooManyCells(Int, limit: Int)
  /// Standard input is given as a file twice.
  case inputTwice
  /// A file has no name.
  case emptyFileName(option: String)
  /// There are neither files nor data on standard input.
  case nothingToRead
}
