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

  /// The delimiter of a file, by its first line: a comma, or else the one there is most of.
  ///
  /// What stands in quotes does not count.
  ///
  /// - Parameter source: a source of which nothing has been read; nothing of it is lost.
  /// - Returns: the delimiter; a comma where the line has none of them.
  /// - Throws: ``InputError`` where the source cannot be read.
  package static func delimiter(of source: ByteSource) throws(InputError) -> UInt8 {
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

/// The first row of a file: the names of its columns, or how many there are.
package struct CSVHeader: Equatable, Sendable {
  /// The fields of the first row as text.
  package let fields: [String]

  /// Whether the first row names the columns; if not, it holds data.
  package let isPresent: Bool

  /// The extent of the first row in its chunk, without its line terminator.
  package let row: Range<Int>

  /// The index of the first byte of the data in the chunk.
  package let dataStart: Int

  /// The lines before the data.
  package let lineCount: Int

  /// Reads the first row of a file.
  ///
  /// Empty lines before it and a UTF-8 byte-order mark are passed over.
  ///
  /// - Parameters:
  ///   - chunk: the first chunk of the file.
  ///   - dialect: how the file is written.
  /// - Throws: ``InputError`` where there is no row, or its fields cannot be read.
  package init(of chunk: Chunk, _ dialect: CSVDialect) throws(InputError) {
    let bytes = chunk.bytes.span
    let end = chunk.rows.upperBound
    var start = chunk.rows.lowerBound
    if bytes.extracting(chunk.rows).startsWithByteOrderMark { start += 3 }
    let rows = CSVRowScanner(dialect.delimiter)
    var line = 1
    start = rows.skipEmptyLines(bytes, from: start, to: end, &line)
    guard start < end else { throw InputError(.noRows) }
    var fields: [String] = []
    var areNumbers = true
    let parser = NumberParser()
    var index = start
    var lineFeedCount = 0
    while true {
      let position = RowPosition(line: line, field: fields.count + 1)
      let field: CSVField
      do throws(InputError.Problem) {
        field = try rows.fields.field(bytes, from: index, to: end)
      } catch {
        throw InputError(error, at: position)
      }
      guard let text = String(validating: bytes, field.text) else {
        throw InputError(.invalidUTF8, at: position)
      }
      fields.append(text)
      areNumbers = areNumbers && parser.isNumber(bytes, field.text.range)
      lineFeedCount += field.lineFeedCount
      index = field.end
      guard index < end, rows.fields.isDelimiter(bytes[index]) else { break }
      index += 1
    }
    self.fields = fields
    isPresent = dialect.header == .present || dialect.header == .automatic && !areNumbers
    row = start..<index
    dataStart = isPresent ? rows.skipTerminator(bytes, at: index, to: end) : start
    lineCount = line - 1 + (isPresent ? 1 + lineFeedCount : 0)
  }
}
