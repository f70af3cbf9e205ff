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
