/// How a file of delimited fields is written.
package struct CSVDialect: Equatable, Sendable {
  /// Whether the first row names the columns.
  package enum Header: Sendable {
    /// It does.
    case present
    /// It does not: it is data.
    case absent
    /// It does, unless every field of it is a number.
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
  /// the first row has most of; runs of blanks, where it has none of them and what stands between the
  /// blanks are fields.
  ///
  /// What stands in quotes does not count.
  ///
  /// - Parameters:
  ///   - source: a source of which nothing has been read; nothing of it is lost.
  ///   - isUsualName: whether a field is a name that columns of predictions often have.
  /// - Returns: the delimiter, a space for runs of blanks; a comma where nothing tells.
  /// - Throws: ``InputError`` where the source cannot be read.
  package static func delimiter(
    of source: ByteSource, isUsualName: (String) -> Bool = { _ in false }
  ) throws(InputError) -> UInt8 {
    var count = 1 << 12
    while true {
      let bytes = try source.peek(count)
      let isLast = bytes.count < count || count >= InputLimits.rowByteCount
      let chunk = Chunk(bytes: bytes, rows: 0..<bytes.count)
      if let delimiter = delimiter(of: chunk, isWhole: isLast, isUsualName) { return delimiter }
      count *= 2
    }
  }

  /// The delimiter by the first bytes; nil where the first row goes on after them.
  static func delimiter(
    of chunk: Chunk, isWhole: Bool, _ isUsualName: (String) -> Bool
  ) -> UInt8? {
    let bytes = chunk.bytes.span
    let preamble = CSVPreamble(chunk, CSVRowScanner(ASCII.comma))
    let firstLine = CSVPreamble.line(bytes, from: preamble.start, to: bytes.count)
    if let separator = CSVPreamble.separator(bytes, firstLine) { return separator }
    var counts = Array(repeating: 0, count: others.count)
    var isQuoted = false
    var hasBlanks = false
    for index in preamble.end..<bytes.count {
      let byte = bytes[index]
      if byte == ASCII.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == ASCII.comma { return ASCII.comma }
      if byte == ASCII.lineFeed {
        if let most = mostFrequent(counts) { return most }
        let isSecondWhole = bytes.contains(ASCII.lineFeed, in: index + 1..<bytes.count)
        guard isSecondWhole || isWhole else { return nil }
        return areBlanksDelimiters(chunk, from: preamble.end, isUsualName)
          ? ASCII.space : ASCII.comma
      }
      hasBlanks = hasBlanks || byte == ASCII.space
      if let found = others.firstIndex(of: byte) { counts[found] += 1 }
    }
    guard isWhole else { return nil }
    if let most = mostFrequent(counts) { return most }
    return hasBlanks && areBlanksDelimiters(chunk, from: preamble.end, isUsualName)
      ? ASCII.space : ASCII.comma
  }

  private static func mostFrequent(_ counts: [Int]) -> UInt8? {
    let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[most] > 0 ? others[most] : nil
  }

  /// Whether blanks stand between fields.
  ///
  /// The first two rows have as many fields then, or the header one fewer; and all of them are numbers,
  /// missing or quoted, or one of the first is a usual name.
  private static func areBlanksDelimiters(
    _ chunk: Chunk, from start: Int, _ isUsualName: (String) -> Bool
  ) -> Bool {
    let rows = CSVTextRows(chunk, ASCII.space)
    guard let first = try? rows.row(from: start, line: 1) else { return false }
    let second =
      first.next < chunk.rows.upperBound ? try? rows.row(from: first.next, line: 1) : nil
    let count = second?.texts.count ?? first.texts.count
    guard count > 1, first.texts.count == count || first.texts.count == count - 1 else {
      return false
    }
    if first.texts.contains(where: isUsualName) { return true }
    let parser = NumberParser()
    return [first, second].compactMap(\.self).allSatisfy { row in
      zip(row.texts, row.areQuoted).allSatisfy { text, isQuoted in
        isQuoted || parser.number(text) != nil || MissingValue.isText(text)
      }
    }
  }
}
