extension NumberParser {
  /// Whether a range of bytes is a number and nothing else.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - range: the bytes asked about.
  /// - Returns: true for numbers too large for a double too.
  func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch parse(bytes, from: range.lowerBound, to: range.upperBound) {
    case .number(_, let end), .overflow(let end): end == range.upperBound
    case .notANumber: false
    }
  }

  /// The number that a text is, and nothing else.
  ///
  /// - Parameter text: the text of a label or an option.
  /// - Returns: the number; nil for numbers too large for a double too.
  public func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard case .number(let number, let end) = parse(bytes.span, from: 0, to: bytes.count),
      end == bytes.count
    else { return nil }
    return number
  }
}
