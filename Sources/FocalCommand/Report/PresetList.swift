import FocalLoss
import FocalOutput

/// What is known of presets, in every format, from the one table of them.
struct PresetList {
  let presets: [Preset]

  /// The presets in a format.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - isOne: whether one preset was asked for, which is then described at length.
  /// - Returns: the text.
  func text(_ format: OutputFormat, isOne: Bool) -> String {
    let exact = NumberText(digits: nil)
    return switch format {
    case .table: isOne ? presets.map(\.page).joined(separator: "\n") : lines
    case .markdown: isOne ? presets[0].markdown : article
    case .json:
      isOne
        ? presets[0].json.page(exact)
        : JSONValue.object([
          ("focal", .string(Signature.currentVersion)), ("presets", .array(presets.map(\.json))),
        ]).page(exact)
    case .ndjson: presets.map { $0.json.line(exact) + "\n" }.joined()
    case .csv: delimited(by: DelimitedText.comma)
    case .tsv: delimited(by: DelimitedText.tab)
    }
  }

  /// The article of the documentation.
  private var article: String {
    let introduction = """
      # Presets

      What each library computes, as a convention.

      A preset has the defaults of its library. Beside it options override them: the tables say which
      parameter there is which option here. The list is that of ``Preset/all``; `focal presets
      --format markdown` wrote it.

      ## The presets


      """
    return introduction + presets.map(\.markdown).joined(separator: "\n")
  }

  private var lines: String {
    let table = TextTable(
      alignments: [.left, .left], rows: presets.map { [$0.name, $0.summary] })
    return table.lines.joined(separator: "\n") + "\n"
  }

  private func delimited(by delimiter: UInt8) -> String {
    let rows =
      [["name", "summary", "checked_against", "tasks", "signatures", "notes"]]
      + presets.map { preset in
        [
          preset.name, preset.summary, preset.checkedAgainst,
          preset.tasks.map(\.rawValue).joined(separator: ";"),
          preset.signatures.joined(separator: ";"), preset.notes.joined(separator: " "),
        ]
      }
    return DelimitedText.lines(rows, by: delimiter)
  }
}

extension Preset {
  /// The signatures of the variants, the default first.
  var signatures: [String] { variants.map { Signature($0).description } }

  /// The sentence on where its values come from.
  var origin: String {
    isChecked ? "Checked against \(checkedAgainst)." : "Read from source, not run."
  }

  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("summary", .string(summary)),
      ("checkedAgainst", .string(checkedAgainst)),
      ("tasks", .array(tasks.map { .string($0.rawValue) })),
      ("signatures", .array(signatures.map(JSONValue.string))),
      (
        "options",
        .array(
          options.map {
            .object([("original", .string($0.original)), ("options", .string($0.options))])
          })
      ),
      ("notes", .array(notes.map(JSONValue.string))),
    ])
  }

  /// All that is known, for a terminal.
  fileprivate var page: String {
    var lines = ["\(name): \(summary)", ""]
    lines +=
      TextTable(
        alignments: [.left, .left], rows: options.map { ["  \($0.original)", $0.options] }
      ).lines
    lines += [""] + notes.map { "- \($0)" }
    lines += ["", origin]
    lines.append("Tasks: \(tasks.map(\.rawValue).joined(separator: ", ")).")
    return (lines + signatures).joined(separator: "\n") + "\n"
  }

  /// All that is known, as a section of Markdown.
  var markdown: String {
    var blocks = ["### \(name)", "\(summary). \(origin)"]
    let table = TextTable(
      alignments: [.left, .left],
      rows: [["there", "here"]] + options.map { ["`\($0.original)`", "`\($0.options)`"] })
    blocks.append(table.markdownLines.joined(separator: "\n"))
    if !notes.isEmpty { blocks.append(notes.map { "- \($0)" }.joined(separator: "\n")) }
    blocks.append((["```"] + signatures + ["```"]).joined(separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
