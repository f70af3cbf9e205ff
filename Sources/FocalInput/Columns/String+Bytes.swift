extension String {
  /// The text of a range of bytes, nil where it is not UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - text: where in it the text stands.
  public init?(validating bytes: Span<UInt8>, _ text: ColumnBatch.Text) {
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
