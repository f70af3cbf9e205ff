import FocalLoss
import Testing

@testable import FocalCommand

/// What --help, -h and --version print.
@Suite struct HelpTextTests {
  /// All words of a text, one space between two.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("--help says all of a command, -h what is usual, help COMMAND the same as --help")
  func lengths() {
    for command in Command.allCases {
      let help = HelpText(of: command)
      #expect(focal("\(command.rawValue) --help") == .done(help.long))
      #expect(focal("\(command.rawValue) -h") == .done(help.short))
      #expect(focal("help \(command.rawValue)") == .done(help.long))
    }
    #expect(focal("x.csv -bh") == .done(HelpText(of: .compute).short))
    #expect(focal("--version --help") == .done(HelpText(of: .compute).long))
  }

  @Test("no line is longer than 79 columns, and none has a space at its end")
  func width() {
    let texts =
      Command.allCases.flatMap { [HelpText(of: $0).short, HelpText(of: $0).long] }
      + HelpTopic.allCases.map(\.text)
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      #expect(line.count <= 79, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
  }

  @Test("the short help is a screen", arguments: Command.allCases)
  func screen(_ command: Command) {
    #expect(HelpText(of: command).short.split(separator: "\n").count <= 40)
  }

  @Test("a command has the options that it uses and no other", arguments: Command.allCases)
  func options(_ command: Command) {
    let lines = HelpText(of: command).long.split(separator: "\n")
    let flags = lines.compactMap { $0.prefixMatch(of: #/  (?:-., |    )(--[a-z-]+)/#)?.1 }
    let expected = OptionTable.all.filter { $0.commands.contains(command) }
    #expect(
      Set(flags.map(String.init)) == Set(expected.map(\.flag)) && flags.count == expected.count)
    for option in expected {
      let short = option.short.map { "-\($0), " } ?? "    "
      let head = "  \(short)\(option.flag)" + (option.valueName.map { " \($0)" } ?? "")
      #expect(lines.contains { $0 == head || $0.hasPrefix(head + "  ") }, "\(head)")
    }
  }

  @Test("the sentences of every option are in help, with the words of a choice")
  func sentences() {
    let words = Command.allCases.map { Self.words(HelpText(of: $0).long) }.joined()
    for option in OptionTable.all {
      #expect(words.contains(option.help), "\(option.flag)")
      if let choices = option.words {
        #expect(words.contains("\(option.help) One of \(choices.joined(separator: ", "))."))
      }
    }
  }

  @Test("the usual options are options of the command", arguments: Command.allCases)
  func usual(_ command: Command) {
    for name in command.commandHelp.usualOptions {
      #expect(OptionTable.named(name)?.commands.contains(command) == true, "\(name)")
    }
  }

  @Test("every command, topic and status is named by the help of focal itself")
  func lists() {
    let words = Self.words(HelpText(of: .compute).long)
    for command in Command.allCases where command != .compute {
      #expect(words.contains("\(command.rawValue) \(command.commandHelp.summary)"))
    }
    for topic in HelpTopic.allCases { #expect(words.contains(topic.rawValue)) }
    #expect(words.contains(HelpTopic.statusSentence))
  }

  @Test("the examples are read without an error", arguments: Command.allCases)
  func examples(_ command: Command) {
    for example in command.commandHelp.examples {
      // What the shell makes of it: the part of a pipe that is focal, without quotes.
      let words = example.split(separator: " ").map { String($0.filter { $0 != "'" }) }
      guard let start = words.firstIndex(of: "focal") else { continue }
      let own = words[(start + 1)...].prefix { ![">", "|"].contains($0) }
      let named = own.first.flatMap(Command.init(rawValue:)) ?? .compute
      var parser = ArgumentParser(Array(own.dropFirst(named == .compute ? 0 : 1)), for: named)
      #expect(throws: Never.self, "\(example)") { try parser.settings().check() }
    }
  }

  @Test("the version is that of signatures")
  func version() {
    #expect(focal("--version") == .done("focal \(Signature.currentVersion)\n"))
    #expect(focal("-V") == .done("focal \(Signature.currentVersion)\n"))
  }
}
