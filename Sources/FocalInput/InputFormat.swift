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
  /// An array of NumPy's.
  case npy
  /// An archive of such arrays.
  case npz

  /// The format of a file, by its name; nil where the name does not tell.
  ///
  /// - Parameter name: the name of the file, or its path.
  package init?(fileName name: String) {
    let file = Compression.withoutSuffix(name).split(separator: "/").last ?? ""
    guard let point = file.lastIndex(of: ".") else { return nil }
    switch file[file.index(after: point)...].lowercased() {
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "npy": self = .npy
    case "npz": self = .npz
    default: return nil
    }
  }

  /// The format of a binary file, by its first bytes; nil for text.
  ///
  /// - Parameter source: a source of which nothing has been read; nothing of it is lost.
  /// - Throws: ``InputError`` where it cannot be read, or is binary or text of another kind.
  package init?(binary source: ByteSource) throws(InputError) {
    let bytes = try source.peek(512)
    if bytes.starts(with: ArrayHeader.magic) {
      self = .npy
    } else if ZipDirectory.begins(bytes) {
      self = .npz
    } else {
      if let foreign = ForeignFormat(bytes) {
        throw InputError(.foreign(foreign, file: source.name))
      }
      if let encoding = TextEncoding(bytes) {
        throw InputError(.encoding(encoding, file: source.name))
      }
      return nil
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
        guard bytes[index] | 0x20 == ASCII.openingBrace else {
          self = .csv
          return
        }
        if let isField = CSVArrayText.isFirstField(bytes.span, from: index) {
          self = isField ? .csv : .json
          return
        }
      }
      guard bytes.count == count, count < InputLimits.rowByteCount else {
        self = index < bytes.count ? .json : .csv
        return
      }
      count *= 2
    }
  }
}
