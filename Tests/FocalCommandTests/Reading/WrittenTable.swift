import Foundation

/// A table that tests write in every layout that focal reads.
struct WrittenTable: Sendable {
  let names: [String]

  /// The rows, as CSV has them.
  let rows: [[String]]

  /// A file of CSV without quotes.
  init(path: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    names = lines[0]
    rows = Array(lines.dropFirst())
  }

  /// The table in a layout.
  func text(_ layout: Layout) -> String {
    switch layout {
    case .csv: delimited(by: ",")
    case .tsv, .tabsNamedCSV: delimited(by: "\t")
    case .semicolons: delimited(by: ";")
    case .pipes: delimited(by: "|")
    case .ndjson, .jsonl: objects.joined(separator: "\n") + "\n"
    case .values:
      objects.map { $0.replacingOccurrences(of: ",", with: ",\n\t") }.joined(separator: "\n")
    case .valuesOnOneLine: objects.joined(separator: " ")
    case .objects: "[\(objects.joined(separator: ","))]"
    case .prettyObjects: "[\n  \(objects.joined(separator: ",\n  "))\n]\n"
    case .arraysWithHeader:
      "[\(([array(names.map(Self.quoted))] + arrays).joined(separator: ",\n"))]"
    case .arrays: "[\(arrays.joined(separator: ","))]"
    case .columns: object(columns.map(array))
    case .prettyColumns: object(columns.map { "[\n  \($0.joined(separator: ",\n  "))\n]" })
    case .columnsByKey: object(columns.map { object(keys, $0) })
    case .rowsByKey: object(keys, objects)
    case .split:
      object(
        ["columns", "index", "data"], [array(names.map(Self.quoted)), array(keys), array(arrays)])
    }
  }

  /// A JSON object of texts that are JSON.
  func object(_ names: [String], _ values: [String]) -> String {
    "{\(zip(names, values).map { "\(Self.quoted($0)):\($1)" }.joined(separator: ","))}"
  }

  /// The values of a row as JSON.
  func values(ofRow row: Int) -> [String] {
    rows[row].map { Double($0) == nil ? Self.quoted($0) : $0 }
  }

  /// A JSON array of texts that are JSON.
  func array(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func object(_ values: [String]) -> String { object(names, values) }

  private var arrays: [String] { rows.indices.map { array(values(ofRow: $0)) } }

  private var objects: [String] { rows.indices.map { object(values(ofRow: $0)) } }

  private var keys: [String] { rows.indices.map(String.init) }

  private var columns: [[String]] {
    let values = rows.indices.map(values)
    return names.indices.map { column in values.map { $0[column] } }
  }

  private func delimited(by delimiter: String) -> String {
    ([names] + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
  }
}
