/// The formats that tables are written in.
package enum InputFormat: String, CaseIterable, Sendable {
  /// Fields between commas, or another delimiter.
  case csv
  /// Fields between tabs.
  case tsv
  /// JSON of any layout.
  case json
  /// A JSON row a line.
  case ndjson

  /// The format of a file, by its name; nil where the name does not tell.
  ///
  /// - Parameter name: the name of the file, or its path.
  package init?(fileName name: String) {
    let file = name.split(separator: "/").last ?? ""
    guard let point = file.lastIndex(of: ".") else { return nil }
    switch file[file.index(after: point)...].lowercased() {
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }

  /// The format of what a source holds, by its first byte that is no white space.
  ///
  /// - Parameter source: a source of which nothing has been read; nothing of it is lost.
  /// - Throws: ``InputError`` where it cannot be read.
  package init(of source: ByteSource) throws(InputError) {
    var count = 64
    while true {
      let bytes = try source.peek(count)
      var index = bytes.span.startsWithByteOrderMark ? 3 : 0
      index = JSONScanner(rowsAreLines: false).skipSpaces(bytes.span, from: index)
      if index < bytes.count {
        // The opening bracket and brace differ by this bit alone.
        self = bytes[index] | 0x20 == ASCII.openingBrace ? .json : .csv
        return
      }
      guard bytes.count == count, count < InputLimits.rowByteCount else {
        self = .csv
        return
      }
      count *= 2
    }
  }
}
