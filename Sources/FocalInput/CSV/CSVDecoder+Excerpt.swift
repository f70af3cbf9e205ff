extension CSVDecoder {
  /// The line of a row, and the field that a position names.
  package func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt? {
    let bytes = chunk.bytes.span
    let end = chunk.rows.upperBound
    var index = chunk.rows.lowerBound
    var line = 1
    while line < position.line, index < end {
      if bytes[index] == ASCII.lineFeed { line += 1 }
      index += 1
    }
    guard let column = position.field.map({ $0 - 1 }) else {
      var rowEnd = index
      while rowEnd < end, bytes[rowEnd] != ASCII.lineFeed { rowEnd += 1 }
      return Excerpt(index..<rowEnd, in: bytes, chunk.rows)
    }
    let wanted = arrays?.columns.firstIndex { $0.contains(column) } ?? column
    for _ in 0..<wanted {
      guard let field = try? rows.fields.field(bytes, from: index, to: end), field.end < end,
        rows.fields.isDelimiter(bytes[field.end])
      else { break }
      index = field.end + 1
    }
    let start = rows.fields.skipBlanks(bytes, from: index, to: end)
    guard let field = try? rows.fields.field(bytes, from: index, to: end) else {
      return Excerpt(start..<min(start + 1, end), in: bytes, chunk.rows)
    }
    if let arrays, wanted < arrays.columns.count,
      let elements = CSVArrayText(bytes, field.text.range)?.elements
    {
      let columns = arrays.columns[wanted]
      if elements.count == columns.count, columns.contains(column) {
        return Excerpt(elements[column - columns.lowerBound], in: bytes, chunk.rows)
      }
    }
    return Excerpt(field.text.range, in: bytes, chunk.rows)
  }
}
