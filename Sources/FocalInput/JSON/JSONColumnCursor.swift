/// A place between two values of a column.
struct JSONColumnCursor {
  private var index = 0
  private var line: Int
  private var column: Int
  private let hasKeys: Bool
  private let scanner = JSONScanner(rowsAreLines: false)

  init(_ column: JSONColumn, hasKeys: Bool) {
    line = column.origin.line
    self.column = column.origin.column
    self.hasKeys = hasKeys
  }

  /// Takes the next value, of which there must be one.
  ///
  /// - Parameter text: the text of the column, which has been checked.
  /// - Returns: the key, where there are keys; the value, and where it stands in the file.
  mutating func next(
    _ text: Span<UInt8>
  ) -> (key: Range<Int>?, value: Range<Int>, origin: Chunk.Origin) {
    skipSeparators(text)
    var key: Range<Int>?
    if hasKeys {
      key = take(text)
      skipSeparators(text)
    }
    let origin = Chunk.Origin(index: 0, line: line, column: column)
    return (key, take(text), origin)
  }

  private mutating func take(_ text: Span<UInt8>) -> Range<Int> {
    let start = index
    if case .end(let end) = JSONCutter.cut(text, from: start, to: text.count, isAll: true) {
      advance(text, to: end)
    }
    return start..<index
  }

  private mutating func skipSeparators(_ text: Span<UInt8>) {
    while index < text.count {
      let byte = text[index]
      guard scanner.isSpace(byte) || byte == ASCII.comma || byte == ASCII.colon else { return }
      advance(text, to: index + 1)
    }
  }

  private mutating func advance(_ text: Span<UInt8>, to end: Int) {
    while index < end {
      column += 1
      if text[index] == ASCII.lineFeed {
        line += 1
        column = 1
      }
      index += 1
    }
  }
}
