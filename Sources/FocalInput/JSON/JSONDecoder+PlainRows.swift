/// Rows whose values alone differ from the row before.
extension JSONDecoder {
  /// Decodes rows as long as they are plain, in whichever of the known spacings each is.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the chunk, up to the end of the rows.
  ///   - extents: where the rows are; nil where a row is a line.
  ///   - index: the beginning of a row; becomes that of the first that is not plain.
  ///   - firstRow: the rows decoded before.
  ///   - rowLimit: the rows to decode at most, those before included.
  ///   - lineCount: is increased by the ends of lines passed over.
  ///   - batch: takes the columns.
  /// - Returns: the rows decoded.
  mutating func decodePlainRows(
    _ bytes: Span<UInt8>, _ extents: [Range<Int>]?, from index: inout Int, _ firstRow: Int,
    _ rowLimit: Int, _ lineCount: inout Int, _ batch: inout ColumnBatch
  ) -> Int {
    // Moved out, so that nobody asks for each number whether an array is shared.
    guard !spacings.isEmpty, var plain = plainRows else { return 0 }
    plainRows = nil
    var tables = categories
    categories = []
    var kept = KeptRows(plan, actions, &batch)
    // Fields that are written otherwise are read as text.
    let skippingScanner = kept.keepsFields && !plan.keepsValues ? scanner : passingScanner
    var row = firstRow
    var isPlain = true
    while isPlain, row < rowLimit {
      let limit = min(plain.rowCount, rowLimit - row)
      var count = 0
      var triedCount = 0
      while count < limit, triedCount < spacings.count {
        let before = count
        count = Self.decode(
          parser, scanner, skippingScanner, bytes, extents, from: &index, at: before, limit: limit,
          firstRow: row,
          spacings[lastSpacing], before * plain.numberCount, &plain.numbers,
          before * plain.codeCount, &plain.codes, &tables, &kept)
        kept.cut(to: row + count)
        guard count < limit else { break }
        // The next row may be written as another was.
        triedCount = count > before ? 1 : triedCount + 1
        lastSpacing = lastSpacing + 1 < spacings.count ? lastSpacing + 1 : 0
      }
      if extents == nil { lineCount += count }
      plain.move(count, to: row, widths, &batch)
      row += count
      isPlain = count == limit
    }
    kept.moveBack(to: &batch)
    categories = tables
    plainRows = plain
    return row - firstRow
  }

  // Of the type rather than a value, which would be copied with all its arrays for each call.
  private static func decode(
    _ parser: NumberParser, _ scanner: JSONScanner, _ skippingScanner: JSONScanner,
    _ text: Span<UInt8>,
    _ extents: [Range<Int>]?, from position: inout Int, at first: Int,
    limit: Int, firstRow: Int, _ spacing: JSONPlainRow,
    _ firstNumber: Int, _ numberRoom: inout [Double], _ firstCode: Int, _ codeRoom: inout [Int32],
    _ tables: inout [CategoryTable], _ kept: inout KeptRows
  ) -> Int {
    var numberCount = firstNumber
    var codeCount = firstCode
    var numbers = numberRoom.mutableSpan
    var codes = codeRoom.mutableSpan
    let steps = spacing.steps
    let words = spacing.words.span
    let starts = spacing.starts.span
    for row in first..<limit {
      let start = extents?[firstRow &+ row].lowerBound ?? position
      var index = start
      for field in steps.indices {
        let piece = words.extracting(starts[field]..<starts[field &+ 1])
        guard let valueStart = JSONPlainRow.end(piece, in: text, at: index) else { return row }
        index = valueStart
        switch steps[field] {
        case .number:
          var number = parser.parsePlain(text, from: index)
          if number.isNone {
            number = parser.parseOther(text, from: index)
            guard (try? scanner.scalar(text, from: valueStart)) == number.end else {
              return row
            }
          } else if !isJSONNumber(text, valueStart, number.end) {
            return row
          }
          numbers[numberCount] = number.value
          index = number.end
          numberCount &+= 1
        case .category(let column):
          guard let code = code(scanner, text, from: &index, &tables[column]) else {
            return row
          }
          codes[codeCount] = code
          codeCount &+= 1
        case .skip:
          guard let end = try? skippingScanner.scalar(text, from: valueStart) else {
            return row
          }
          index = end
        }
        if kept.keepsFields { kept.keep(field, text, valueStart..<index) }
      }
      let last = words.extracting(starts[steps.count]..<words.count)
      guard let end = JSONPlainRow.end(last, in: text, at: index) else {
        return row
      }
      if let extents {
        guard end == extents[firstRow &+ row].upperBound else { return row }
      } else {
        // The last line of all, which may end otherwise, is left to the general way.
        index = text.byte(at: end) == ASCII.carriageReturn ? end &+ 1 : end
        guard text.byte(at: index) == ASCII.lineFeed else { return row }
        position = index &+ 1
      }
      if kept.keepsRows { kept.rows.append(start..<end) }
    }
    return limit
  }

  /// The code of a text without escapes, or of a digit; nil where a value is anything else.
  @inline(__always)
  private static func code(
    _ scanner: JSONScanner, _ text: Span<UInt8>, from index: inout Int, _ table: inout CategoryTable
  ) -> Int32? {
    let byte = text.byte(at: index)
    // A digit stands alone, since the next piece begins with none.
    if byte &- ASCII.zero < 10 {
      index &+= 1
      return table.code(of: byte)
    }
    guard byte == ASCII.quote, let string = try? scanner.string(text, from: index),
      !string.hasEscapes
    else { return nil }
    index = string.end
    return table.code(of: text, string.range)
  }

  /// Whether a number without an exponent is one of JSON too: no zero before other digits, and digits
  /// after a point.
  @inline(__always)
  private static func isJSONNumber(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = text.byte(at: start) == ASCII.minus ? start &+ 1 : start
    let hasZero = text.byte(at: first) == ASCII.zero
    return !(hasZero && text.byte(at: first &+ 1) &- ASCII.zero < 10)
      && text.byte(at: end &- 1) != ASCII.point
  }
}

/// Where plain rows and fields of them are, moved out of a batch to be added to.
private struct KeptRows {
  let keepsRows: Bool
  let keepsFields: Bool

  /// Whether each field is kept.
  private let isKept: [Bool]
  private let fieldCount: Int
  var rows: [Range<Int>] = []
  private var fields: [Range<Int>] = []

  init(_ plan: ColumnPlan, _ actions: [FieldAction], _ batch: inout ColumnBatch) {
    keepsRows = plan.keepsRows
    fieldCount = plan.keptFields.count
    keepsFields = fieldCount > 0
    isKept = keepsFields ? actions.map { $0.kept != nil } : []
    swap(&rows, &batch.rows)
    swap(&fields, &batch.fields)
  }

  /// Notes where the text of a value is, if its field is kept.
  mutating func keep(_ field: Int, _ text: Span<UInt8>, _ value: Range<Int>) {
    guard isKept[field] else { return }
    let isString = text.byte(at: value.lowerBound) == ASCII.quote
    fields.append(isString ? value.lowerBound &+ 1..<value.upperBound &- 1 : value)
  }

  /// Forgets the fields of a row that broke off.
  mutating func cut(to rowCount: Int) {
    fields.removeLast(fields.count - rowCount * fieldCount)
  }

  mutating func moveBack(to batch: inout ColumnBatch) {
    swap(&rows, &batch.rows)
    swap(&fields, &batch.fields)
  }
}
