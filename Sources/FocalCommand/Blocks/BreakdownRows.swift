import FocalLoss
import FocalOutput

/// The rows of a breakdown, with what they are called.
struct BreakdownRows: ReportBlock {
  /// A row: its keys, and what it comes to.
  struct Row {
    /// What people read in the key columns.
    let titles: [String]

    /// What programs read in them.
    let keys: [String]

    /// The members of JSON that say the same.
    let keyMembers: [(name: String, value: JSONValue)]

    let count: Int
    let positives: Int
    let mean: Double?
    let sum: Double
    let share: Double?
    let sampleShare: Double?
  }

  /// The member of the JSON report that the rows are.
  let member: String

  /// What people read above the keys.
  let titles: [String]

  /// What programs read above the keys.
  let names: [String]

  /// What is counted: samples or elements.
  var counted = "samples"

  let rows: [Row]

  /// The rows that people are shown; programs get all.
  private static let shownCount = 50

  /// The rows as JSON.
  var json: JSONValue { .array(rows.map(\.json)) }

  var members: [(name: String, value: JSONValue)] { [(member, json)] }

  var notes: [String] {
    let hidden = rows.count - Self.shownCount
    return hidden > 0 ? ["... and \(hidden) more, which --format csv and json have"] : []
  }

  func table(_ numberText: NumberText) -> TextTable {
    TextTable(
      alignments: titles.map { _ in .left } + [.right, .right, .left, .left, .right, .right],
      rows: [titles + [counted, "positives", "mean", "sum", "share", "of \(counted)"]]
        + rows.prefix(Self.shownCount).map { $0.cells(numberText) })
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    [names + ["count", "positives", "mean", "sum", "share", "sample_share"]]
      + rows.map { $0.fields(numberText) }
  }
}

extension BreakdownRows.Row {
  /// A row of a section.
  init(
    _ keys: [String], titles: [String]? = nil, _ section: LossBreakdown.Section,
    members: [(name: String, value: JSONValue)]
  ) {
    self.init(
      titles: titles ?? keys, keys: keys, keyMembers: members, count: section.count,
      positives: section.positives, mean: section.mean, sum: section.sum, share: section.share,
      sampleShare: section.sampleShare)
  }

  fileprivate var json: JSONValue {
    .object(
      keyMembers + [
        ("count", .integer(count)), ("positives", .integer(positives)),
        ("mean", JSONValue(mean)), ("sum", .number(sum)), ("share", JSONValue(share)),
        ("sampleShare", JSONValue(sampleShare)),
      ])
  }

  fileprivate func cells(_ numberText: NumberText) -> [String] {
    titles + [
      String(count), String(positives), mean.map(numberText.callAsFunction) ?? "-",
      numberText(sum), NumberText.percent(share), NumberText.percent(sampleShare),
    ]
  }

  fileprivate func fields(_ numberText: NumberText) -> [String] {
    keys + [String(count), String(positives)]
      + [mean, sum, share, sampleShare].map { $0.map(numberText.callAsFunction) ?? "" }
  }
}
