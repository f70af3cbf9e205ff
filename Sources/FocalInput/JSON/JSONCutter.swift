/// Finds the ends of values without checking what is in them, as fast as can be.
///
/// Only strings and brackets matter: a bracket in a string is text, and all brackets are alike.
/// What is cut out is checked by a ``JSONScanner`` later.
enum JSONCutter {
  /// What became of a cut.
  enum Result: Equatable {
    /// The value ends before an index.
    case end(Int)
    /// More bytes are needed.
    case incomplete
    /// At an index the limit of nesting is exceeded.
    case tooDeep(at: Int)
  }

  /// The end of the value that begins at an index.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - start: the first byte of the value, which is no white space.
  ///   - count: the bytes to look at.
  ///   - isAll: whether nothing follows them.
  /// - Returns: the end; for a byte with which no value begins, the end after it.
  static func cut(
    _ bytes: Span<UInt8>, from start: Int, to count: Int, isAll: Bool
  ) -> Result {
    guard start < count else { return .incomplete }
    switch bytes[start] {
    case ASCII.quote:
      return endOfString(bytes.extracting(first: count), from: start).map(Result.end) ?? .incomplete
    case ASCII.openingBrace, ASCII.openingBracket:
      return cutContainer(bytes, from: start, to: count)
    default:
      var index = start + 1
      while index < count, !isSeparator(bytes[index]) { index += 1 }
      return index < count || isAll ? .end(index) : .incomplete
    }
  }

  private static func cutContainer(
    _ bytes: Span<UInt8>, from start: Int, to count: Int
  ) -> Result {
    let text = bytes.extracting(first: count)
    var index = start
    var depth = 0
    while true {
      let byte = text.byte(at: index)
      // A bracket and its brace differ by this bit alone.
      let bracket = byte | 0x20
      if byte == ASCII.quote {
        guard let end = endOfString(text, from: index) else { return .incomplete }
        index = end
        continue
      } else if bracket == ASCII.openingBrace {
        depth &+= 1
        guard depth <= InputLimits.nestingDepth else { return .tooDeep(at: index) }
      } else if bracket == ASCII.closingBrace {
        depth &-= 1
        if depth == 0 { return .end(index + 1) }
      } else if byte == 0, index >= text.count {
        return .incomplete
      }
      index &+= 1
    }
  }

  /// The index after the string that begins at an index; nil where it does not end.
  @inline(__always)
  private static func endOfString(_ text: Span<UInt8>, from start: Int) -> Int? {
    var index = start &+ 1
    while true {
      let byte = text.byte(at: index)
      if byte == ASCII.quote { return index &+ 1 }
      if byte == ASCII.backslash {
        index &+= 2
      } else {
        if byte == 0, index >= text.count { return nil }
        index &+= 1
      }
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, ASCII.comma, ASCII.colon,
      ASCII.quote, ASCII.openingBrace, ASCII.closingBrace, ASCII.openingBracket,
      ASCII.closingBracket:
      true
    default: false
    }
  }
}
