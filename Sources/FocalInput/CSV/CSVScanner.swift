/// Finds the ends of fields.
///
/// The rules are those of RFC 4180, with any single byte as delimiter and LF or CRLF as line
/// terminator. Beyond it: spaces and tabs around a text, quoted or not, do not belong to it; a quote
/// within an unquoted field is text. An unclosed quote and text after a closing quote are errors.
///
/// Where the delimiter is a space, any run of spaces and tabs is one, and none stands at the ends of a
/// row.
struct CSVFieldScanner {
  let delimiter: UInt8

  /// Whether runs of spaces and tabs stand between fields.
  var isBlankDelimited: Bool { delimiter == ASCII.space }

  /// The field that begins at an index.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - start: the first byte of the field; may be the end.
  ///   - end: the end of the rows in the buffer.
  /// - Returns: the field.
  /// - Throws: what is wrong with it.
  func field(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(InputError.Problem) -> CSVField {
    let first = skipBlanks(bytes, from: start, to: end)
    guard first < end, bytes[first] == ASCII.quote else {
      let fieldEnd = endOfUnquoted(bytes, from: start, to: end)
      let text =
        isBlankDelimited
        ? first..<endOfWord(bytes, from: first, to: end) : trimmed(bytes, start..<fieldEnd)
      return CSVField(
        text: ColumnBatch.Text(range: text, escaping: .none), lineFeedCount: 0, end: fieldEnd)
    }
    return try quotedField(bytes, from: first, to: end)
  }

  /// What is written again of a field: its text, with the spaces around it where it is not quoted.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - start: where the field begins.
  ///   - field: the field.
  /// - Returns: the extent.
  func extent(_ bytes: Span<UInt8>, from start: Int, _ field: CSVField) -> Range<Int> {
    let first = field.text.range.lowerBound
    let isQuoted = first > start && bytes[first - 1] == ASCII.quote
    return isQuoted || isBlankDelimited ? field.text.range : start..<field.end
  }

  /// The index of the first byte that is no blank before a field.
  func skipBlanks(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, isSpace(bytes[index]), isBlankDelimited || bytes[index] != delimiter {
      index += 1
    }
    return index
  }

  /// Whether the field that begins at an index is quoted.
  func isQuoted(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    let first = skipBlanks(bytes, from: start, to: end)
    return first < end && bytes[first] == ASCII.quote
  }

  /// Whether a byte stands between two fields.
  func isDelimiter(_ byte: UInt8) -> Bool {
    byte == delimiter || isBlankDelimited && byte == ASCII.tab
  }

  /// The index of the delimiter or line terminator that ends an unquoted field, or the end.
  func endOfUnquoted(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    guard !isBlankDelimited else {
      let first = skipBlanks(bytes, from: start, to: end)
      return endOfBlanks(bytes, from: endOfWord(bytes, from: first, to: end), to: end)
    }
    var index = bytes.firstIndex(of: delimiter, or: ASCII.lineFeed, in: start..<end)
    let isBeforeTerminator = index == end || bytes[index] == ASCII.lineFeed
    if isBeforeTerminator, index > start, bytes[index - 1] == ASCII.carriageReturn { index -= 1 }
    return index
  }

  /// The index of the blank or line terminator after a text without blanks.
  private func endOfWord(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while !isFieldEnd(bytes, at: index, to: end) { index += 1 }
    return index
  }

  /// The last of the blanks between two fields, so that the next one begins after it; the line
  /// terminator where no field follows.
  private func endOfBlanks(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let next = skipBlanks(bytes, from: start, to: end)
    let isRowEnd = isFieldEnd(bytes, at: next, to: end)
    return isRowEnd || next == start ? next : next - 1
  }

  /// The end of several unquoted fields; nil where one is quoted, or the row has fewer.
  ///
  /// - Parameters:
  ///   - count: how many fields.
  ///   - text: a buffer up to the end of its rows.
  ///   - start: the first byte of the first field; may be the end.
  ///   - hasQuotes: whether one may be quoted; else many fields are passed over at a time.
  /// - Returns: the index of the delimiter or line terminator after the last.
  func end(
    ofUnquoted count: Int, _ text: Span<UInt8>, from start: Int, hasQuotes: Bool
  ) -> Int? {
    var index = start
    if hasQuotes {
      for _ in 1..<count {
        guard !isQuoted(text, at: index, to: text.count) else { return nil }
        index = endOfUnquoted(text, from: index, to: text.count)
        guard text.byte(at: index) == delimiter else { return nil }
        index &+= 1
      }
      guard !isQuoted(text, at: index, to: text.count) else { return nil }
    } else if count > 1 {
      guard
        let last = text.index(
          ofNumber: count - 1, of: delimiter, before: ASCII.lineFeed, from: start)
      else { return nil }
      index = last &+ 1
    }
    return endOfUnquoted(text, from: index, to: text.count)
  }

  private func quotedField(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(InputError.Problem) -> CSVField {
    var index = start + 1
    var hasEscapes = false
    var lineFeedCount = 0
    while true {
      guard index < end else {
        throw hasBackslashQuote(bytes, start + 1..<end) ? .backslashQuote : .unclosedQuote
      }
      if bytes[index] == ASCII.quote {
        guard index + 1 < end, bytes[index + 1] == ASCII.quote else { break }
        hasEscapes = true
        index += 1
      } else if bytes[index] == ASCII.lineFeed {
        lineFeedCount += 1
      }
      index += 1
    }
    let fieldEnd =
      isBlankDelimited
      ? endOfBlanks(bytes, from: index + 1, to: end) : skipBlanks(bytes, from: index + 1, to: end)
    guard isFieldEnd(bytes, at: fieldEnd, to: end) else {
      throw bytes[index - 1] == ASCII.backslash ? .backslashQuote : .textAfterQuote
    }
    return CSVField(
      text: ColumnBatch.Text(
        range: start + 1..<index, escaping: hasEscapes ? .doubledQuotes : .none),
      lineFeedCount: lineFeedCount, end: fieldEnd)
  }

  /// Whether a quote after a backslash stands on the first line of a text.
  private func hasBackslashQuote(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    for index in text.dropFirst() {
      if bytes[index] == ASCII.lineFeed { return false }
      if bytes[index] == ASCII.quote, bytes[index - 1] == ASCII.backslash { return true }
    }
    return false
  }

  /// Whether a field may end before an index: at a delimiter, a line terminator or the end.
  func isFieldEnd(_ bytes: Span<UInt8>, at index: Int, to end: Int) -> Bool {
    guard index < end else { return true }
    let byte = bytes[index]
    return isDelimiter(byte) || byte == ASCII.lineFeed
      || byte == ASCII.carriageReturn
        && (index + 1 == end || bytes[index + 1] == ASCII.lineFeed)
  }

  /// A range of bytes without the spaces and tabs at its ends.
  func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, isSpace(bytes[lower]) { lower += 1 }
    while lower < upper, isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }
}

/// One field of a row, as the scanner finds it.
struct CSVField {
  /// The text, without the quotes around it, or without the spaces around it where it has none.
  var text: ColumnBatch.Text

  /// The line feeds in the text.
  var lineFeedCount: Int

  /// The index after the field: that of a delimiter, of a line terminator, or the end.
  var end: Int
}

/// Steps over rows and the lines between them.
struct CSVRowScanner {
  let fields: CSVFieldScanner

  init(_ delimiter: UInt8) { fields = CSVFieldScanner(delimiter: delimiter) }

  /// The index after a line terminator, of either kind.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - index: where a row ends.
  ///   - end: the end of the rows in the buffer.
  /// - Returns: the index of the next line.
  func skipTerminator(_ bytes: Span<UInt8>, at index: Int, to end: Int) -> Int {
    var next = index
    if next < end, bytes[next] == ASCII.carriageReturn { next += 1 }
    if next < end, bytes[next] == ASCII.lineFeed { next += 1 }
    return next
  }

  /// The index of the first line before the data that has more than blanks.
  ///
  /// Among the data such a line is a row of one field that is missing.
  func skipBlankLines(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ lineCount: inout Int
  ) -> Int {
    var index = start
    while true {
      index = skipEmptyLines(bytes, from: index, to: end, &lineCount)
      let next = fields.skipBlanks(bytes, from: index, to: end)
      let isCRLF =
        bytes.byte(at: next) == ASCII.carriageReturn && bytes.byte(at: next + 1) == ASCII.lineFeed
      guard next > index, next < end, isCRLF || bytes[next] == ASCII.lineFeed else { return index }
      index = next
    }
  }

  /// The index of the first line that is not empty.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - start: the beginning of a line.
  ///   - end: the end of the rows in the buffer.
  ///   - lineCount: is increased by the lines passed over.
  /// - Returns: the index; the end where there is none.
  func skipEmptyLines(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ lineCount: inout Int
  ) -> Int {
    var index = start
    while index < end {
      if fields.isBlankDelimited {
        // A line of blanks has no field either.
        let next = fields.skipBlanks(bytes, from: index, to: end)
        if next == end || bytes[next] == ASCII.lineFeed || bytes[next] == ASCII.carriageReturn {
          index = next
        }
        guard index < end else { break }
      }
      let isCRLF =
        bytes[index] == ASCII.carriageReturn
        && (index + 1 == end || bytes[index + 1] == ASCII.lineFeed)
      guard bytes[index] == ASCII.lineFeed || isCRLF else { break }
      index = skipTerminator(bytes, at: index, to: end)
      lineCount += 1
    }
    return index
  }
}
