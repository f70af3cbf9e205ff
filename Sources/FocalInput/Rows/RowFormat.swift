/// What ends a row, and what hides such an end.
public enum RowFormat: Equatable, Sendable {
  /// Delimited fields, of which quoted ones may hold line feeds.
  case delimited(by: UInt8)

  /// The index after the last row that ends in the first bytes of a buffer.
  ///
  /// - Parameters:
  ///   - bytes: the buffer; the first byte is the first of a row.
  ///   - count: the bytes to look at.
  /// - Returns: the index; nil where no row ends.
  func endOfLastRow(_ bytes: Span<UInt8>, count: Int) -> Int? {
    switch self {
    case .delimited(let delimiter):
      containsQuote(bytes, count: count)
        ? endOfLastQuotedRow(bytes, count: count, delimiter) : endOfLastLine(bytes, count: count)
    }
  }

  /// Counts without leaving early, which the compiler turns into vector instructions.
  private func containsQuote(_ bytes: Span<UInt8>, count: Int) -> Bool {
    var quoteCount = 0
    for index in 0..<count { quoteCount &+= bytes[index] == ASCII.quote ? 1 : 0 }
    return quoteCount > 0
  }

  private func endOfLastLine(_ bytes: Span<UInt8>, count: Int) -> Int? {
    var index = count - 1
    while index >= 0, bytes[index] != ASCII.lineFeed { index -= 1 }
    return index >= 0 ? index + 1 : nil
  }

  /// A quote opens a field only at its beginning; elsewhere in an unquoted field it is text.
  private func endOfLastQuotedRow(
    _ bytes: Span<UInt8>, count: Int, _ delimiter: UInt8
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
    for index in 0..<count {
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
