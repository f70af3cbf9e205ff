/// Reads rows of delimited fields as texts, one by one: the first few of a file.
struct CSVTextRows {
  /// A row of texts.
  struct Row {
    var texts: [String] = []

    /// Whether each field is quoted.
    var areQuoted: [Bool] = []

    /// The extent of the row, without its line terminator.
    var range = 0..<0

    /// The beginning of the next line.
    var next = 0

    /// The line feeds within the row.
    var lineFeedCount = 0
  }

  let scanner: CSVRowScanner
  private let chunk: Chunk

  init(_ chunk: Chunk, _ delimiter: UInt8) {
    self.chunk = chunk
    scanner = CSVRowScanner(delimiter)
  }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - start: where it begins.
  ///   - line: its line, for errors.
  /// - Returns: the row.
  /// - Throws: ``InputError`` where a field cannot be read.
  func row(from start: Int, line: Int) throws(InputError) -> Row {
    let bytes = chunk.bytes.span
    let end = chunk.rows.upperBound
    var row = Row()
    var index = start
    while true {
      let position = RowPosition(line: line, field: row.texts.count + 1)
      row.areQuoted.append(scanner.fields.isQuoted(bytes, at: index, to: end))
      let field: CSVField
      do throws(InputError.Problem) {
        field = try scanner.fields.field(bytes, from: index, to: end)
      } catch {
        throw InputError(error, at: position)
      }
      guard let text = String(validating: bytes, field.text) else {
        throw InputError(.invalidUTF8, at: position)
      }
      row.texts.append(text)
      row.lineFeedCount += field.lineFeedCount
      index = field.end
      guard index < end, scanner.fields.isDelimiter(bytes[index]) else { break }
      index += 1
    }
    row.range = start..<index
    row.next = scanner.skipTerminator(bytes, at: index, to: end)
    return row
  }

  /// Reads rows to the end of the chunk, or to the first that cannot be read.
  func rows(from start: Int) -> [Row] {
    let end = chunk.rows.upperBound
    var rows: [Row] = []
    var index = start
    var lineCount = 0
    while true {
      index = scanner.skipEmptyLines(chunk.bytes.span, from: index, to: end, &lineCount)
      guard index < end, let row = try? row(from: index, line: 1) else { return rows }
      rows.append(row)
      index = row.next
    }
  }

  /// Whether the rows after a header have one field more than it, in which they are named or counted.
  func haveRowNames(after header: Row) -> Bool {
    var lineCount = 0
    let end = chunk.rows.upperBound
    let start = scanner.skipEmptyLines(chunk.bytes.span, from: header.next, to: end, &lineCount)
    guard start < end, let second = try? row(from: start, line: 1),
      second.texts.count == header.texts.count + 1
    else { return false }
    let rows = rows(from: start)
    guard rows.allSatisfy({ $0.texts.count == second.texts.count }) else { return false }
    // One number may be anything.
    let areCounted = [0, 1].contains { first in
      rows.count > 1 && rows.enumerated().allSatisfy { $1.texts[0] == String($0 + first) }
    }
    return areCounted || rows.allSatisfy { $0.areQuoted[0] }
  }
}
