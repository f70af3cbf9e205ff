extension ColumnBatch.Text {
  /// The bytes of the text, with its escapes replaced by what they stand for.
  ///
  /// - Parameter bytes: the bytes of its chunk.
  /// - Returns: the bytes, which need not be UTF-8.
  public func bytes(in bytes: Span<UInt8>) -> [UInt8] {
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
