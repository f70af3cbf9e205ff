import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Arrays of NumPy's, which give what the same numbers give as text.
@Suite struct ArrayInputTests {
  /// The bytes of an array of numbers of eight bytes; a column where there are no columns.
  static func npy(
    _ rows: [[Double]], _ type: String = "<f8", isColumnMajor: Bool = false
  ) -> [UInt8] {
    let (rowCount, columnCount) = (rows.count, rows.first?.count ?? 1)
    let shape = columnCount == 1 ? "(\(rowCount),)" : "(\(rowCount), \(columnCount))"
    let header =
      "{'descr': '\(type)', 'fortran_order': \(isColumnMajor ? "True" : "False"), 'shape': \(shape)}\n"
    let values =
      isColumnMajor
      ? (0..<columnCount).flatMap { column in rows.map { $0[column] } } : rows.flatMap { $0 }
    let elements = values.flatMap { value -> [UInt8] in
      let bits = type.contains("i") ? UInt64(bitPattern: Int64(value)) : value.bitPattern
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
      return type.hasPrefix(">") ? bytes.reversed() : bytes
    }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      + Array(header.utf8) + elements
  }

  /// The bytes of an archive of arrays, which are stored as they are.
  static func npz(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let name = Array("\(member.name).npy".utf8)
      let sizes = number(0, 4) + number(member.bytes.count, 4) + number(member.bytes.count, 4)
      let common = number(20, 2) + number(0, 8) + sizes + number(name.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 10) + number(bytes.count, 4)
        + name
      bytes += number(0x0403_4b50, 4) + common + name + member.bytes
    }
    let end =
      number(0x0605_4b50, 4) + number(0, 4) + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
  }

  static let labels: [[Double]] = (0..<400).map { [$0 % 3 == 0 ? 1 : 0] }
  static let classes: [[Double]] = (0..<400).map { [Double($0 % 3)] }

  static func column(seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(seed: seed)
    return labels.map { _ in [Double.random(in: 0...1, using: &generator)] }
  }

  static func table(seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(seed: seed)
    return labels.map { _ in (0..<3).map { _ in Double.random(in: -9...9, using: &generator) } }
  }

  static func csv(_ header: String, _ tables: [[[Double]]]) -> [UInt8] {
    let lines = tables[0].indices.map { row in
      tables.flatMap { $0[row] }.map { value in
        value == value.rounded() ? "\(Int(value))" : "\(value)"
      }.joined(separator: ",")
    }
    return Array(([header] + lines).joined(separator: "\n").utf8) + [10]
  }

  /// A run without the name of the format that was read, which JSON has.
  private static func withoutFormat(_ run: Run) -> Run {
    Run(
      status: run.status,
      output: run.output.replacing("\"format\": \"npz\"", with: "")
        .replacing("\"format\": \"csv\"", with: ""), diagnostics: run.diagnostics)
  }

  @Test(
    "an archive gives what its numbers give as CSV, to every command",
    arguments: [
      "--json", "--by class", "--by decile --json", "--group-by y_true --json", "--per-sample",
      "--per-sample --format ndjson", "--per-sample --format tsv", "--per-sample --json",
      "--per-sample --gradient", "--per-sample --bare", "--top 3 --format csv",
      "--soft-labels expected --per-sample", "--id w --top 2 --json", "--weight w --json",
      "--concentration --format csv", "--ignore-label 1 --bare", "--strict --threads 1",
      "sweep --gamma 0:2:1 --format csv", "compare --preset tf-clip,tfa --format csv",
      "explain --row 123",
    ])
  func archive(_ options: String) throws {
    let (prediction, weight) = (Self.column(seed: 41), Self.column(seed: 45))
    let archive = Self.npz([
      ("y_true", Self.npy(Self.labels, "<i8")), ("y_prob", Self.npy(prediction, ">f8")),
      ("w", Self.npy(weight)),
    ])
    let arguments = options.split(separator: " ").map(String.init)
    let csv = Self.csv("y_true,y_prob,w", [Self.labels, prediction, weight])
    let expected = focal(arguments, input: csv)
    #expect(expected.status == .done)
    #expect(Self.withoutFormat(focal(arguments, input: archive)) == Self.withoutFormat(expected))
    let folder = try TemporaryFolder()
    let path = folder.path("a.npz")
    try Data(archive).write(to: URL(filePath: path))
    let run = Self.withoutFormat(focal(arguments + [path], input: []))
    #expect(
      run.output == Self.withoutFormat(expected).output.replacing("<stdin>", with: path))
  }

  @Test(
    "many chunks give the same on any number of threads", arguments: ["--bare", "--per-sample"])
  func threads(_ option: String) throws {
    let prediction = (0..<100).flatMap { _ in Self.column(seed: 46) }
    let labels = (0..<100).flatMap { _ in Self.labels }
    let archive = Self.npz([("y", Self.npy(labels)), ("p", Self.npy(prediction))])
    let expected = focal([option, "--threads", "1"], input: Self.csv("y,p", [labels, prediction]))
    #expect(expected.status == .done)
    for count in ["1", "3"] {
      #expect(focal([option, "--threads", count], input: archive) == expected)
    }
    let pairs = zip(labels, prediction).map { $0 + $1 }
    let rows = focal([option, "--threads", "3"], input: Self.npy(pairs))
    // A lone array has no header.
    #expect(rows.output == expected.output.replacing("y,p,focal_loss\n", with: ""))
  }

  @Test("columns one after another are classes as rows one after another are")
  func classes() throws {
    let table = Self.table(seed: 42)
    for (options, labels) in [
      ("--logits", Self.classes), ("--logits --task one-vs-all --per-sample", Self.classes),
      ("--logits --format ndjson --per-sample --gradient", Self.classes),
    ] {
      let arguments = options.split(separator: " ").map(String.init)
      let csv = Self.csv("labels,logits.0,logits.1,logits.2", [labels, table])
      let expected = focal(arguments, input: csv)
      #expect(expected.status == .done)
      for isColumnMajor in [false, true] {
        let archive = Self.npz([
          ("labels", Self.npy(labels, ">i8")),
          ("logits", Self.npy(table, isColumnMajor: isColumnMajor)),
        ])
        #expect(focal(arguments, input: archive) == expected)
      }
    }
  }

  @Test("a lone array has columns without names, and labels may stand in another")
  func lone() throws {
    let (labels, column) = (Self.labels, Self.column(seed: 43))
    let both = zip(labels, column).map { $0 + $1 }
    let expected = focal(
      ["--bare"], input: Self.csv("1,0.5", [labels, column]).dropFirst(6).map(\.self))
    #expect(expected.status == .done)
    for isColumnMajor in [false, true] {
      let bytes = Self.npy(both, isColumnMajor: isColumnMajor)
      #expect(focal(["--bare"], input: bytes) == expected)
      #expect(focal(["--bare", "--label", "1", "--prediction", "2"], input: bytes) == expected)
      #expect(focal(["--bare", "--input-format", "npy"], input: bytes) == expected)
    }
    let folder = try TemporaryFolder()
    let path = folder.path("y.npy")
    try Data(Self.npy(labels)).write(to: URL(filePath: path))
    #expect(focal(["--bare", "--labels", path], input: Self.npy(column)) == expected)
    let archive = folder.path("a.npz")
    try Data(Self.npz([("y", Self.npy(labels)), ("p", Self.npy(column))])).write(
      to: URL(filePath: archive))
    #expect(focal(["--bare", "--labels", "\(archive):y", "\(archive):p"], input: []) == expected)
    #expect(focal(["--bare", "--labels", "\(archive):y"], input: Self.npy(column)) == expected)
    // Rows are written again as CSV; a lone array has no header.
    let rows = focal(["--per-sample", "--epsilon", "0"], input: Self.npy([[1, 0.25], [0, 0.5]]))
    #expect(
      rows.lines.map { $0.split(separator: ",").prefix(2).joined(separator: ",") } == [
        "1,0.25", "0,0.5",
      ])
  }

  @Test("several files of arrays are one data set, each with types of its own")
  func files() throws {
    let folder = try TemporaryFolder()
    let (labels, column) = (Self.labels, Self.column(seed: 44))
    let paths = ["<f8", ">f8"].enumerated().map { number, type in
      let path = folder.path("\(number).npz")
      let half = number * 200..<(number + 1) * 200
      let bytes = Self.npz([
        ("label", Self.npy(Array(labels[half]), number == 0 ? "<i8" : "<f8")),
        ("p", Self.npy(Array(column[half]), type)),
      ])
      try? Data(bytes).write(to: URL(filePath: path))
      return path
    }
    let expected = focal(["--bare"], input: Self.csv("label,p", [labels, column]))
    #expect(focal(["--bare"] + paths, input: []) == expected)
    let csv = try folder.file("c.csv", "label,p\n1,.5\n")
    #expect(
      focal([paths[0], csv], input: [])
        == .failed(
          .data,
          "\(csv): is text, but the first file holds arrays; several files must be written alike"))
    #expect(
      focal([csv, paths[0]], input: [])
        == .failed(
          .data,
          "\(paths[0]): holds arrays, but the first file is text; several files must be written alike"
        ))
  }

  @Test("inspect shows the first rows of arrays of every kind", arguments: [false, true])
  func inspect(isColumnMajor: Bool) throws {
    let rows: [[Double]] = [[1, 0.75], [0, 0.25], [1, 0.5]]
    let alone = Self.npy(rows, isColumnMajor: isColumnMajor)
    let archive = Self.npz([
      ("y", Self.npy([[1], [0], [1]])), ("unusual", Self.npy([[0.75], [0.25], [0.5]])),
    ])
    for input in [alone, archive] {
      let object = try focal(["inspect", "--json"], input: input).object()
      let columns = try #require(object["columns"] as? [[String: Any]])
      #expect(columns.map { $0["use"] as? String } == ["label", "prediction"])
      #expect(
        columns.map { $0["values"] as? [String] } == [["1", "0", "1"], ["0.75", "0.25", "0.5"]])
      #expect(
        focal(["--bare"], input: input)
          == focal(["--bare"], input: Array("1,0.75\n0,0.25\n1,0.5\n".utf8)))
    }
    // Predicted classes beside a probability, which only the first rows tell.
    let classes = Self.npz([
      ("label", Self.npy([[1], [0]])), ("prob", Self.npy([[0.75], [0.25]])),
      ("pred", Self.npy([[1], [0]])),
    ])
    let object = try focal(["inspect", "--json"], input: classes).object()
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["use"] as? String } == ["label", "prediction", "not used"])
  }

  @Test("columns beyond the limit are refused before a name is made of each")
  func tooManyColumns() {
    #expect(
      focal(["--bare"], input: Self.npy([Array(repeating: 0, count: 131_073)]))
        == .failed(.data, "<stdin>: the array has rows of more than 131072 columns"))
  }

  @Test("a missing number is an error with its row and column, or skipped")
  func missing() {
    let archive = Self.npz([
      ("label", Self.npy([[1], [0], [1]])), ("p", Self.npy([[0.5], [.nan], [0.5]])),
    ])
    #expect(
      focal(["--bare"], input: archive)
        == .failed(
          .data,
          "<stdin>:2:2: 'nan' is a missing value; expected a probability in column 'p', or --missing skip"
        ))
    let csv = Array("label,p\n1,0.5\n0,nan\n1,0.5\n".utf8)
    let skipping = ["--missing", "skip", "--json"]
    let run = focal(skipping, input: archive)
    #expect(run.status == .done && run.number("skipped") == 1)
    #expect(Self.withoutFormat(run) == Self.withoutFormat(focal(skipping, input: csv)))
  }

  @Test("a label that is none is an error as it is in CSV")
  func labels() {
    let rows: [[Double]] = [[1, 0.5], [2, 0.5]]
    #expect(
      focal([], input: Self.npy(rows))
        == focal([], input: Array("1,0.5\n2,0.5\n".utf8)))
    #expect(
      focal([], input: Self.npy(rows)).diagnostics.hasPrefix("focal: <stdin>:2:1: label '2' is"))
  }
}
