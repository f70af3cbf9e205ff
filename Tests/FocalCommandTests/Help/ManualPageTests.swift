import FocalLoss
import Foundation
import Testing

@testable import FocalCommand

/// `focal man`, `focal completions` and the article of presets: made of the same tables.
@Suite struct ManualPageTests {
  /// The page as text, without the escapes and fonts of roff.
  private static let plain = ManualPage.text
    .replacing("\\-", with: "-").replacing("\\(aq", with: "'").replacing("\\(ha", with: "^")
    .replacing("\\fB", with: "").replacing("\\fI", with: "").replacing("\\fR", with: "")

  @Test("the page has every option with its help, every preset with its notes, every status")
  func complete() {
    #expect(focal("man") == .done(ManualPage.text))
    for option in OptionTable.all {
      #expect(Self.plain.contains(option.flag) && Self.plain.contains(option.help))
    }
    for preset in Preset.all {
      #expect(Self.plain.contains("\n.SS \(preset.name)\n"))
      for note in preset.notes { #expect(Self.plain.contains(note), "\(note)") }
      for option in preset.options { #expect(Self.plain.contains("\n\(option.options)\n")) }
    }
    for (status, meaning) in HelpText.exitStatuses {
      #expect(Self.plain.contains(".B \(status)\n\(meaning)"))
    }
    #expect(Self.plain.contains("\nfocal compare [OPTIONS] [FILE ...]\n"))
    #expect(Self.plain.contains("producer | focal --bare --gamma 5"))
  }

  @Test("no line of text begins with what is a request to roff, and all is ASCII")
  func requests() {
    let known: Set = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".nf", ".fi"]
    for line in ManualPage.text.split(separator: "\n") {
      #expect(line.allSatisfy { $0.isASCII }, "\(line)")
      guard line.first == "." || line.first == "'" else { continue }
      #expect(known.contains(String(line.prefix { $0 != " " })), "\(line)")
    }
    #expect(ManualPage.escaped(".5 - x") == "\\&.5 \\- x")
  }

  @Test("completions have every option, command and preset", arguments: CompletionsCommand.shells)
  func completions(shell: String) {
    let run = focal("completions \(shell)")
    #expect(run.status == .done)
    for option in OptionTable.all { #expect(run.output.contains(option.name)) }
    for preset in Preset.all { #expect(run.output.contains(preset.name)) }
    for command in Command.allCases where command != .compute {
      #expect(run.output.contains(command.rawValue))
    }
  }

  @Test("a shell has to be named, and known")
  func shells() {
    #expect(
      focal("completions")
        == .failed(.usage, "completions needs a shell: bash, zsh or fish"))
    #expect(
      focal("completions bahs")
        == .failed(.usage, "completions: 'bahs' is unknown; did you mean bash?"))
    #expect(
      focal("man x") == .failed(.usage, "'x': 'focal man' takes no such argument"))
  }

  @Test("the article of the documentation has every preset with all that is known of it")
  func article() {
    let article = focal("presets --format markdown").output
    #expect(article.hasPrefix("# Presets\n"))
    for preset in Preset.all {
      #expect(article.contains("\n### \(preset.name)\n\n\(preset.summary)"))
      for note in preset.notes { #expect(article.contains(note), "\(preset.name)") }
      for signature in preset.signatures { #expect(article.contains(signature)) }
    }
  }
}
