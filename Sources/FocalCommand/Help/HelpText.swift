import FocalOutput

/// The help of a command, made of the option table: short for `-h`, with everything for `--help`.
struct HelpText {
  /// The columns that a line may fill.
  static let width = 79

  /// Where the descriptions of options begin, and those of commands.
  private static let optionIndent = 26
  private static let commandIndent = 15

  private let command: Command
  private let help: CommandHelp

  init(of command: Command) { (self.command, help) = (command, command.commandHelp) }

  /// The usage and the usual options: a screen.
  var short: String {
    var blocks = [title, usage]
    let isWhole = help.usualOptions.isEmpty
    if command == .compute { blocks.append(Self.commandList) }
    let usual = help.usualOptions.compactMap(OptionTable.named)
    if !isWhole {
      let lines = usual.flatMap { Self.lines(of: $0, $0.firstSentence) }
      blocks.append((["Usual options:"] + lines).joined(separator: "\n"))
    }
    blocks.append(
      Self.wrapped("\(command.title) --help says all of this command; \(Self.topicSentence)"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// Everything that there is to say.
  var long: String {
    var blocks = [title, usage]
    if command == .compute { blocks.append(Self.commandList) }
    blocks += help.description.map(Self.wrapped)
    if !help.examples.isEmpty { blocks.append("Examples:\n\(Self.indented(help.examples))") }
    for group in Option.Group.allCases {
      let lines = command.options.filter { $0.group == group }
        .flatMap { Self.lines(of: $0, $0.fullHelp) }
      if !lines.isEmpty { blocks.append(([group.rawValue + ":"] + lines).joined(separator: "\n")) }
    }
    blocks.append(
      Self.wrapped(Self.topicSentence.prefix(1).uppercased() + Self.topicSentence.dropFirst()))
    if command == .compute { blocks.append(Self.wrapped(HelpTopic.statusSentence)) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var title: String { "\(command.title): \(help.summary)" }

  private var usage: String {
    "Usage: \(help.forms.joined(separator: "\n       "))"
  }

  /// All commands with what they do.
  private static var commandList: String {
    let lines = Command.allCases.filter { $0 != .compute }.map { command in
      "  \(command.rawValue)".padded(to: commandIndent) + command.commandHelp.summary
    }
    return (["Commands, as in focal sweep:"] + lines).joined(separator: "\n")
  }

  private static var topicSentence: String {
    "focal help COMMAND that of another; focal help TOPIC defines: "
      + HelpTopic.allCases.map(\.rawValue).joined(separator: ", ") + "."
  }

  private static func indented(_ lines: [String]) -> String {
    lines.map { "  \($0)" }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String) -> String {
    text.wrapped(to: width).joined(separator: "\n")
  }

  /// An option with what is said of it.
  private static func lines(of option: Option, _ description: String) -> [String] {
    let short = option.short.map { "-\($0), " } ?? "    "
    let name = option.valueName.map { " \($0)" } ?? ""
    let head = "  \(short)\(option.flag)\(name)"
    let wrapped = description.wrapped(to: width - optionIndent)
    let padding = String(repeating: " ", count: optionIndent)
    if head.count + 2 > optionIndent { return [head] + wrapped.map { padding + $0 } }
    return [head.padded(to: optionIndent) + wrapped[0]] + wrapped.dropFirst().map { padding + $0 }
  }
}

extension Option {
  /// What it does, with the words of a choice.
  var fullHelp: String {
    words.map { "\(help) One of \($0.joined(separator: ", "))." } ?? help
  }

  /// What it does, as short as can be.
  fileprivate var firstSentence: String {
    help.firstRange(of: ". ").map { help[..<$0.lowerBound] + "." } ?? help
  }
}

extension String {
  /// The text with spaces after it, as many as a column needs.
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(2, count - self.count))
  }
}
