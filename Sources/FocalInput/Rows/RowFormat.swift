/// What ends a row, and what hides such an end.
public enum RowFormat: Equatable, Sendable {
  /// Delimited fields, of which quoted ones may hold line feeds.
  case delimited(by: UInt8)
  /// A row a line, whatever is in it.
  case lines

  /// The index of the first row of a file, after a UTF-8 byte-order mark and empty lines.
  ///
  /// - Parameters:
  ///   - bytes: a buffer that begins as the file does.
  ///   - count: the bytes to look at.
  /// - Returns: the index; the count where there is no row yet.
  func startOfFirstRow(_ bytes: Span<UInt8>, count: Int) -> Int {
    var index = bytes.extracting(first: count).startsWithByteOrderMark ? 3 : 0
    while index < count {
      let isCRLF =
        bytes[index] == ASCII.carriageReturn && index + 1 < count
        && bytes[index + 1] == ASCII.lineFeed
      guard bytes[index] == ASCII.lineFeed || isCRLF else { break }
      index += isCRLF ? 2 : 1
    }
    return index
  }

  /// The index after the last row that ends in a range of a buffer.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: the bytes to look at; the first is that of a row.
  /// - Returns: the index; nil where no row ends.
  func endOfLastRow(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
    switch self {
    case .lines: endOfLastLine(bytes, range)
    case .delimited(let delimiter):
      bytes.contains(ASCII.quote, in: range)
        ? endOfLastQuotedRow(bytes, range, delimiter) : endOfLastLine(bytes, range)
    }
  }

  private func endOfLastLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound, bytes[index - 1] != ASCII.lineFeed { index -= 1 }
    return index > range.lowerBound ? index : nil
  }

  /// A quote opens a field only at its beginning; elsewhere in an unquoted field it is text.
  private func endOfLastQuotedRow(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8
  ) -> Int? {
    enum State {
      case fieldStart
      case unquoted
      case quoted
      /// After a quote in a quoted field: its end, or the first of two that stand for one.
      case quoteInQuoted
    }
    var state = State.fieldStart
    var lastEnd: Int?
    for index in range {
      let byte = bytes[index]
      switch state {
      case .quoted:
        if byte == ASCII.quote { state = .quoteInQuoted }
      case .quoteInQuoted where byte == ASCII.quote, .fieldStart where byte == ASCII.quote:
        state = .quoted
      case .fieldStart, .unquoted, .quoteInQuoted:
        state = byte == delimiter || byte == ASCII.lineFeed ? .fieldStart : .unquoted
        if byte == ASCII.lineFeed { lastEnd = index + 1 }
      }
    }
    return lastEnd
  }
}
