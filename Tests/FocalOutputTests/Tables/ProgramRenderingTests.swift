import Testing

@testable import FocalOutput

/// Reports for programs: JSON, NDJSON, CSV and TSV.
@Suite struct ProgramRenderingTests {
  @Test("JSON has facts and tables in order, a line a member and a line an element")
  func json() {
    #expect(
      SmallReport.text(JSONRendering(isLines: false, digits: nil)) == """
        {
          "version": "1 \\"x\\"",
          "sum": 12.8604245817,
          "rows": 221,
          "rule": { "name": "clip", "values": [1e-07] },
          "nothing": [],
          "id": 007,
          "parts": [
            { "part": "a,b", "loss": 12.85895188892, "count": 212, "share": 0.961, "isFirst": true },
            { "part": "x|\\u001by", "loss": 0.001472692778, "count": 9, "share": null, "isFirst": false },
            { "part": "none", "loss": null, "count": 0, "share": 0, "isFirst": false }
          ],
          "warnings": [
            { "code": "few", "message": "so few", "count": 3, "firstRow": 2 }
          ]
        }

        """)
  }

  @Test("NDJSON is the object on a line, or the rows of the table")
  func lines() {
    var report = SmallReport.report
    let object = SmallReport.text(JSONRendering(isLines: true, digits: 2), report)
    #expect(object.hasPrefix("{ \"version\": \"1 \\\"x\\\"\", \"sum\": 13, \"rows\": 221, "))
    #expect(object.hasSuffix(", \"firstRow\": 2 }] }\n"))
    #expect(object.split(separator: "\n").count == 1)
    report.lines = SmallReport.table
    #expect(
      SmallReport.text(JSONRendering(isLines: true, digits: 2), report).split(separator: "\n")[0]
        == "{ \"part\": \"a,b\", \"loss\": 13, \"count\": 212, \"share\": 0.96, \"isFirst\": true }"
    )
  }

  @Test("a list written already is the last member, without its last comma")
  func writtenList() {
    var report = Report([.facts([.init(key: "a", .integer(1))])])
    report.hasWarningsInJSON = false
    report.writtenList = .init(
      key: "samples", parts: [Array("    1,\n    2,\n".utf8), Array("    3,\n".utf8)])
    #expect(
      SmallReport.text(JSONRendering(isLines: false, digits: nil), report)
        == "{\n  \"a\": 1,\n  \"samples\": [\n    1,\n    2,\n    3\n  ]\n}\n")
  }

  @Test("numbers that JSON has not got are strings")
  func notFinite() {
    var report = Report([
      .facts([
        .init(key: "a", name: "a", .number(.infinity)), .init(key: "b", name: "b", .exact(.nan)),
        .init(key: "c", name: "c", .number(nil)), .init(key: "d", name: "d", .text(nil)),
      ])
    ])
    report.hasWarningsInJSON = false
    #expect(
      SmallReport.text(JSONRendering(isLines: true, digits: 3), report)
        == "{ \"a\": \"Infinity\", \"b\": \"NaN\", \"c\": null, \"d\": null }\n")
    #expect(
      SmallReport.text(DelimitedRendering(by: DelimitedText.comma, digits: 3), report)
        == "a,b,c,d\nInfinity,NaN,,\n")
  }

  @Test("delimited formats are one row of facts, or the rows of the table that is named")
  func delimited() {
    var report = SmallReport.report
    #expect(
      SmallReport.text(DelimitedRendering(by: DelimitedText.tab, digits: 3), report)
        == "sum\trows\tcolumns\n12.9\t221\tp;q\n")
    report.rows = SmallReport.table
    #expect(
      SmallReport.text(DelimitedRendering(by: DelimitedText.comma, digits: 3), report)
        == """
        part,loss,count,share,exact
        "a,b",12.9,212,0.961,12.85895188892
        x|\u{1b}y,0.00147,9,,0.001472692778
        none,,0,0,

        """)
  }

  @Test("warnings stand in what people read and in objects, not in rows")
  func warnings() {
    var report = SmallReport.report
    #expect(TextRendering(digits: nil).holdsWarnings(of: report))
    #expect(MarkdownRendering(digits: nil).holdsWarnings(of: report))
    #expect(JSONRendering(isLines: true, digits: nil).holdsWarnings(of: report))
    #expect(!DelimitedRendering(by: DelimitedText.tab, digits: nil).holdsWarnings(of: report))
    report.lines = SmallReport.table
    #expect(!JSONRendering(isLines: true, digits: nil).holdsWarnings(of: report))
    #expect(JSONRendering(isLines: false, digits: nil).holdsWarnings(of: report))
    report.hasWarningsInJSON = false
    #expect(!JSONRendering(isLines: false, digits: nil).holdsWarnings(of: report))
  }

  @Test("--bare is the headline's number; where there is none, NaN")
  func bare() {
    #expect(Report.Headline("loss", 1 / 3, "").bare(digits: nil) == "0.3333333333333333")
    #expect(Report.Headline("loss", 1 / 3, "").bare(digits: 2) == "0.33")
    #expect(Report.Headline("loss", nil, "").bare(digits: 2) == "NaN")
  }
}
