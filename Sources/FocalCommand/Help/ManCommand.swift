import FocalLoss
import FocalOutput

/// `focal man`: the manual, a page a command.
enum ManCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for a page that does not exist, or where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let word = settings.input.files.first?.text ?? ""
    guard let command = Command(rawValue: word) else {
      throw .usage(
        .unknownChoice(
          option: "man", value: word, choices: Command.names,
          suggestion: Suggestion.nearest(word, in: Command.names)))
    }
    try ReportDelivery(settings, streams).deliver(ManualPage(of: command).text)
  }
}

/// A page of the manual in the man macros of roff, made of the option table, the help and the presets.
struct ManualPage {
  private let command: Command
  private let help: CommandHelp

  init(of command: Command) { (self.command, help) = (command, command.commandHelp) }

  /// The page.
  var text: String {
    let name = Self.name(of: command)
    var lines = [
      ".TH \(name.uppercased()) 1 \"\" \"focal \(Signature.currentVersion)\" \"User Commands\"",
      ".SH NAME",
      "\(Self.escaped(name)) \\- \(Self.escaped(help.summary))",
    ]
    lines += [".SH SYNOPSIS"] + Self.verbatim(help.forms)
    if !help.description.isEmpty {
      lines.append(".SH DESCRIPTION")
      for paragraph in help.description { lines += [".PP", Self.escaped(paragraph)] }
    }
    if command == .compute { lines += Self.commandEntries }
    for group in Option.Group.allCases {
      let options = command.options.filter { $0.group == group }
      guard !options.isEmpty else { continue }
      lines.append(".SH \(group.rawValue.uppercased()) OPTIONS")
      for option in options { lines += Self.entry(option) }
    }
    if !help.examples.isEmpty { lines += [".SH EXAMPLES"] + Self.verbatim(help.examples) }
    if command == .presets { lines += [".SH PRESETS"] + Preset.all.flatMap(Self.section) }
    lines += [".SH EXIT STATUS"]
    for (status, meaning) in HelpTopic.exitStatuses {
      lines += [".TP", ".B \(status)", Self.escaped(meaning)]
    }
    let others = Command.allCases.filter { $0 != command }.map { Self.name(of: $0) }
    lines += [".SH SEE ALSO", Self.escaped(others.map { "\($0)(1)" }.joined(separator: ", "))]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page of a command, as man is asked for it.
  private static func name(of command: Command) -> String {
    command == .compute ? "focal" : "focal-\(command.rawValue)"
  }

  private static var commandEntries: [String] {
    [".SH COMMANDS"]
      + Command.allCases.filter { $0 != .compute }.flatMap {
        [".TP", ".B \($0.title)", escaped($0.commandHelp.summary)]
      }
  }

  private static func entry(_ option: Option) -> [String] {
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
    return [".TP", "\(short)\\fB\(escaped(option.flag))\\fR\(value)", escaped(option.fullHelp)]
  }

  private static func section(_ preset: Preset) -> [String] {
    var lines = [".SS \(escaped(preset.name))", escaped("\(preset.summary).")]
    lines.append(escaped(preset.origin))
    for correspondence in preset.options {
      lines += [
        ".TP", escaped(correspondence.original), "\\fB\(escaped(correspondence.options))\\fR",
      ]
    }
    for note in preset.notes { lines += [".PP", escaped(note)] }
    return lines + verbatim(preset.signatures)
  }

  /// Lines as they stand.
  private static func verbatim(_ lines: [String]) -> [String] {
    [".PP", ".nf"] + lines.map(escaped) + [".fi"]
  }

  /// A line whose characters mean nothing to roff.
  static func escaped(_ line: String) -> String {
    var text = ""
    for character in line {
      switch character {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      case "'": text += "\\(aq"
      case "^": text += "\\(ha"
      case "`": text += "\\(ga"
      case "~": text += "\\(ti"
      default: text.append(character)
      }
    }
    // A full stop at the beginning would be a request.
    return text.first == "." ? "\\&" + text : text
  }
}
