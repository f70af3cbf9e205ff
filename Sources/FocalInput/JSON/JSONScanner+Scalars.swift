extension JSONScanner {
  /// The end of a number.
  ///
  /// The grammar, which is narrower than that of ``NumberParser``:
  ///
  ///     number = [ "-" ] ( "0" | digit1-9 *digit ) [ "." 1*digit ] [ "e" [ "+" | "-" ] 1*digit ]
  func number(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    var index = start
    if bytes[index] == ASCII.minus {
      index += 1
      // -Infinity and -NaN are words that people know.
      if isWordByte(bytes.byte(at: index)), bytes[index] &- ASCII.zero >= 10 {
        throw unknownWord(bytes, from: start)
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

  /// The end of `true`, `false` or `null`.
  func literal(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> Int {
    guard isWordByte(bytes.byte(at: start)) else {
      throw unexpected(bytes, at: start, .value)
    }
    let wordEnd = endOfWord(bytes, from: start)
    for word in [Self.true, Self.false, Self.null] where word.count == wordEnd - start {
      if word.indices.allSatisfy({ bytes[start + $0] == word[$0] }) { return wordEnd }
    }
    throw unknownWord(bytes, from: start)
  }

  private static let `true` = Array("true".utf8)
  private static let `false` = Array("false".utf8)
  private static let null = Array("null".utf8)

  /// A word that is no literal, such as `NaN` or `None`.
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
