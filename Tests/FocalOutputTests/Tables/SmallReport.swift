@testable import FocalOutput

/// A report that has one of everything, for every rendering to be tried on.
enum SmallReport {
  /// A row: its name, a number, a whole one and a share.
  typealias Row = (name: String, loss: Double?, count: Int, share: Double?)

  static let rows: [Row] = [
    ("a,b", 12.85895188892, 212, 0.961), ("x|\u{1b}y", 0.001472692778, 9, nil),
    ("none", nil, 0, 0),
  ]

  static var table: Table {
    Table(
      key: "parts", title: "Where it comes from", of: rows, notes: ["a note"],
      [
        .init("part", key: "part", name: "part") { .text($0.name) },
        .init("loss", key: "loss", name: "loss") { .number($0.loss) },
        .init("count", key: "count", name: "count") { .integer($0.count) },
        .init("share", key: "share", name: "share") { .share($0.share) },
        .init(key: "isFirst") { .boolean($0.name == "a,b") },
        .init(name: "exact") { .exact($0.loss) },
      ])
  }

  static var report: Report {
    var report = Report([
      .facts([
        .init(key: "version", .text("1 \"x\"")),
        .init("sum", key: "sum", name: "sum", .number(12.86042458170)),
        .init("rows", key: "rows", name: "rows", .integer(221)),
        .init("columns", name: "columns", .list([.text("p"), .text("q")]), remark: "(two)"),
        .init(key: "rule", .object([("name", .code("clip")), ("values", .list([.exact(1e-7)]))])),
        .init(key: "nothing", .list([])), .init(key: "id", .json("007", shown: "7")),
      ]),
      .table(table), .paragraph("A paragraph."),
      .list([.init(["one"]), .init(["two"])], isNumbered: false),
      .verbatim(["focal:0"]),
    ])
    report.headline = .init("loss", 0.12345678901234, "mean of 221 rows")
    report.warnings = [Warning(code: "few", message: "so few", count: 3, firstRow: 2)]
    report.signature = "focal:1"
    return report
  }

  /// What a rendering makes of a report.
  static func text(_ rendering: some ReportRendering, _ report: Report = Self.report) -> String {
    let sink = ByteSink()
    try? rendering.write(report, to: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }
}
