/// Rows in which nothing is quoted or missing, and no number has spaces around it.
extension CSVDecoder {
  /// Decodes rows as long as they are plain: 170 instructions for a row of a label and a probability,
  /// where the general way takes 600.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the chunk.
  ///   - index: the beginning of a row; becomes that of the first that is not plain, or the end.
  ///   - end: the end of the rows in the buffer.
  ///   - hasQuotes: whether a field that is passed over may be quoted.
  ///   - firstRow: the rows decoded before.
  ///   - rowLimit: the rows to decode at most, those before included.
  ///   - batch: takes the columns.
  /// - Returns: the rows decoded.
  mutating func decodePlainRows(
    _ bytes: Span<UInt8>, from index: inout Int, to end: Int, hasQuotes: Bool, _ firstRow: Int,
    _ rowLimit: Int, _ batch: inout ColumnBatch
  ) -> Int {
    // Moved out, so that nobody asks for each number whether an array is shared.
    guard var plain = plainRows else { return 0 }
    plainRows = nil
    var tables = categories
    categories = []
    var extents: [Range<Int>] = []
    swap(&extents, &batch.rows)
    let steps = plain.steps
    var row = firstRow
    var isPlain = true
    while isPlain, row < rowLimit, index < end {
      let limit = min(plain.rowCount, rowLimit - row)
      let count = decode(
        bytes.extracting(first: end), from: &index, limit: limit, hasQuotes: hasQuotes, steps,
        &plain.numbers,
        &plain.codes, &tables, &extents)
      plain.move(count, to: row, widths, &batch)
      row += count
      isPlain = count == limit
    }
    swap(&extents, &batch.rows)
    categories = tables
    plainRows = plain
    return row - firstRow
  }

  private func decode(
    _ text: Span<UInt8>, from position: inout Int, limit: Int, hasQuotes: Bool,
    _ steps: [PlainRows.Step],
    _ numberRoom: inout [Double], _ codeRoom: inout [Int32], _ tables: inout [CategoryTable],
    _ extents: inout [Range<Int>]
  ) -> Int {
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    let delimiter = rows.fields.delimiter
    var index = position
    var numberCount = 0
    var codeCount = 0
    var count = 0
    rows: while count < limit, index < text.count {
      let start = index
      for field in steps.indices {
        if field > 0 {
          guard text.byte(at: index) == delimiter else { break rows }
          index &+= 1
        }
        switch steps[field] {
        case .number:
          if let value = parser.parsePlain(text, from: &index) {
            numbers[numberCount] = value
          } else {
            guard case .number(let value, let end) = parser.parse(text, from: index) else {
              break rows
            }
            numbers[numberCount] = value
            index = end
          }
          numberCount &+= 1
        case .category(let column):
          let first = index
          let byte = text.byte(at: index)
          while text.byte(at: index) > ASCII.quote, text.byte(at: index) != delimiter {
            index &+= 1
          }
          guard index > first else { break rows }
          codes[codeCount] =
            index == first &+ 1
            ? tables[column].code(of: byte) : tables[column].code(of: text, first..<index)
          codeCount &+= 1
        case .skip(let fieldCount):
          guard
            let end = self.rows.fields.end(
              ofUnquoted: fieldCount, text, from: index, hasQuotes: hasQuotes)
          else { break rows }
          index = end
        }
      }
      let rowEnd = index
      if text.byte(at: index) == ASCII.carriageReturn { index &+= 1 }
      guard text.byte(at: index) == ASCII.lineFeed || index == text.count else { break }
      index &+= index < text.count ? 1 : 0
      if plan.keepsRows { extents.append(start..<rowEnd) }
      position = index
      count &+= 1
    }
    return count
  }
}
