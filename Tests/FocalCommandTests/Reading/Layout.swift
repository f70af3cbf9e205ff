/// The ways in which tests write a table.
enum Layout: String, CaseIterable, Sendable {
  case csv, tsv, tabsNamedCSV, semicolons, pipes
  case ndjson, jsonl, values, valuesOnOneLine
  case objects, prettyObjects, arraysWithHeader, arrays
  case columns, prettyColumns, columnsByKey, rowsByKey, split

  /// The ending of a file of this layout.
  var fileExtension: String {
    switch self {
    case .csv, .tabsNamedCSV, .semicolons, .pipes: "csv"
    case .tsv, .ndjson, .jsonl: rawValue
    default: "json"
    }
  }

  /// What `--input-format` says of it.
  var inputFormat: String { self == .jsonl ? "ndjson" : fileExtension }

  /// Whether its columns have names.
  var hasNames: Bool { self != .arrays }
}
