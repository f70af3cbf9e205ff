import Testing

@testable import FocalCommand

/// The same predictions give the same bits in whatever layout they are written.
@Suite struct EveryLayoutTests {
  /// What a run is compared by: a number, a whole report, the loss of every row.
  static let outputs = ["--bare", "--json", "--bare --per-sample"]

  /// Runs on a table in a layout: from a file and from standard input, its format told or not.
  static func runs(_ table: WrittenTable, _ layout: Layout, _ line: String) throws -> [Run] {
    let folder = try TemporaryFolder()
    let text = table.text(layout)
    let path = try folder.file("predictions.\(layout.fileExtension)", text)
    let option = "--input-format \(layout.inputFormat)"
    return [
      focal("\(line) \(path)"), focal("\(line) \(option) \(path)"), focal(line, input: text),
      focal("\(line) \(option) -", input: text),
    ]
  }

  @Test("569 binary predictions", arguments: Layout.allCases)
  func binary(_ layout: Layout) throws {
    let path = TrueLossTests.path("breast_cancer")
    let table = try WrittenTable(path: path)
    let columns = layout.hasNames ? "" : "--label 2 --prediction 3"
    for output in Self.outputs {
      let expected = focal("\(output) \(path)")
      #expect(expected.status == .done && expected.diagnostics.isEmpty)
      for run in try Self.runs(table, layout, "\(output) \(columns)") {
        #expect(run.withoutInput == expected.withoutInput)
      }
    }
  }

  @Test("178 predictions of classes with names", arguments: Layout.allCases.filter(\.hasNames))
  func classes(_ layout: Layout) throws {
    let path = TrueLossTests.path("wine")
    let table = try WrittenTable(path: path)
    for output in Self.outputs {
      let expected = focal("\(output) \(path)")
      #expect(expected.status == .done)
      for run in try Self.runs(table, layout, output) {
        #expect(run.withoutInput == expected.withoutInput)
      }
    }
  }

  @Test("logits and options, in every layout", arguments: Layout.allCases)
  func logits(_ layout: Layout) throws {
    let path = TrueLossTests.path("breast_cancer_logits")
    let table = try WrittenTable(path: path)
    let columns = layout.hasNames ? "--label label --prediction logit" : "--label 2 --prediction 3"
    let line = "--logits --bare -g 0.5 -a none \(columns)"
    let expected = focal("\(line) \(path)")
    #expect(expected.number == 0.05368810839519974)
    for run in try Self.runs(table, layout, line) {
      #expect(run.withoutInput == expected.withoutInput)
    }
  }

  @Test("without a name, a format is told by the first bytes, white space and mark passed over")
  func beginnings() throws {
    let table = try WrittenTable(path: TrueLossTests.path("breast_cancer"))
    let expected = focal("--bare \(TrueLossTests.path("breast_cancer"))")
    for layout in [Layout.csv, .ndjson, .objects, .columns, .split] {
      for beginning in ["\u{feff}", "\n\n", "\u{feff}\r\n\r\n"] {
        #expect(focal("--bare", input: beginning + table.text(layout)) == expected, "\(layout)")
      }
    }
  }

  @Test("a file without an ending is told by its first bytes", arguments: Layout.allCases)
  func unnamed(_ layout: Layout) throws {
    let folder = try TemporaryFolder()
    let table = try WrittenTable(path: TrueLossTests.path("breast_cancer"))
    let columns = layout.hasNames ? "" : "--label 2 --prediction 3"
    let path = try folder.file("predictions", table.text(layout))
    #expect(
      focal("--bare \(columns) \(path)") == focal("--bare \(TrueLossTests.path("breast_cancer"))"))
  }

  @Test("--input-format decides against the name, and a wrong one is an error")
  func decides() throws {
    let folder = try TemporaryFolder()
    let rows = "{\"label\":1,\"p\":0.5}\n{\"label\":0,\"p\":0.5}\n"
    let path = try folder.file("a.csv", rows)
    let expected = Run.done("0.08664339756999316\n")
    #expect(focal("--bare --input-format ndjson \(path)") == expected)
    #expect(focal("--bare --input-format json \(path)") == expected)
    let other = try folder.file("a.json", "label,p\n1,0.5\n0,0.5\n")
    #expect(focal("--bare --input-format csv \(other)") == expected)
    #expect(focal("--bare \(other)") == .failed(.data, "\(other):1:1: 'label' is no JSON value"))
    let tabs = try folder.file("tabs.txt", "label\tp,q\n1\t0.5\n0\t0.5\n")
    #expect(focal("--bare --input-format tsv --prediction p,q \(tabs)").status == .usage)
    #expect(focal("--bare --input-format tsv --prediction 2 \(tabs)") == expected)
  }
}
