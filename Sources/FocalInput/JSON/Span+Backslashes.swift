extension Span<UInt8> {
  /// The bytes of a JSON string, with its escapes replaced by the characters they stand for.
  ///
  /// - Parameter text: the text between the quotes, which the scanner has checked.
  /// - Returns: the bytes, in UTF-8.
  func unescapingBackslashes(_ text: Range<Int>) -> [UInt8] {
    var unescaped: [UInt8] = []
    unescaped.reserveCapacity(text.count)
    var index = text.lowerBound
    while index < text.upperBound {
      let isEscape = self[index] == ASCII.backslash && index + 1 < text.upperBound
      if isEscape, let byte = simpleEscape(self[index + 1]) {
        unescaped.append(byte)
        index += 2
      } else if isEscape, let unit = codeUnit(at: index + 2, to: text.upperBound) {
        index += 6
        var units = [unit]
        if UTF16.isLeadSurrogate(unit), let low = codeUnit(at: index + 2, to: text.upperBound) {
          units.append(low)
          index += 6
        }
        unescaped += Array(String(decoding: units, as: UTF16.self).utf8)
      } else {
        unescaped.append(self[index])
        index += 1
      }
    }
    return unescaped
  }

  /// The character that a letter after a backslash stands for; nil for `u` and for no escape.
  func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "n"): ASCII.lineFeed
    case UInt8(ascii: "r"): ASCII.carriageReturn
    case UInt8(ascii: "t"): ASCII.tab
    default: nil
    }
  }

  /// The number that four hexadecimal digits are; nil where they are not there.
  func codeUnit(at start: Int, to end: Int) -> UInt16? {
    guard start + 4 <= end else { return nil }
    var unit: UInt16 = 0
    for index in start..<start + 4 {
      let byte = self[index]
      let letter = byte | 0x20
      if byte &- ASCII.zero < 10 {
        unit = unit << 4 | UInt16(byte - ASCII.zero)
      } else if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "f") {
        unit = unit << 4 | UInt16(letter - UInt8(ascii: "a") + 10)
      } else {
        return nil
      }
    }
    return unit
  }
}
