import Testing

@testable import FocalOutput

/// Reports for people at a terminal.
@Suite struct TextRenderingTests {
  @Test("headline, facts, tables, paragraphs, warnings, signature, an empty line between")
  func whole() {
    #expect(
      SmallReport.text(TextRendering(digits: nil)) == """
        loss  0.12345678901234  (mean of 221 rows)

        sum       12.8604
        rows     221
        columns  p, q      (two)

        Where it comes from
        part              loss  count   share
        a,b        12.859         212  96.1 %
        x|\\u{1B}y   0.00147269      9   -
        none        -               0   0.0 %
        a note

        A paragraph.

        - one
        - two

        focal:0

        warning: so few (first in row 2)

        focal:1

        """)
  }

  @Test("the headline has all digits, all else six, unless other digits are asked for")
  func digits() {
    let two = SmallReport.text(TextRendering(digits: 2))
    #expect(two.hasPrefix("loss  0.12  (mean"))
    #expect(two.contains("\nsum       13\n") && two.contains("\na,b        13 "))
    let many = SmallReport.text(TextRendering(digits: 12))
    #expect(many.hasPrefix("loss  0.123456789012  (") && many.contains("12.8589518889 "))
  }

  @Test("the headline and headings are bold and warnings yellow, on every line they take")
  func style() {
    var report = SmallReport.report
    report.items.append(.heading("Part", level: 2))
    report.warnings = [
      Warning(code: "long", message: "a sentence that is longer than a line of forty")
    ]
    let rendering = TextRendering(width: 40, style: TextStyle(isColored: true), digits: 3)
    let lines = SmallReport.text(rendering, report).split(separator: "\n")
    #expect(lines[0] == "\u{1b}[1mloss  0.123  (mean of 221 rows)\u{1b}[0m")
    #expect(lines.contains("\u{1b}[1mPart\u{1b}[0m"))
    #expect(lines.contains("\u{1b}[33mwarning: a sentence that is longer than\u{1b}[0m"))
    #expect(lines.contains("\u{1b}[33ma line of forty\u{1b}[0m"))
  }

  @Test("points of several paragraphs are apart, and each stays right of its number")
  func points() {
    let report = Report([
      .list(
        [
          .init(
            ["first", "a sentence that is longer than a line of forty"], verbatim: ["focal:0"]),
          .init(["second"]),
        ], isNumbered: true)
    ])
    #expect(
      SmallReport.text(TextRendering(width: 40, digits: nil), report) == """
        1. first
           a sentence that is longer than a line
           of forty
           focal:0

        2. second

        """)
  }

  @Test("a table without rows, or without titles, is not shown; of many rows the first are")
  func shown() {
    let empty = Table(key: "k", columns: [Column("a", key: "a")], rows: [])
    let programs = Table(key: "k", columns: [Column(key: "a")], rows: [[.integer(1)]])
    var long = Table(columns: [Column("a")], rows: (1...9).map { [.integer($0)] })
    long.shownCount = 2
    let report = Report([.table(empty), .table(programs), .table(long)])
    #expect(SmallReport.text(TextRendering(digits: nil), report) == "a\n1\n2\n")
  }

  @Test("nothing but lines to be copied is wider than the terminal", arguments: [40, 80, 120])
  func width(_ width: Int) {
    let words = "alpha none, epsilon clip-ce 1e-07, reduction weighted-mean-elements, task binary"
    let name = String(repeating: "n", count: 150)
    let wide = Table(
      columns: (0..<12).map { Column("column \($0)") },
      rows: (0..<3).map { row in (0..<12).map { .number(1 / Double(row + $0 + 1)) } })
    var report = Report([
      .facts([.init("columns", .text(words + words), remark: words)]),
      .table(
        Table(
          title: words + words, columns: [Column("name"), Column("loss"), Column("differs in")],
          rows: [[.text(name), .number(1 / 3), .text(words)]], notes: [words + words])),
      .table(wide), .paragraph(words + words),
      .list([.init([words, words])], isNumbered: true), .heading(words + words, level: 1),
    ])
    report.headline = .init("loss", 1 / 3, words)
    report.warnings = [Warning(code: "long", message: words + name)]
    let lines = SmallReport.text(TextRendering(width: width, digits: nil), report)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.contains { $0.count > width - 12 })
    // Broken names are whole when their pieces are put together.
    #expect(lines.joined().count { $0 == "n" } >= 300)
  }
}
