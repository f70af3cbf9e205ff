/// How a file of delimited fields is written.
package struct CSVDialect: Equatable, Sendable {
  /// Whether the first row names the columns.
  package enum Header: Sendable {
    /// It does.
    case present
    /// It does not: it is data.
    case absent
    /// That is told by the first rows, as ``HeaderDecision`` says.
    case automatic
  }

  /// The byte between two fields.
  package var delimiter: UInt8

  /// Whether the first row names the columns.
  package var header: Header

  /// A dialect.
  package init(delimiter: UInt8 = UInt8(ascii: ","), header: Header = .automatic) {
    self.delimiter = delimiter
    self.header = header
  }
}

extension CSVDialect {
  /// The delimiters that files called CSV have, where it is no comma.
  private static let others = [
    UInt8(ascii: ";"), ASCII.tab, UInt8(ascii: "|"),
  ]

  /// The delimiter of a file, by its first lines: that of a line `sep=;`, a comma, or else the one that
  /// the first row has most of.
  ///
  /// What stands in quotes does not count, nor do comments.
  ///
  /// - Parameter source: a source of which nothing has been read; nothing of it is lost.
  /// - Returns: the delimiter; a comma where the row has none of them.
  /// - Throws: ``InputError`` where the source cannot be read.
  package static func delimiter(of source: ByteSource) throws(InputError) -> UInt8 {
    var count = 1 << 12
    while true {
      let bytes = try source.peek(count)
      let isLast = bytes.count < count || count >= InputLimits.rowByteCount
      let chunk = Chunk(bytes: bytes, rows: 0..<bytes.count)
      if let delimiter = delimiter(of: chunk, isWhole: isLast) { return delimiter }
      count *= 2
    }
  }

  /// The delimiter by the first bytes; nil where the first row goes on after them.
  static func delimiter(of chunk: Chunk, isWhole: Bool) -> UInt8? {
    let bytes = chunk.bytes.span
    let preamble = CSVPreamble(chunk, CSVRowScanner(ASCII.comma))
    let firstLine = CSVPreamble.line(bytes, from: preamble.start, to: bytes.count)
    if let separator = CSVPreamble.separator(bytes, firstLine) { return separator }
    var counts = Array(repeating: 0, count: others.count)
    var isQuoted = false
    for index in preamble.end..<bytes.count {
      let byte = bytes[index]
      if byte == ASCII.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == ASCII.comma { return ASCII.comma }
      if byte == ASCII.lineFeed { return mostFrequent(counts) }
      if let found = others.firstIndex(of: byte) { counts[found] += 1 }
    }
    return isWhole ? mostFrequent(counts) : nil
  }

  private static func mostFrequent(_ counts: [Int]) -> UInt8 {
    let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[most] > 0 ? others[most] : ASCII.comma
  }
}
