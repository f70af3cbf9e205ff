/// Checks JSON strictly by RFC 8259, and finds the ends of its values.
///
/// Every function begins at the first byte of what it is named after, looks at no byte at `end` or
/// beyond, and returns the index after it:
///
///     {"id": "a\u00e9", "probs": [0.25, 7.5e-1]}
///      ~~~~ string, ~~~  string   ~~~~ number
///     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ value
///
/// It is stricter than the grammar in two places, where the grammar lets through what is no text:
/// strings must be UTF-8, and an escaped surrogate must have its other half.
struct JSONScanner: Sendable {
  /// Whether a line feed ends a row, as in files of a row a line; else it is white space.
  let rowsAreLines: Bool

  /// The end of a value, all of which is checked.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - start: the first byte of the value.
  ///   - end: the end of the row.
  ///   - outerDepth: the objects and arrays around the value.
  /// - Returns: the index after it.
  /// - Throws: ``JSONFault`` for the first byte that is wrong.
  func value(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, outerDepth: Int = 0
  ) throws(JSONFault) -> Int {
    var nesting = JSONNesting()
    var index = start
    value: while true {
      if index < end, bytes[index] == ASCII.openingBrace {
        try nesting.open(isObject: true, at: index, outerDepth: outerDepth)
        index = skipSpaces(bytes, from: index + 1, to: end)
        if index == end || bytes[index] != ASCII.closingBrace {
          index = try nameAndColon(bytes, from: index, to: end)
          continue
        }
        nesting.close()
        index += 1
      } else if index < end, bytes[index] == ASCII.openingBracket {
        try nesting.open(isObject: false, at: index, outerDepth: outerDepth)
        index = skipSpaces(bytes, from: index + 1, to: end)
        if index == end || bytes[index] != ASCII.closingBracket { continue }
        nesting.close()
        index += 1
      } else {
        index = try scalar(bytes, from: index, to: end)
      }

      while nesting.depth > 0 {
        index = skipSpaces(bytes, from: index, to: end)
        let isInObject = nesting.isInObject
        if index < end, bytes[index] == ASCII.comma {
          index = skipSpaces(bytes, from: index + 1, to: end)
          if isInObject { index = try nameAndColon(bytes, from: index, to: end) }
          continue value
        }
        let closing = isInObject ? ASCII.closingBrace : ASCII.closingBracket
        guard index < end, bytes[index] == closing else {
          throw unexpected(bytes, at: index, to: end, .commaOrClosing)
        }
        nesting.close()
        index += 1
      }
      return index
    }
  }

  /// The end of a string, a number or a literal.
  func scalar(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) -> Int {
    guard start < end else { throw unexpected(bytes, at: start, to: end, .value) }
    let byte = bytes[start]
    if byte == ASCII.quote { return try string(bytes, from: start, to: end).end }
    if byte == ASCII.minus || byte &- ASCII.zero < 10 {
      return try number(bytes, from: start, to: end)
    }
    return try literal(bytes, from: start, to: end)
  }

  /// The beginning of a member's value, after its name and the colon, which are checked.
  func nameAndColon(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) -> Int {
    guard start < end, bytes[start] == ASCII.quote else {
      throw unexpected(bytes, at: start, to: end, .memberName)
    }
    return try colon(bytes, from: try string(bytes, from: start, to: end).end, to: end)
  }

  /// The beginning of a member's value, after the colon, from the end of its name.
  func colon(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(JSONFault) -> Int {
    let index = skipSpaces(bytes, from: start, to: end)
    guard index < end, bytes[index] == ASCII.colon else {
      throw unexpected(bytes, at: index, to: end, .colon)
    }
    return skipSpaces(bytes, from: index + 1, to: end)
  }

  /// The index of the first byte that is not white space.
  @inline(__always)
  func skipSpaces(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, bytes[index] <= ASCII.space, isSpace(bytes[index]) { index += 1 }
    return index
  }

  /// The index of the first byte that is neither white space nor the end of a line.
  func skipLinesOfSpaces(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, isSpace(bytes[index]) || bytes[index] == ASCII.lineFeed { index += 1 }
    return index
  }

  func isSpace(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.carriageReturn
      || byte == ASCII.lineFeed && !rowsAreLines
  }

  /// The fault of a byte that must not stand at an index, or of the end.
  func unexpected(
    _ bytes: Span<UInt8>, at index: Int, to end: Int, _ expected: JSONExpectation
  ) -> JSONFault {
    guard index < end, !(rowsAreLines && bytes[index] == ASCII.lineFeed) else {
      return JSONFault(.unexpectedEnd(expected: expected), at: index)
    }
    return JSONFault(.unexpectedByte(bytes[index], expected: expected), at: index)
  }
}
