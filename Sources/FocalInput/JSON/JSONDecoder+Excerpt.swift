extension JSONDecoder {
  /// The line at a position, and the value there.
  package func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt? {
    guard let index = chunk.index(of: position) else { return nil }
    return Excerpt(
      scanner.extent(chunk.bytes.span.extracting(first: chunk.rows.upperBound), at: index),
      in: chunk.bytes.span, chunk.rows)
  }
}

extension JSONScanner {
  /// The scalar at an index, or the byte there.
  func extent(_ bytes: Span<UInt8>, at index: Int) -> Range<Int> {
    guard index < bytes.count else { return index..<index }
    switch JSONKind(firstByte: bytes[index]) {
    case .string, .number, .boolean, .null:
      return index..<((try? scalar(bytes, from: index)) ?? index + 1)
    default: return index..<index + 1
    }
  }
}

extension Excerpt {
  /// The line of a JSON file at a position with a column; nil where it is not among the first bytes.
  ///
  /// - Parameters:
  ///   - position: where something is wrong.
  ///   - head: the first bytes of the file.
  package init?(at position: RowPosition?, in head: [UInt8]) {
    var chunk = Chunk()
    chunk.bytes = head
    chunk.rows = (head.span.startsWithByteOrderMark ? 3 : 0)..<head.count
    guard let position, let index = chunk.index(of: position),
      index < head.count || head.count < FirstBytes.count
    else { return nil }
    let scanner = JSONScanner(rowsAreLines: true)
    self.init(scanner.extent(head.span, at: index), in: head.span, chunk.rows)
  }
}
