extension Chunk {
  /// Where a byte stands: in the file where the chunk knows, else counted from its beginning.
  ///
  /// - Parameters:
  ///   - index: the index of the byte.
  ///   - field: the field that it belongs to, counted from 0.
  /// - Returns: the position.
  func position(of index: Int, field: Int? = nil) -> RowPosition {
    let origin = origin(of: index)
    var (line, column) = (origin.line, origin.column)
    for byte in bytes[min(origin.index, index)..<index] {
      if byte == ASCII.lineFeed {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return RowPosition(line: line, field: field.map { $0 + 1 }, column: column)
  }

  /// The lines that chunks after this one count on with.
  var lineCount: Int {
    guard origins.isEmpty else { return 0 }
    let isLastLineOpen = !rows.isEmpty && bytes[rows.upperBound - 1] != ASCII.lineFeed
    return skippedLineCount + bytes.span.lineFeedCount(in: rows) + (isLastLineOpen ? 1 : 0)
  }

  /// The last origin that is not after an index.
  private func origin(of index: Int) -> Origin {
    guard !origins.isEmpty else {
      return Origin(index: rows.lowerBound, line: skippedLineCount + 1, column: 1)
    }
    var (lower, upper) = (0, origins.count)
    while lower + 1 < upper {
      let middle = (lower + upper) / 2
      if origins[middle].index <= index { lower = middle } else { upper = middle }
    }
    return origins[lower]
  }
}
