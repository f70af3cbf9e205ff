import FocalLoss
import FocalOutput

/// The losses of several conventions side by side, each beside the exact definition.
struct ComparisonReport: FormattedReport {
  /// A convention and its loss.
  struct Entry {
    let name: String
    let convention: Convention
    let loss: Double?

    /// The loss divided by that of the exact definition; nil where there is no such number.
    let ratio: Double?

    /// The axes on which the convention is another than the exact definition.
    let differences: [String]
  }

  /// The exact definition.
  let exact: Entry
  let entries: [Entry]
  private let count: Int
  private let warnings: [Warning]
  let numberText: NumberText

  init(
    _ result: PipelineResult, _ gathered: ComparisonCollector, _ settings: Settings
  ) {
    let summary = gathered.sums.summary
    let hasFractions = result.warnings.fractions.count > 0
    let exactLoss = summary.loss
    exact = Entry(
      name: "exact", convention: result.convention, loss: exactLoss, ratio: 1, differences: [])
    entries = gathered.comparisons.map { comparison in
      let loss = comparison.summary.loss
      return Entry(
        name: comparison.preset.name, convention: comparison.convention, loss: loss,
        ratio: Self.ratio(loss, exactLoss),
        differences: comparison.convention.differences(
          from: result.convention, hasFractions: hasFractions))
    }
    count = summary.count
    warnings = Report(result, gathered.sums, settings).warnings
    numberText = NumberText(digits: settings.output.digits)
  }

  private static func ratio(_ loss: Double?, _ exact: Double?) -> Double? {
    guard let loss, let exact, exact != 0, loss.isFinite || exact.isFinite else { return nil }
    return loss / exact
  }

  var table: String { conventions.lines.joined(separator: "\n") + "\n" + foot }

  var markdown: String { conventions.markdownLines.joined(separator: "\n") + "\n" + foot }

  private var conventions: TextTable {
    TextTable(
      alignments: [.left, .left, .left, .left],
      rows: [["convention", "loss", "ratio", "differs from exact in"]]
        + ([exact] + entries).map { entry in
          [
            entry.name, entry.loss.map(numberText.callAsFunction) ?? "-",
            entry.ratio.map { NumberText(digits: 6)($0) } ?? "-",
            entry.differences.joined(separator: ", "),
          ]
        })
  }

  private var foot: String {
    let lines = warnings.map { "warning: \($0.text.escapingControls)" }
    return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n"
  }

  var json: JSONValue {
    .object([
      ("focal", .string(Signature.currentVersion)), ("count", .integer(count)),
      ("exact", Self.json(exact)), ("presets", .array(entries.map(Self.json))),
      ("warnings", .array(warnings.map(\.json))),
    ])
  }

  private static func json(_ entry: Entry) -> JSONValue {
    .object([
      ("preset", .string(entry.name)), ("loss", JSONValue(entry.loss)),
      ("ratio", JSONValue(entry.ratio)),
      ("differences", .array(entry.differences.map(JSONValue.string))),
      ("signature", .string(Signature(entry.convention).description)),
    ])
  }

  var fields: [[String]] {
    [["preset", "loss", "ratio", "differences", "signature"]]
      + ([exact] + entries).map { entry in
        [
          entry.name, entry.loss.map(numberText.callAsFunction) ?? "",
          entry.ratio.map(numberText.callAsFunction) ?? "",
          entry.differences.joined(separator: "; "),
          Signature(entry.convention).description,
        ]
      }
  }
}
