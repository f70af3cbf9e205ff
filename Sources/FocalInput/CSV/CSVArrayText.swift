/// An array as Python prints it: `[0.1 0.9]` of NumPy, `[0.1, 0.9]` of a list.
///
/// Elements are texts without blanks, or with quotes around them; blanks and line feeds count for
/// nothing beside a comma, and stand for one where there is none. An array of one array is that array.
struct CSVArrayText {
  /// Where the elements stand, without the quotes around them.
  let elements: [Range<Int>]

  /// The array that a text is; nil where it is none.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - text: where in it the text of a field stands.
  init?(_ bytes: Span<UInt8>, _ text: Range<Int>) {
    var inner = Self.trimmed(bytes, text)
    guard Self.isInBrackets(bytes, inner) else { return nil }
    while Self.isInBrackets(bytes, inner) {
      inner = Self.trimmed(bytes, inner.lowerBound + 1..<inner.upperBound - 1)
    }
    var elements: [Range<Int>] = []
    var index = inner.lowerBound
    var isAfterComma = false
    while index < inner.upperBound {
      let end = Self.endOfElement(bytes, from: index, to: inner.upperBound)
      guard end > index else { return nil }
      elements.append(Self.unquoted(bytes, index..<end))
      isAfterComma = false
      index = Self.skipSpaces(bytes, from: end, to: inner.upperBound)
      if index < inner.upperBound, bytes[index] == ASCII.comma {
        index = Self.skipSpaces(bytes, from: index + 1, to: inner.upperBound)
        isAfterComma = true
      }
    }
    guard !isAfterComma else { return nil }
    self.elements = elements
  }

  /// Whether the first field of a row is an array, after which JSON has no delimiter.
  ///
  /// - Parameters:
  ///   - bytes: the first bytes of a file.
  ///   - start: where in them the row begins.
  /// - Returns: whether it is; nil where its line goes on after the bytes.
  static func isFirstField(_ bytes: Span<UInt8>, from start: Int) -> Bool? {
    guard bytes[start] == ASCII.openingBracket else { return false }
    var depth = 0
    var isQuoted = false
    for index in start..<bytes.count {
      switch bytes[index] {
      case ASCII.lineFeed: return false
      case ASCII.quote: isQuoted.toggle()
      case ASCII.openingBracket where !isQuoted: depth += 1
      case ASCII.closingBracket where !isQuoted: depth -= 1
      case ASCII.comma, ASCII.semicolon, ASCII.tab, UInt8(ascii: "|"):
        if depth == 0 { return true }
      case ASCII.space: break
      default: if depth == 0 { return false }
      }
    }
    return nil
  }

  private static func isInBrackets(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
    text.count > 1 && bytes[text.lowerBound] == ASCII.openingBracket
      && bytes[text.upperBound - 1] == ASCII.closingBracket
  }

  /// The end of an element: before a blank or a comma that stands in no parentheses or quotes.
  private static func endOfElement(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    var depth = 0
    let quote = bytes[start]
    if quote == ASCII.quote || quote == UInt8(ascii: "'") {
      index += 1
      while index < end, bytes[index] != quote { index += 1 }
      return min(index + 1, end)
    }
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case ASCII.openingBracket, ASCII.closingBracket: return depth > 0 ? end : start
      case ASCII.comma where depth <= 0: return index
      case let byte where isSpace(byte) && depth <= 0: return index
      default: break
      }
      index += 1
    }
    return index
  }

  private static func unquoted(_ bytes: Span<UInt8>, _ element: Range<Int>) -> Range<Int> {
    let quote = bytes[element.lowerBound]
    guard element.count > 1, quote == ASCII.quote || quote == UInt8(ascii: "'"),
      bytes[element.upperBound - 1] == quote
    else { return element }
    return element.lowerBound + 1..<element.upperBound - 1
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int> {
    let lower = skipSpaces(bytes, from: text.lowerBound, to: text.upperBound)
    var upper = text.upperBound
    while upper > lower, isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  private static func skipSpaces(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, isSpace(bytes[index]) { index += 1 }
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.lineFeed
      || byte == ASCII.carriageReturn
  }
}
