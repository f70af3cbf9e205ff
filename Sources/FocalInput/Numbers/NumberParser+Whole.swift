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
}
