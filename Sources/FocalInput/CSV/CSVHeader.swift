/// The first row of a file: the names of its columns, or how many there are.
public struct CSVHeader: Equatable, Sendable {
  /// The fields of the first row as text.
  public let fields: [String]

  /// Whether the first row names the columns; if not, it holds data.
  public let isPresent: Bool

  /// The extent of the first row in its chunk, without its line terminator.
  public let row: Range<Int>

  /// The index of the first byte of the data in the chunk.
  public let dataStart: Int

  /// The lines before the data.
  public let lineCount: Int

  /// Reads the first row of a file.
  ///
  /// Empty lines before it and a UTF-8 byte-order mark are passed over.
  ///
  /// - Parameters:
  ///   - chunk: the first chunk of the file.
  ///   - dialect: how the file is written.
  /// - Throws: ``InputError`` where there is no row, or its fields cannot be read.
  public init(of chunk: Chunk, _ dialect: CSVDialect) throws(InputError) {
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
      guard index < end, bytes[index] == dialect.delimiter else { break }
      index += 1
    }
    self.fields = fields
    isPresent = dialect.header == .present || dialect.header == .automatic && !areNumbers
    row = start..<index
    dataStart = isPresent ? rows.skipTerminator(bytes, at: index, to: end) : start
    lineCount = line - 1 + (isPresent ? 1 + lineFeedCount : 0)
  }
}
