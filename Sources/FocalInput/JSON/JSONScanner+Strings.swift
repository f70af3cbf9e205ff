extension JSONScanner {
  /// A string, from its opening quote.
  func string(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> JSONString {
    var index = start + 1
    var hasEscapes = false
    while true {
      index = endOfPlainBytes(bytes, from: index)
      guard index < bytes.count else { throw unexpected(bytes, at: index, .closingQuote) }
      let byte = bytes[index]
      if byte == ASCII.quote {
        return JSONString(range: start + 1..<index, hasEscapes: hasEscapes)
      } else if byte == ASCII.backslash {
        hasEscapes = true
        index = try escape(bytes, from: index)
      } else if byte < ASCII.space {
        guard !(rowsAreLines && byte == ASCII.lineFeed) else {
          throw unexpected(bytes, at: index, .closingQuote)
        }
        throw JSONFault(.controlCharacter(byte), at: index)
      } else {
        index = try character(bytes, from: index)
      }
    }
  }

  /// The end of the bytes that are characters of ASCII and mean themselves.
  @inline(__always)
  private func endOfPlainBytes(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while true {
      let byte = bytes.byte(at: index)
      if byte == ASCII.quote || byte == ASCII.backslash || byte &- 0x20 >= 0x60 { return index }
      index &+= 1
    }
  }

  /// The end of an escape, or of a pair of escapes that are one character.
  private func escape(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    guard start + 1 < bytes.count else { throw unexpected(bytes, at: start + 1, .closingQuote) }
    guard bytes[start + 1] == UInt8(ascii: "u") else {
      guard bytes.simpleEscape(bytes[start + 1]) != nil else {
        throw JSONFault(.invalidEscape, at: start)
      }
      return start + 2
    }
    let unit = try codeUnit(bytes, from: start)
    guard UTF16.isSurrogate(unit), readsStrings else { return start + 6 }
    guard UTF16.isLeadSurrogate(unit), bytes.byte(at: start + 6) == ASCII.backslash,
      bytes.byte(at: start + 7) == UInt8(ascii: "u"),
      UTF16.isTrailSurrogate(try codeUnit(bytes, from: start + 6))
    else { throw JSONFault(.loneSurrogate, at: start) }
    return start + 12
  }

  /// The four hexadecimal digits of an escape.
  private func codeUnit(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(JSONFault) -> UInt16 {
    guard let unit = bytes.codeUnit(at: start + 2, to: bytes.count) else {
      throw JSONFault(.invalidEscape, at: start)
    }
    return unit
  }

  /// The end of a character beyond ASCII, in UTF-8.
  private func character(
    _ bytes: Span<UInt8>, from start: Int
  ) throws(JSONFault) -> Int {
    let lead = bytes[start]
    // The second byte tells overlong forms, surrogates and what is beyond Unicode.
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xc2...0xdf: (2, 0x80...0xbf)
      case 0xe0: (3, 0xa0...0xbf)
      case 0xed: (3, 0x80...0x9f)
      case 0xe1...0xef: (3, 0x80...0xbf)
      case 0xf0: (4, 0x90...0xbf)
      case 0xf1...0xf3: (4, 0x80...0xbf)
      case 0xf4: (4, 0x80...0x8f)
      // Delete is a character of ASCII like others, and not a control character of JSON.
      case 0x7f: (1, 0...0)
      default: (0, 0...0)
      }
    guard count != 1 else { return start + 1 }
    guard count > 0, start + count <= bytes.count, second.contains(bytes[start + 1]) else {
      throw JSONFault(.invalidUTF8, at: start)
    }
    for index in start + 2..<start + count where bytes[index] & 0xc0 != 0x80 {
      throw JSONFault(.invalidUTF8, at: start)
    }
    return start + count
  }
}

/// A string or a member's name, as the scanner finds it.
struct JSONString {
  /// The text between the quotes.
  var range: Range<Int>

  /// Whether there are escapes in it.
  var hasEscapes: Bool

  /// The index after the closing quote.
  var end: Int { range.upperBound + 1 }

  /// The text, for those who read it.
  var text: ColumnBatch.Text {
    ColumnBatch.Text(range: range, escaping: hasEscapes ? .backslashes : .none)
  }
}
