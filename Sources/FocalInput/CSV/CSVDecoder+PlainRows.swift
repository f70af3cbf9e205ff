/// Rows in which no field has lines or doubled quotes in it, and no text is wanted.
extension CSVDecoder {
  /// The rows that are decoded so after one whose label is not usual, before that is asked again.
  private static var rowsOfOtherLabels: Int { 64 }

  /// Decodes rows as long as they are plain.
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
    plain.learnSingles(of: tables, delimiter: rows.fields.delimiter)
    var row = firstRow
    var isPlain = true
    while isPlain, row < rowLimit, index < end {
      let singles = plain.singles
      var limit = min(plain.rowCount, rowLimit - row)
      if let usual = plain.usual {
        let count = decodeUsualRows(
          text, from: &index, limit: limit, usual, singles, &plain.numbers, &plain.codes, &extents)
        plain.move(count, to: row, widths, &batch)
        row += count
        if count == limit { continue }
        limit = min(Self.rowsOfOtherLabels, limit - count)
      }
      let count = decode(
        text, from: &index, limit: limit, hasQuotes: hasQuotes, steps, singles, &plain.numbers,
        &plain.codes, &tables, &extents)
      plain.move(count, to: row, widths, &batch)
      row += count
      isPlain = count == limit
      // Labels may have been met for the first time.
      plain.learnSingles(of: tables, delimiter: rows.fields.delimiter)
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
          // Where there is none, this is no end either.
          if !endsField(text.byte(at: number.end)) { number = otherNumber(text, from: index) }
          guard !number.isNone else { break rows }
          numbers[numberCount] = number.value
          numberCount &+= 1
          index = number.end
        case .category(let column):
          let category = category(text, at: index, column, singles, &tables)
          guard category.end >= 0 else { break rows }
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

  /// The code of the category at an index and the index after it, −1 where it is left to the general
  /// way.
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

  /// Whether a field may end before a byte.
  @inline(__always)
  private func endsField(_ byte: UInt8) -> Bool {
    byte == rows.fields.delimiter || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }

  /// A field that may be quoted, or have spaces around it; nil where it has lines, or is empty and may
  /// stand on an empty line, which is no row.
  private func otherField(_ text: Span<UInt8>, from start: Int) -> CSVField? {
    guard let field = try? rows.fields.field(text, from: start, to: text.count),
      field.lineFeedCount == 0,
      field.end > start || text.byte(at: start &- 1) == rows.fields.delimiter,
      // Between blanks there is no empty field.
      !rows.fields.isBlankDelimited || !field.text.range.isEmpty
    else { return nil }
    return field
  }

  // What is rare, or takes long in any case, is no part of the loop: it would take its registers.
  @inline(never)
  private func otherCategory(
    _ text: Span<UInt8>, at start: Int, _ table: inout CategoryTable
  ) -> (code: Int32, end: Int) {
    guard let field = otherField(text, from: start), field.text.escaping == .none else {
      return (0, -1)
    }
    return (table.code(of: text, field.text.range), field.end)
  }

  /// A number in quotes or between spaces, or one that is missing and may be.
  @inline(never)
  private func otherNumber(_ text: Span<UInt8>, from start: Int) -> PlainNumber {
    guard let field = otherField(text, from: start),
      // Where this fails, the general way says where.
      let value = try? number(text, field.text, RowPosition(line: 0))
    else { return .none }
    return PlainNumber(value: value, end: field.end)
  }

  @inline(never)
  private func end(
    ofSkipped count: Int, _ text: Span<UInt8>, from start: Int, hasQuotes: Bool
  ) -> Int {
    rows.fields.end(ofUnquoted: count, text, from: start, hasQuotes: hasQuotes) ?? -1
  }
}
