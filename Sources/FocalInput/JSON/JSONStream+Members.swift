extension JSONStream {
  /// The bytes of elements that are forgotten at once, which is faster than one by one.
  static let forgottenByteCount = 1 << 12

  /// Takes the value of a member that nobody wants, which is checked.
  ///
  /// Of an object or an array only a few elements at a time are in memory.
  func skipMember() throws(InputError) {
    guard let opening = try peek(), opening == ASCII.openingBrace || opening == ASCII.openingBracket
    else {
      _ = try takeValue(isChecked: true)
      return
    }
    try takeElements { _, _ throws(InputError) in
      if self.consumedCount >= Self.forgottenByteCount { self.moveMark() }
    }
  }

  /// Takes an object or an array, element by element.
  ///
  /// - Parameter body: is given each value, which is checked, and in an object its name; both count
  ///   from the mark.
  /// - Throws: ``InputError`` for what is wrong, and what `body` throws.
  func takeElements(
    _ body: (_ name: JSONString?, _ value: Range<Int>) throws(InputError) -> Void
  ) throws(InputError) {
    let isObject = try take(ASCII.openingBrace)
    if !isObject { try take(ASCII.openingBracket, or: .value) }
    let closing = isObject ? ASCII.closingBrace : ASCII.closingBracket
    if try take(closing) { return }
    repeat {
      let name = isObject ? try takeName() : nil
      // The name counts from a mark that must not move.
      let keeps = keepsSpaces
      keepsSpaces = true
      let value = try takeValue(isChecked: true)
      keepsSpaces = keeps
      try body(name, value)
    } while try take(ASCII.comma)
    try take(closing, or: .commaOrClosing)
  }

  /// The name of a column that a string or a number is; nil for values that are no names.
  ///
  /// - Parameter value: a value that has been taken and checked, counted from the mark.
  /// - Returns: the name.
  func columnName(_ value: Range<Int>) -> String? {
    switch JSONKind(firstByte: bytes[mark + value.lowerBound]) {
    case .string:
      // Where there are no escapes, nothing is replaced.
      text(JSONString(range: value.lowerBound + 1..<value.upperBound - 1, hasEscapes: true))
    case .number: text(JSONString(range: value, hasEscapes: false))
    default: nil
    }
  }

  /// The error of a value that has been taken and is not of the right kind.
  func wrongKind(_ value: Range<Int>, _ expected: JSONKind) -> InputError {
    let index = mark + value.lowerBound
    let found = JSONKind(firstByte: bytes[index]) ?? .null
    return error(.json(.wrongKind(found: found, expected: expected)), at: index)
  }
}
