extension ColumnBatch.Text {
  /// The bytes of the text, with two quotes that stand for one made one.
  ///
  /// - Parameter bytes: the bytes of its chunk.
  /// - Returns: the bytes, which need not be UTF-8.
  public func bytes(in bytes: Span<UInt8>) -> [UInt8] {
    if hasEscapes { return bytes.unescapingQuotes(range) }
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for index in range { copy.append(bytes[index]) }
    return copy
  }
}
