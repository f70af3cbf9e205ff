extension ColumnBatch.Text {
  /// The bytes of the text, with its escapes replaced by what they stand for.
  ///
  /// - Parameter bytes: the bytes of its chunk.
  /// - Returns: the bytes, which need not be UTF-8.
  package func bytes(in bytes: Span<UInt8>) -> [UInt8] {
    switch escaping {
    case .none: bytes.copy(of: range)
    case .doubledQuotes: bytes.unescapingQuotes(range)
    case .backslashes: bytes.unescapingBackslashes(range)
    }
  }
}

extension Span<UInt8> {
  /// The bytes of a part.
  func copy(of range: Range<Int>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for index in range { copy.append(self[index]) }
    return copy
  }
}

extension String {
  /// The text of a range of bytes, nil where it is not UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - text: where in it the text stands.
  package init?(validating bytes: Span<UInt8>, _ text: ColumnBatch.Text) {
    guard text.escaping == .none else {
      self.init(validating: text.bytes(in: bytes), as: UTF8.self)
      return
    }
    guard let utf8 = try? UTF8Span(validating: bytes.extracting(text.range)) else { return nil }
    self.init(copying: utf8)
  }

  /// The text of a range of bytes, with replacement characters where it is not UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - text: where in it the text stands.
  init(lossy bytes: Span<UInt8>, _ text: ColumnBatch.Text) {
    self = String(decoding: text.bytes(in: bytes), as: UTF8.self)
  }
}

extension Span<UInt8> {
  /// The bytes of a quoted text, with each two quotes made one.
  func unescapingQuotes(_ text: Range<Int>) -> [UInt8] {
    var unescaped: [UInt8] = []
    var isFirstOfTwo = false
    for index in text {
      isFirstOfTwo = self[index] == ASCII.quote && !isFirstOfTwo
      if !isFirstOfTwo { unescaped.append(self[index]) }
    }
    return unescaped
  }
}

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
        if UTF16.isLeadSurrogate(unit), index + 1 < text.upperBound,
          self[index] == ASCII.backslash, self[index + 1] == UInt8(ascii: "u"),
          let low = codeUnit(at: index + 2, to: text.upperBound), UTF16.isTrailSurrogate(low)
        {
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
