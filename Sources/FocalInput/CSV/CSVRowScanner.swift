/// Steps over rows and the lines between them.
struct CSVRowScanner {
  let fields: CSVFieldScanner

  init(_ delimiter: UInt8) { fields = CSVFieldScanner(delimiter: delimiter) }

  /// The index after a line terminator, of either kind.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - index: where a row ends.
  ///   - end: the end of the rows in the buffer.
  /// - Returns: the index of the next line.
  func skipTerminator(_ bytes: Span<UInt8>, at index: Int, to end: Int) -> Int {
    var next = index
    if next < end, bytes[next] == ASCII.carriageReturn { next += 1 }
    if next < end, bytes[next] == ASCII.lineFeed { next += 1 }
    return next
  }

  /// The index of the first line that is not empty.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - start: the beginning of a line.
  ///   - end: the end of the rows in the buffer.
  ///   - lineCount: is increased by the lines passed over.
  /// - Returns: the index; the end where there is none.
  func skipEmptyLines(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ lineCount: inout Int
  ) -> Int {
    var index = start
    while index < end {
      let isCRLF =
        bytes[index] == ASCII.carriageReturn
        && (index + 1 == end || bytes[index + 1] == ASCII.lineFeed)
      guard bytes[index] == ASCII.lineFeed || isCRLF else { break }
      index = skipTerminator(bytes, at: index, to: end)
      lineCount += 1
    }
    return index
  }
}
