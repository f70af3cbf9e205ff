/// Reads the command line by the option table.
///
/// The habits are those of the shell: `--gamma=2`, `--gamma 2`, `-g 2`, `-g2`, switches joined as in
/// `-bh`; `--` ends the options; what follows an option that takes a value is its value, even where it
/// begins with a dash, so negative numbers need no care; `-` alone is a file, standard input.
struct ArgumentParser {
  private var remaining: ArraySlice<String>
  private let command: Command

  /// A parser.
  ///
  /// - Parameters:
  ///   - arguments: the arguments, without the name of the command.
  ///   - command: the command that they are for.
  init(_ arguments: [String], for command: Command = .compute) {
    remaining = arguments[...]
    self.command = command
  }

  /// The settings that the arguments ask for.
  ///
  /// - Returns: the settings; an option given twice takes the last value.
  /// - Throws: ``UsageError`` for the first argument that is wrong.
  mutating func settings() throws(UsageError) -> Settings {
    var settings = Settings()
    settings.command = command
    while let argument = remaining.popFirst() {
      if argument == "--" {
        settings.input.files += remaining
        break
      } else if argument.hasPrefix("--") {
        try readLong(argument, into: &settings)
      } else if argument.hasPrefix("-"), argument != "-" {
        try readShort(argument, into: &settings)
      } else {
        settings.input.files.append(argument)
      }
    }
    return settings
  }

  private mutating func readLong(
    _ argument: String, into settings: inout Settings
  ) throws(UsageError) {
    let parts = argument.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    let given = parts.count == 2 ? String(parts[1]) : nil
    guard let option = OptionTable.named(name) else {
      throw .unknownOption(
        "--\(name)",
        suggestion: Suggestion.nearest(name, in: OptionTable.all.map(\.name)).map { "--\($0)" })
    }
    try apply(option, as: option.flag, given, to: &settings)
  }

  private mutating func readShort(
    _ argument: String, into settings: inout Settings
  ) throws(UsageError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = OptionTable.named(letter) else {
        throw .unknownOption("-\(letter)", suggestion: suggestion(forShort: argument))
      }
      var given: String?
      // A value is taken, or, after a switch, refused.
      if !letters.isEmpty, !option.isSwitch || letters.first == "=" {
        given = String(letters.first == "=" ? letters.dropFirst() : letters)
        letters = ""
      }
      try apply(option, as: "-\(letter)", given, to: &settings)
    }
  }

  /// A long name typed with one dash, as in `-gamma`, is a slip of its own.
  private func suggestion(forShort argument: String) -> String? {
    let name = String(argument.dropFirst().prefix { $0 != "=" })
    return OptionTable.named(name).map(\.flag)
  }

  private mutating func apply(
    _ option: Option, as typed: String, _ given: String?, to settings: inout Settings
  ) throws(UsageError) {
    var text = ""
    if let valueName = option.valueName {
      guard let value = given ?? remaining.popFirst() else {
        throw .missingValue(option: typed, valueName: valueName)
      }
      text = value
      if let words = option.words, !words.contains(value) {
        throw .unknownChoice(
          option: typed, value: value, choices: words,
          suggestion: Suggestion.nearest(value, in: words))
      }
    } else if let given {
      throw .unexpectedValue(option: typed, value: given)
    }
    settings.givenOptions.append(option.flag)
    try option.apply(&settings, OptionValue(option: option.flag, text: text))
  }
}
