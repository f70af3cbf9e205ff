/// Makes rows of columns, in chunks: each row an array with a value of every column.
final class JSONColumnRows: ChunkSource {
  private let columns: [JSONColumn]
  private let chunkByteCount: Int
  private var cursors: [JSONColumnCursor]
  private var rowCount = 0

  init(_ columns: [JSONColumn], hasKeys: Bool, chunkByteCount: Int) {
    self.columns = columns
    self.chunkByteCount = chunkByteCount
    cursors = columns.map { JSONColumnCursor($0, hasKeys: hasKeys) }
  }

  func next(_ chunk: inout Chunk) -> Bool {
    guard let count = columns.first?.count, rowCount < count else { return false }
    chunk.bytes.removeAll(keepingCapacity: true)
    chunk.origins.removeAll(keepingCapacity: true)
    var extents: [Range<Int>] = []
    repeat {
      let start = chunk.bytes.count
      chunk.bytes.append(ASCII.openingBracket)
      for (column, content) in columns.enumerated() {
        if column > 0 { chunk.bytes.append(ASCII.comma) }
        let (_, value, origin) = cursors[column].next(content.text.span)
        // A row stands where its first value does.
        if column == 0 { chunk.origins.append(Chunk.Origin(start, origin)) }
        chunk.origins.append(Chunk.Origin(chunk.bytes.count, origin))
        chunk.bytes.append(contentsOf: content.text[value])
      }
      chunk.bytes.append(ASCII.closingBracket)
      extents.append(start..<chunk.bytes.count)
      rowCount += 1
    } while rowCount < count && chunk.bytes.count < chunkByteCount
    chunk.rows = 0..<chunk.bytes.count
    chunk.extents = extents
    return true
  }
}
