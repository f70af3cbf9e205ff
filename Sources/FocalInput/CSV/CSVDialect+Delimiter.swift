extension CSVDialect {
  /// The delimiters that files called CSV have, where it is no comma.
  private static let others = [
    UInt8(ascii: ";"), ASCII.tab, UInt8(ascii: "|"),
  ]

  /// The delimiter of a file, by its first line: a comma, or else the one there is most of.
  ///
  /// What stands in quotes does not count.
  ///
  /// - Parameter source: a source of which nothing has been read; nothing of it is lost.
  /// - Returns: the delimiter; a comma where the line has none of them.
  /// - Throws: ``InputError`` where the source cannot be read.
  public static func delimiter(of source: ByteSource) throws(InputError) -> UInt8 {
    var count = 1 << 12
    while true {
      let bytes = try source.peek(count)
      let isLast = bytes.count < count || count >= InputLimits.rowByteCount
      if let delimiter = delimiter(ofHeader: bytes.span, isWhole: isLast) { return delimiter }
      count *= 2
    }
  }

  /// The delimiter by the first bytes; nil where the line goes on after them.
  static func delimiter(ofHeader bytes: Span<UInt8>, isWhole: Bool) -> UInt8? {
    var counts = Array(repeating: 0, count: others.count)
    var isQuoted = false
    var hasText = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == ASCII.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == ASCII.comma { return ASCII.comma }
      // Empty lines before the header are passed over.
      if byte == ASCII.lineFeed, hasText { return mostFrequent(counts) }
      hasText = hasText || byte != ASCII.lineFeed && byte != ASCII.carriageReturn
      if let found = others.firstIndex(of: byte) { counts[found] += 1 }
    }
    return isWhole ? mostFrequent(counts) : nil
  }

  private static func mostFrequent(_ counts: [Int]) -> UInt8 {
    let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[most] > 0 ? others[most] : ASCII.comma
  }
}
