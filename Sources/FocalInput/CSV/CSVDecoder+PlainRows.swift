/// Rows in which nothing is quoted or missing, and no number has spaces around it.
extension CSVDecoder {
  /// Decodes rows as long as they are plain: 300 instructions for a row of a label and a probability,
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
    let text = bytes.extracting(first: end)
    var singles = CategoryTable.singles(of: tables, delimiter: rows.fields.delimiter)
    var row = firstRow
    var isPlain = true
    while isPlain, row < rowLimit, index < end {
      var limit = min(plain.rowCount, rowLimit - row)
      if let usual = plain.usual {
        let count = decodeUsualRows(
          text, from: &index, limit: limit, usual, singles, &plain.numbers, &plain.codes, &extents)
        plain.move(count, to: row, widths, &batch)
        row += count
        if count == limit { continue }
        // Labels of several bytes come again and again.
        limit = min(64, limit - count)
      }
      let count = decode(
        text, from: &index, limit: limit, hasQuotes: hasQuotes, steps, singles, &plain.numbers,
        &plain.codes, &tables, &extents)
      plain.move(count, to: row, widths, &batch)
      row += count
      isPlain = count == limit
      // Labels may have been met for the first time.
      singles = CategoryTable.singles(of: tables, delimiter: rows.fields.delimiter)
    }
    swap(&extents, &batch.rows)
    categories = tables
    plainRows = plain
    return row - firstRow
  }

  private func decode(
    _ text: Span<UInt8>, from position: inout Int, limit: Int, hasQuotes: Bool,
    _ steps: [PlainRows.Step], _ singles: [Int32], _ numberRoom: inout [Double],
    _ codeRoom: inout [Int32], _ tables: inout [CategoryTable], _ extents: inout [Range<Int>]
  ) -> Int {
    let steps = steps.span
    let singles = singles.span
    let delimiter = rows.fields.delimiter
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    var start = position
    var numberCount = 0
    var codeCount = 0
    var count = 0
    rows: while count < limit {
      var index = start
      var field = 0
      while true {
        switch steps[field] {
        case .number:
          var number = parser.parsePlain(text, from: index)
          if number.isNone { number = parser.parseOther(text, from: index) }
          guard !number.isNone else { break rows }
          numbers[numberCount] = number.value
          numberCount &+= 1
          index = number.end
        case .category(let column):
          let category = category(text, at: index, column, singles, &tables)
          guard category.end > index else { break rows }
          codes[codeCount] = category.code
          codeCount &+= 1
          index = category.end
        case .skip(let fieldCount):
          index = end(ofSkipped: fieldCount, text, from: index, hasQuotes: hasQuotes)
          guard index >= 0 else { break rows }
        }
        field &+= 1
        guard field < steps.count else { break }
        guard text.byte(at: index) == delimiter else { break rows }
        index &+= 1
      }
      let rowEnd = index
      if text.byte(at: index) == ASCII.carriageReturn { index &+= 1 }
      guard text.byte(at: index) == ASCII.lineFeed else { break }
      if plan.keepsRows { extents.append(start..<rowEnd) }
      start = index &+ 1
      count &+= 1
    }
    position = start
    return count
  }

  /// The code of the category at an index and the index after it; the same index where there is none.
  @inline(__always)
  private func category(
    _ text: Span<UInt8>, at index: Int, _ column: Int, _ singles: Span<Int32>,
    _ tables: inout [CategoryTable]
  ) -> (code: Int32, end: Int) {
    let single = singles[column &<< 8 | Int(text.byte(at: index))]
    let next = text.byte(at: index &+ 1)
    if single >= 0, next == rows.fields.delimiter || next == ASCII.lineFeed {
      return (single, index &+ 1)
    }
    return otherCategory(text, at: index, &tables[column])
  }

  // What is rare, or takes long in any case, is no part of the loop: it would take its registers.
  @inline(never)
  private func otherCategory(
    _ text: Span<UInt8>, at start: Int, _ table: inout CategoryTable
  ) -> (code: Int32, end: Int) {
    var index = start
    while text.byte(at: index) > ASCII.quote, text.byte(at: index) != rows.fields.delimiter {
      index &+= 1
    }
    return index == start ? (0, start) : (table.code(of: text, start..<index), index)
  }

  @inline(never)
  private func end(
    ofSkipped count: Int, _ text: Span<UInt8>, from start: Int, hasQuotes: Bool
  ) -> Int {
    rows.fields.end(ofUnquoted: count, text, from: start, hasQuotes: hasQuotes) ?? -1
  }
}
