/// Checks JSON by RFC 8259 and finds the ends of its values.
///
/// Beyond it the bare words `NaN`, `Infinity` and `-Infinity` are numbers, since Python, R and Spark
/// write them.
///
/// Every function begins at the first byte of what it is named after, and returns the index after
/// it; the row or the file ends with the buffer:
///
///     {"id": "a\u00e9", "probs": [0.25, 7.5e-1]}
///      ~~~~ string, ~~~  string   ~~~~ number
///     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ value
///
/// It is stricter than the grammar in two places, where the grammar lets through what is no text:
/// strings must be UTF-8, and an escaped surrogate must have its other half. Python writes halves where
/// it has them, so they pass in strings that nobody reads.
struct JSONScanner: Sendable {
  /// Whether a line feed ends a row, as in files of a row a line; else it is white space.
  let rowsAreLines: Bool

  /// Whether strings are read as text, so that half of a surrogate pair is an error.
  var readsStrings = true

  /// The end of a value, all of which is checked.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - start: the first byte of the value.
  ///   - outerDepth: the objects and arrays around the value.
  /// - Returns: the index after it.
  /// - Throws: ``JSONFault`` for the first byte that is wrong.
  func value(
    _ bytes: Span<UInt8>, from start: Int, outerDepth: Int = 0
  ) throws(JSONFault) -> Int {
    var nesting = JSONNesting()
    var index = start
    value: while true {
      if bytes.byte(at: index) == ASCII.openingBrace {
        try nesting.open(isObject: true, at: index, outerDepth: outerDepth)
        index = skipSpaces(bytes, from: index + 1)
        if bytes.byte(at: index) != ASCII.closingBrace {
          index = try nameAndColon(bytes, from: index)
          continue
        }
        nesting.close()
        index += 1
      } else if bytes.byte(at: index) == ASCII.openingBracket {
        try nesting.open(isObject: false, at: index, outerDepth: outerDepth)
        index = skipSpaces(bytes, from: index + 1)
        if bytes.byte(at: index) != ASCII.closingBracket { continue }
        nesting.close()
        index += 1
      } else {
        index = try scalar(bytes, from: index)
      }

      while nesting.depth > 0 {
        index = skipSpaces(bytes, from: index)
        let isInObject = nesting.isInObject
        if bytes.byte(at: index) == ASCII.comma {
          index = skipSpaces(bytes, from: index + 1)
          if isInObject { index = try nameAndColon(bytes, from: index) }
          continue value
        }
        let closing = isInObject ? ASCII.closingBrace : ASCII.closingBracket
        guard bytes.byte(at: index) == closing else {
          throw unexpected(bytes, at: index, .commaOrClosing)
        }
        nesting.close()
        index += 1
      }
      return index
    }
  }

  /// The end of a string, a number or a literal.
  func scalar(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    let byte = bytes.byte(at: start)
    if byte == ASCII.quote { return try string(bytes, from: start).end }
    if byte == ASCII.minus || byte &- ASCII.zero < 10 {
      return try number(bytes, from: start)
    }
    return try literal(bytes, from: start)
  }

  /// The beginning of a member's value, after its name and the colon, which are checked.
  func nameAndColon(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    guard bytes.byte(at: start) == ASCII.quote else {
      throw unexpected(bytes, at: start, .memberName)
    }
    return try colon(bytes, from: try string(bytes, from: start).end)
  }

  /// The beginning of a member's value, after the colon, from the end of its name.
  func colon(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    let index = skipSpaces(bytes, from: start)
    guard bytes.byte(at: index) == ASCII.colon else {
      throw unexpected(bytes, at: index, .colon)
    }
    return skipSpaces(bytes, from: index + 1)
  }

  /// The index of the first byte that is not white space.
  @inline(__always)
  func skipSpaces(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while isSpace(bytes.byte(at: index)) { index &+= 1 }
    return index
  }

  /// The index of the first byte that is neither white space nor the end of a line.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - start: where to begin.
  ///   - lineCount: is increased by the ends of lines passed over.
  /// - Returns: the index.
  func skipLinesOfSpaces(
    _ bytes: Span<UInt8>, from start: Int, _ lineCount: inout Int
  ) -> Int {
    var index = start
    while true {
      let byte = bytes.byte(at: index)
      if byte == ASCII.lineFeed {
        lineCount += 1
      } else if !isSpace(byte) {
        return index
      }
      index &+= 1
    }
  }

  @inline(__always)
  func isSpace(_ byte: UInt8) -> Bool {
    byte <= ASCII.space
      && (byte == ASCII.space || byte == ASCII.tab || byte == ASCII.carriageReturn
        || byte == ASCII.lineFeed && !rowsAreLines)
  }

  /// The fault of a byte that must not stand at an index, or of the end.
  func unexpected(
    _ bytes: Span<UInt8>, at index: Int, _ expected: JSONExpectation
  ) -> JSONFault {
    guard index < bytes.count, !(rowsAreLines && bytes[index] == ASCII.lineFeed) else {
      return JSONFault(.unexpectedEnd(expected: expected), at: index)
    }
    return JSONFault(.unexpectedByte(bytes[index], expected: expected), at: index)
  }
}

extension JSONScanner {
  /// The end of a number.
  ///
  /// The grammar, which is narrower than that of ``NumberParser``:
  ///
  ///     number = [ "-" ] ( "0" | digit1-9 *digit ) [ "." 1*digit ] [ "e" [ "+" | "-" ] 1*digit ]
  ///            | "-Infinity"
  func number(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    var index = start
    if bytes[index] == ASCII.minus {
      index += 1
      if isWordByte(bytes.byte(at: index)), bytes[index] &- ASCII.zero >= 10 {
        let wordEnd = endOfWord(bytes, from: index)
        guard isWord(Self.infinity, bytes, index..<wordEnd) else {
          throw unknownWord(bytes, from: start)
        }
        return wordEnd
      }
    }
    if bytes.byte(at: index) == ASCII.zero {
      index += 1
    } else {
      index = try digits(bytes, from: index)
    }
    if bytes.byte(at: index) == ASCII.point {
      index = try digits(bytes, from: index + 1)
    }
    guard ASCII.matches(bytes.byte(at: index), ASCII.exponentLetter) else { return index }
    index += 1
    let sign = bytes.byte(at: index)
    if sign == ASCII.plus || sign == ASCII.minus { index += 1 }
    return try digits(bytes, from: index)
  }

  /// The end of one digit or more.
  @inline(__always)
  private func digits(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    var index = start
    while bytes.byte(at: index) &- ASCII.zero < 10 { index &+= 1 }
    guard index > start else { throw unexpected(bytes, at: index, .digit) }
    return index
  }

  /// The end of `true`, `false`, `null`, `NaN` or `Infinity`.
  func literal(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    guard isWordByte(bytes.byte(at: start)) else {
      throw unexpected(bytes, at: start, .value)
    }
    let wordEnd = endOfWord(bytes, from: start)
    for word in Self.words where isWord(word, bytes, start..<wordEnd) { return wordEnd }
    throw unknownWord(bytes, from: start)
  }

  private func isWord(_ word: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    word.count == range.count
      && word.indices.allSatisfy { bytes[range.lowerBound + $0] == word[$0] }
  }

  private static let infinity = Array("Infinity".utf8)
  private static let words =
    ["true", "false", "null", "NaN"].map { Array($0.utf8) } + [infinity]

  /// A word that is no literal, such as `nan` or `None`.
  private func unknownWord(_ bytes: Span<UInt8>, from start: Int) -> JSONFault {
    let wordEnd = min(endOfWord(bytes, from: start + 1), start + Self.shownWordByteCount)
    return JSONFault(
      .unknownWord(String(decoding: bytes.copy(of: start..<wordEnd), as: UTF8.self)), at: start)
  }

  /// The bytes of a wrong word that an error keeps.
  private static let shownWordByteCount = 40

  private func endOfWord(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while isWordByte(bytes.byte(at: index)) { index += 1 }
    return index
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- UInt8(ascii: "a") < 26 || byte &- ASCII.zero < 10 || byte == UInt8(ascii: "_")
  }
}

/// The objects and arrays that are open at a place, one bit for each.
///
/// No memory is allocated, and nothing is called within itself: a file of opening brackets is an
/// error like any other.
struct JSONNesting {
  private var areObjects: [8 of UInt64] = .init(repeating: 0)

  /// The objects and arrays open.
  private(set) var depth = 0

  /// Opens an object or an array.
  ///
  /// - Parameters:
  ///   - isObject: whether it is an object.
  ///   - index: where it begins.
  ///   - outerDepth: the objects and arrays around those counted here.
  /// - Throws: ``JSONFault`` where the limit is reached.
  @inline(__always)
  mutating func open(isObject: Bool, at index: Int, outerDepth: Int) throws(JSONFault) {
    guard outerDepth + depth < InputLimits.nestingDepth else {
      throw JSONFault(.nestingTooDeep(limit: InputLimits.nestingDepth), at: index)
    }
    let bit: UInt64 = 1 << UInt64(depth % 64)
    if isObject { areObjects[depth / 64] |= bit } else { areObjects[depth / 64] &= ~bit }
    depth += 1
  }

  /// Closes the innermost.
  @inline(__always)
  mutating func close() { depth -= 1 }

  /// Whether the innermost is an object; there must be one open.
  var isInObject: Bool {
    @inline(__always) get { areObjects[(depth - 1) / 64] >> UInt64((depth - 1) % 64) & 1 == 1 }
  }
}
