/// The line of a file that something is wrong with, and the part of it that is wrong.
package struct Excerpt: Equatable, Sendable {
  /// The bytes of the line before the part, the last of them where the line is long.
  package let before: [UInt8]

  /// The bytes that are wrong, the first of them where they are many; none at the end of the line.
  package let part: [UInt8]

  /// The bytes after, the first of them where the line is long.
  package let after: [UInt8]

  /// Whether the line begins or ends with other bytes.
  package let isCutBefore: Bool
  package let isCutAfter: Bool

  /// The bytes that are kept of each: more than a terminal shows of a line.
  private static let limit = 400

  /// The line around a part of a buffer.
  ///
  /// - Parameters:
  ///   - part: where the part stands; where it goes on over the end of its first line, that is its end.
  ///   - bytes: the buffer.
  ///   - rows: where in it the rows stand.
  package init(_ part: Range<Int>, in bytes: Span<UInt8>, _ rows: Range<Int>) {
    let index = min(max(part.lowerBound, rows.lowerBound), rows.upperBound)
    var start = index
    while start > rows.lowerBound, index - start < Self.limit, bytes[start - 1] != ASCII.lineFeed {
      start -= 1
    }
    var end = index
    while end < rows.upperBound, end - index < 2 * Self.limit, bytes[end] != ASCII.lineFeed {
      end += 1
    }
    isCutBefore = start > rows.lowerBound && bytes[start - 1] != ASCII.lineFeed
    isCutAfter = end < rows.upperBound && bytes[end] != ASCII.lineFeed
    // The carriage return belongs to the end of the line.
    if !isCutAfter, end > index, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
    let partEnd = max(index, min(part.upperBound, end, index + Self.limit))
    before = bytes.copy(of: start..<index)
    self.part = bytes.copy(of: index..<partEnd)
    after = bytes.copy(of: partEnd..<end)
  }
}

extension Chunk {
  /// The index of the byte that stands at a position with a column; nil where the chunk does not hold its
  /// line as the file does.
  ///
  /// - Parameter position: a position as ``position(of:field:)`` gives it.
  /// - Returns: the index; that of the end for a position after the last byte.
  func index(of position: RowPosition) -> Int? {
    guard let column = position.column, origins.count < 2 else { return nil }
    let origin =
      origins.first ?? Origin(index: rows.lowerBound, line: skippedLineCount + 1, column: 1)
    var (line, current) = (origin.line, origin.column)
    for index in origin.index..<rows.upperBound {
      if line == position.line, current == column { return index }
      guard line <= position.line else { return nil }
      if bytes[index] == ASCII.lineFeed {
        if line == position.line { return index }
        line += 1
        current = 1
      } else {
        current += 1
      }
    }
    return rows.upperBound
  }
}

extension JSONDecoder {
  /// The line at a position, and the value there.
  package func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt? {
    guard let index = chunk.index(of: position) else { return nil }
    return Excerpt(
      scanner.extent(chunk.bytes.span.extracting(first: chunk.rows.upperBound), at: index),
      in: chunk.bytes.span, chunk.rows)
  }
}

extension JSONScanner {
  /// The scalar at an index, or the byte there.
  func extent(_ bytes: Span<UInt8>, at index: Int) -> Range<Int> {
    guard index < bytes.count else { return index..<index }
    switch JSONKind(firstByte: bytes[index]) {
    case .string, .number, .boolean, .null:
      return index..<((try? scalar(bytes, from: index)) ?? index + 1)
    default: return index..<index + 1
    }
  }
}

extension Excerpt {
  /// The line of a JSON file at a position with a column; nil where it is not among the first bytes.
  ///
  /// - Parameters:
  ///   - position: where something is wrong.
  ///   - head: the first bytes of the file.
  package init?(at position: RowPosition?, in head: [UInt8]) {
    var chunk = Chunk()
    chunk.bytes = head
    chunk.rows = (head.span.startsWithByteOrderMark ? 3 : 0)..<head.count
    guard let position, let index = chunk.index(of: position),
      index < head.count || head.count < FirstBytes.count
    else { return nil }
    let scanner = JSONScanner(rowsAreLines: true)
    self.init(scanner.extent(head.span, at: index), in: head.span, chunk.rows)
  }
}

extension CSVDecoder {
  /// The line of a row, and the field that a position names.
  package func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt? {
    let bytes = chunk.bytes.span
    let end = chunk.rows.upperBound
    var index = chunk.rows.lowerBound
    var line = 1
    while line < position.line, index < end {
      if bytes[index] == ASCII.lineFeed { line += 1 }
      index += 1
    }
    guard let column = position.field.map({ $0 - 1 }) else {
      var rowEnd = index
      while rowEnd < end, bytes[rowEnd] != ASCII.lineFeed { rowEnd += 1 }
      return Excerpt(index..<rowEnd, in: bytes, chunk.rows)
    }
    let wanted = arrays?.columns.firstIndex { $0.contains(column) } ?? column
    for _ in 0..<wanted {
      guard let field = try? rows.fields.field(bytes, from: index, to: end), field.end < end,
        rows.fields.isDelimiter(bytes[field.end])
      else { break }
      index = field.end + 1
    }
    let start = rows.fields.skipBlanks(bytes, from: index, to: end)
    guard let field = try? rows.fields.field(bytes, from: index, to: end) else {
      return Excerpt(start..<min(start + 1, end), in: bytes, chunk.rows)
    }
    if let columns = arrays?.columns[wanted],
      let elements = CSVArrayText(bytes, field.text.range)?.elements,
      elements.count == columns.count
    {
      return Excerpt(elements[column - columns.lowerBound], in: bytes, chunk.rows)
    }
    return Excerpt(field.text.range, in: bytes, chunk.rows)
  }
}
