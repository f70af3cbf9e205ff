import FocalLoss
import Testing

@testable import FocalCommand

/// What --help and --version print.
@Suite struct HelpTextTests {
  static let lines = HelpText.text.split(separator: "\n", omittingEmptySubsequences: false)

  @Test("help goes to standard output and is a success", arguments: ["--help", "-h", "x.csv -bh"])
  func help(_ line: String) {
    #expect(focal(line) == .done(HelpText.text))
  }

  @Test("no line of help is longer than 79 columns, and none has a space at its end")
  func width() {
    for line in Self.lines {
      #expect(line.count <= 79, "\(line)")
      #expect(line.last != " ", "\(line)")
    }
  }

  @Test(
    "every option is in help once, with its short name and its value", arguments: OptionTable.all)
  func options(_ option: Option) {
    let short = option.short.map { "-\($0), " } ?? "    "
    let head = "  \(short)\(option.flag)" + (option.valueName.map { " \($0)" } ?? "")
    let found = Self.lines.filter { $0 == head || $0.hasPrefix(head + "  ") }
    #expect(found.count == 1, "\(found)")
  }

  @Test("the sentences of every option are in help, with the words of a choice")
  func sentences() {
    let words = HelpText.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for option in OptionTable.all {
      #expect(words.contains(option.help), "\(option.flag)")
      if let choices = option.words {
        #expect(words.contains("\(option.help) One of \(choices.joined(separator: ", "))."))
      }
    }
  }

  @Test("options stand under the heading of their group, in the order of the table")
  func groups() {
    let headings = Self.lines.filter { ["Loss:", "Input:", "Output:", "General:"].contains($0) }
    #expect(headings == ["Loss:", "Input:", "Output:", "General:"])
    let flags = Self.lines.compactMap { $0.prefixMatch(of: #/  (?:-., |    )(--[a-z-]+)/#)?.1 }
    #expect(flags.map(String.init) == OptionTable.all.map(\.flag))
  }

  @Test("help has usage, examples, commands and exit statuses")
  func rest() {
    #expect(
      Self.lines[2] == "Usage: focal [OPTIONS] [FILE ...]      - or no file is standard input")
    #expect(Self.lines.contains("Examples:"))
    #expect(HelpText.text.contains("focal presets [NAME]"))
    let words = HelpText.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for status in ["0 done", "1 above --fail-above", "64 wrong usage", "65 bad data", "66", "74"] {
      #expect(words.contains(status), "\(status)")
    }
  }

  @Test("the examples of help are read without an error")
  func examples() {
    let examples = Self.lines.filter { $0.contains("focal -") && $0.hasPrefix("  ") }
    #expect(examples.count == 5)
    for example in examples {
      let command = example[(example.firstRange(of: "focal ")?.upperBound ?? example.endIndex)...]
      let words = command.prefix { $0 != ">" }.split(separator: " ")
        .map { $0.filter { $0 != "'" } }
      var parser = ArgumentParser(words)
      #expect(throws: Never.self) { try parser.settings().check() }
    }
  }

  @Test("the version is that of signatures")
  func version() {
    #expect(focal("--version") == .done("focal \(Signature.currentVersion)\n"))
    #expect(focal("--version --help") == .done(HelpText.text))
  }
}
