import FocalLoss
import Foundation
import Testing

@testable import FocalCommand

/// `focal man`, `focal completions` and the article of presets: made of the same tables.
@Suite struct ManualPageTests {
  /// A page as text, without the escapes and fonts of roff.
  private static func plain(_ page: String) -> String {
    page.replacing("\\-", with: "-").replacing("\\(aq", with: "'").replacing("\\(ha", with: "^")
      .replacing("\\fB", with: "").replacing("\\fI", with: "").replacing("\\fR", with: "")
  }

  @Test("a page has the options of its command with their help, and every status")
  func complete() {
    for command in Command.allCases {
      let page = ManualPage(of: command).text
      #expect(focal("man \(command.rawValue)") == .done(page))
      let plain = Self.plain(page)
      for option in command.options {
        #expect(plain.contains(option.flag) && plain.contains(option.help))
      }
      for (status, meaning) in HelpTopic.exitStatuses {
        #expect(plain.contains(".B \(status)\n\(meaning)"))
      }
    }
    #expect(
      focal("man swep") == .failed(.usage, "man: 'swep' is unknown; did you mean sweep?"))
  }

  @Test("the page of presets has all that is known of each")
  func presets() {
    let plain = Self.plain(ManualPage(of: .presets).text)
    for preset in Preset.all {
      #expect(plain.contains("\n.SS \(preset.name)\n"))
      for note in preset.notes { #expect(plain.contains(note), "\(note)") }
      for option in preset.options { #expect(plain.contains("\n\(option.options)\n")) }
    }
  }

  @Test(
    "no line begins with what is a request to roff, and all is ASCII", arguments: Command.allCases)
  func requests(_ command: Command) {
    let known: Set = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".nf", ".fi"]
    for line in ManualPage(of: command).text.split(separator: "\n") {
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
