import FocalLoss
import FocalOutput

/// `focal man`: the manual page.
enum ManCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    try ReportDelivery(settings, streams).deliver(ManualPage.text)
  }
}

/// The manual page in the man macros of roff, made of the option table, the help text and the presets.
enum ManualPage {
  static var text: String {
    var lines = [
      ".TH FOCAL 1 \"\" \"focal \(Signature.currentVersion)\" \"User Commands\"", ".SH NAME",
      "focal \\- the focal loss of labels and predictions, exactly",
    ]
    lines += [".SH SYNOPSIS"] + verbatim(HelpText.synopsis)
    lines += [".SH DESCRIPTION"] + paragraphs(HelpText.description)
    for group in Option.Group.allCases {
      lines.append(".SH \(group.rawValue.uppercased()) OPTIONS")
      for option in OptionTable.all where option.group == group { lines += entry(option) }
    }
    lines += [".SH EXAMPLES"] + verbatim(HelpText.examples)
    lines += [".SH EXIT STATUS"]
    for (status, meaning) in HelpText.exitStatuses {
      lines += [".TP", ".B \(status)", escaped(meaning)]
    }
    lines.append(".SH PRESETS")
    for preset in Preset.all { lines += section(preset) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func entry(_ option: Option) -> [String] {
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.valueName.map { " \\fI\(escaped($0))\\fR" } ?? ""
    var lines = [".TP", "\(short)\\fB\(escaped(option.flag))\\fR\(value)", escaped(option.help)]
    if let words = option.words {
      lines.append(escaped("One of \(words.joined(separator: ", "))."))
    }
    return lines
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
    return lines + verbatim(preset.signatures.joined(separator: "\n"))
  }

  /// Lines as they stand.
  private static func verbatim(_ text: String) -> [String] {
    [".PP", ".nf"]
      + text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
      + [".fi"]
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ".PP" : escaped(String($0)) }
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
