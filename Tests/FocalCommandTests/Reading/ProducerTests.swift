import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Files as other programs write them; `Fixtures/README.md` says how each was made.
@Suite struct ProducerTests {
  /// The true mean of the table that all fixtures hold.
  static let mean = 0.20197136348801026

  static let fixtures = Products.root.appending(path: "Tests/FocalCommandTests/Fixtures")

  static func path(_ name: String) -> String { fixtures.appending(path: name).path() }

  /// All files of a folder, as a shell gives them for a `*`.
  static func glob(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted().map {
      path("\(folder)/\($0)")
    }
  }

  @Test(
    "a file goes in as it is, by name and through a pipe",
    arguments: [
      ("pandas_records.json", ""), ("pandas_columns.json", ""), ("pandas_index.json", ""),
      ("pandas_split.json", ""), ("pandas_values.json", "--label 2 --prediction 3"),
      ("pandas_lines.jsonl", ""), ("pandas_records_indented.json", ""),
      ("pandas_index_named.json", ""), ("pandas.csv", ""), ("pandas_with_index.csv", ""),
      ("jq_rows.ndjson", ""), ("jq_array.json", ""), ("jq_values.json", ""), ("r_write.csv", ""),
      ("r_factor.csv", "--positive pos"),
    ])
  func file(_ name: String, _ line: String) throws {
    let input = try Data(contentsOf: URL(filePath: Self.path(name)))
    let arguments = "--bare \(line)".split(separator: " ").map(String.init)
    for run in [
      focal("--bare \(line) \(Self.path(name))"), focal(arguments, input: Array(input)),
      focal(arguments, input: Array(input), readSize: 1),
    ] {
      #expect(run.status == .done && run.diagnostics.isEmpty)
      #expect(ulpDistance(run.number, Self.mean) <= 2)
      #expect(run.output == focal("--bare \(Self.path("pandas.csv"))").output)
    }
  }

  @Test(
    "Spark's part files are one data set, their neighbour _SUCCESS left out",
    arguments: ["spark_json", "spark_csv"])
  func spark(_ folder: String) throws {
    let paths = try Self.glob(folder)
    #expect(paths.count == 3 && paths[0].hasSuffix("/_SUCCESS"))
    let expected = focal("--bare \(Self.path("pandas.csv"))")
    #expect(focal(["--bare"] + paths, input: []) == expected)
    #expect(focal(["--bare"] + paths.reversed(), input: []) == expected)
    #expect(
      focal(["--bare", paths[0]], input: [])
        == .failed(.data, "\(paths[0]): is empty; expected rows of labels and predictions"))
  }

  @Test(
    "what pandas escapes passes through as it is, and comes out of CSV as the text it means",
    arguments: [
      "pandas_records.json", "pandas_columns.json", "pandas_index.json", "pandas_split.json",
      "pandas_lines.jsonl",
    ])
  func texts(_ name: String) throws {
    let path = Self.path(name)
    let rows = try String(contentsOfFile: Self.path("pandas_lines.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    let stream = focal("--per-sample \(path)").lines
    #expect(stream.count == rows.count)
    for (line, row) in zip(stream, rows) {
      #expect(line.hasPrefix("\(row.dropLast()),\"focal_loss\":"))
    }
    let losses = focal("--per-sample --bare \(Self.path("pandas.csv"))").lines
    for (line, loss) in zip(stream, losses) { #expect(line.hasSuffix(":\(loss)}")) }
    let csv = focal("--per-sample -f csv \(path)").output
    for text in ["Łódź", "\"the \"\"Hague\"\"\"", "a/b", "東京", "😀", "\"x,y\"", "\"line\nbreak\""] {
      #expect(csv.contains(",\(text),"))
    }
  }

  @Test("ids of JSON and CSV join, whatever wrote them")
  func join() {
    let expected = focal("--bare \(Self.path("pandas.csv"))")
    for labels in ["pandas_columns.json", "pandas_lines.jsonl", "pandas_split.json", "r_write.csv"]
    {
      let line = "--bare --id id --labels \(Self.path(labels)) --prediction prob"
      #expect(focal("\(line) \(Self.path("jq_array.json"))") == expected)
    }
  }
}
