import FocalLoss

/// Reads the command line by the option table.
///
/// The habits are those of the shell: `--gamma=2`, `--gamma 2`, `-g 2`, `-g2`, switches joined as in
/// `-bh`; `--` ends the options; what follows an option that takes a value is its value, even where it
/// begins with a dash, so negative numbers need no care; `-` alone is a file, standard input.
struct ArgumentParser {
  private var remaining: ArraySlice<SystemText>
  private let command: Command

  /// A parser.
  ///
  /// - Parameters:
  ///   - arguments: the arguments, without the name of the command.
  ///   - command: the command that they are for.
  init(_ arguments: some Collection<SystemText>, for command: Command = .compute) {
    remaining = Array(arguments)[...]
    self.command = command
  }

  /// A parser of arguments that are UTF-8.
  init(_ arguments: [String], for command: Command = .compute) {
    self.init(arguments.map { SystemText($0) }, for: command)
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
        for file in remaining { try add(file: file, to: &settings) }
        break
      } else if argument.text.hasPrefix("--") {
        try readLong(argument, into: &settings)
      } else if argument.text.hasPrefix("-"), argument != "-" {
        try readShort(argument, into: &settings)
      } else {
        try add(file: argument, to: &settings)
      }
    }
    settings.loss.grid.fill(from: settings.loss.signatureGrid)
    settings.output.format = settings.output.format ?? settings.output.namedFormat
    return settings
  }

  private func add(file: SystemText, to settings: inout Settings) throws(UsageError) {
    guard !file.bytes.isEmpty else { throw .emptyFileName(option: "FILE") }
    settings.input.files.append(file)
  }

  private mutating func readLong(
    _ argument: SystemText, into settings: inout Settings
  ) throws(UsageError) {
    let parts = argument.bytes.dropFirst(2).split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: parts.first ?? [], as: UTF8.self)
    let given = parts.count == 2 ? SystemText(bytes: Array(parts[1])) : nil
    guard let option = OptionTable.named(name) else {
      throw .unknownOption(
        "--\(name)",
        suggestion: Habits.option(named: name)
          ?? Suggestion.nearest(name, in: OptionTable.all.map(\.name)).map { "--\($0)" })
    }
    try apply(option, as: option.flag, given, to: &settings)
  }

  private mutating func readShort(
    _ argument: SystemText, into settings: inout Settings
  ) throws(UsageError) {
    let text = argument.text
    var letters = text.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = OptionTable.named(letter) else {
        throw .unknownOption("-\(letter)", suggestion: suggestion(forShort: text))
      }
      var given: SystemText?
      // A value is taken, or, after a switch, refused.
      if !letters.isEmpty, !option.isSwitch || letters.first == "=" {
        let value = letters.first == "=" ? letters.dropFirst() : letters
        given = SystemText(
          bytes: Array(argument.bytes.dropFirst(text[..<value.startIndex].utf8.count)))
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
    _ option: Option, as typed: String, _ given: SystemText?, to settings: inout Settings
  ) throws(UsageError) {
    var value: SystemText = ""
    if let valueName = option.valueName {
      guard let next = given ?? remaining.popFirst() else {
        throw .missingValue(option: typed, valueName: valueName)
      }
      value = next
      if let words = option.words, !words.contains(value.text) {
        throw .unknownChoice(
          option: typed, value: value.text, choices: words,
          suggestion: Suggestion.nearest(value.text, in: words))
      }
    } else if let given {
      throw .unexpectedValue(option: typed, value: given.text)
    }
    settings.given.append(GivenOption(flag: option.flag, text: value.shown))
    let isShort = !typed.hasPrefix("--")
    try option.apply(&settings, OptionValue(option: option.flag, value, isShort: isShort))
  }
}

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
  /// The command does not use the option, which is for others.
  case unusedOption(String, command: Command, users: Set<Command>)
  /// Two options say different things.
  case contradiction(String, String, advice: String)
  /// Something that is said needs something else.
  case needs(String, String)
  /// A signature cannot be read.
  case badSignature(value: String, SignatureError)
  /// A signature names a grid, which only a sweep computes.
  case gridSignature(cellCount: Int)
  /// The command takes no such argument.
  case unexpectedArgument(String, command: String)
  /// A sweep has more cells than it may have.
  case tooManyCells(Int, limit: Int)
  /// Standard input is given as a file twice.
  case inputTwice
  /// The name of the output says that it is compressed, by a program that has to do it.
  case compressedOutput(String, program: String)
  /// What is written goes into a file that is read.
  case inputIsOutput(String)
  /// A file has no name.
  case emptyFileName(option: String)
  /// There are neither files nor data on standard input.
  case nothingToRead
  /// The system does not say what the command line is.
  case noCommandLine
}
