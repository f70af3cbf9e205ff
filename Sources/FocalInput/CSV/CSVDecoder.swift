// How delimited rows are decoded
// ==============================
//
// A chunk is whole rows; a plan says which fields of them are wanted, and as what. Four loops decode
// rows, each for fewer kinds of them than the next, and each gives the same columns, bit by bit, as the
// last, which knows everything:
//
//   loop                   where               rows                                      instructions a row
//   decodeLongPairs        +UsualRows          a label of one byte that has been met             147  (274)
//                                              and one number of 1 digit and 15 places or more
//   decodeOtherUsualRows   +UsualRows          such a label and any numbers                      266  (332)
//                                              the same with ten logits                        2,088 (2,496)
//   decodePlainRows        +PlainRows          no field with lines in it, no doubled quotes;     338
//                                              texts are not wanted
//   decodeRow              this file           any row, and every error (with an id as text)  1,513
//
// The numbers are those of `valgrind --tool=callgrind`, for a label and a probability of 17 digits (of 4
// in the second line) unless the table says otherwise, and 35 more where rows are kept; in brackets, what
// the same rows take in the next loop. That is what a loop buys. One that buys less than 3 % goes.
//
//   decode ─▶ decodePlainRows ─▶ decodeUsualRows ─▶ decodeLongPairs          rows of numbers and labels
//     │              │                  └─────────▶ decodeOtherUsualRows
//     │              └──────────▶ decode(steps)                              the first other row, and up to
//     └────────▶ decodeRow                                                   63 after it
//
// Who hands over to whom, and for how many rows:
//
// - decodeLongPairs stops at a row that is no long pair. After a run of them that row is mostly the only
//   one, so decodeOtherUsualRows takes 1; where there was no run it takes 32 (`rowsAfterRun`,
//   `rowsWithoutRun`), so that a file of short numbers is hardly asked whether they are long. A minus is
//   another matter: from the first on, decodeLongPairs looks for one in every number.
// - decodeUsualRows stops at a row that has no usual label. Then decode(steps) takes 64 rows at once
//   (`rowsOfOtherLabels`): labels of several bytes come again and again, but a label of one byte that is
//   met for the first time comes once, and is usual from the next 64 on (PlainRows.learnSingles).
// - decode(steps) stops at a row that is not plain; decodeRow takes that one row, and all begins anew.
//
// What holds in all of them, and must when one is changed:
//
// - A loop writes a row only once all of it is read, and leaves `position` at the beginning of the first
//   row that it has not taken. So the next loop, or the error, finds the row untouched.
// - No loop but decodeRow throws, counts lines within fields, or knows where a field stands.
// - Numbers and codes go into the room of ``PlainRows`` as they stand in the rows, and are moved to their
//   blocks and columns many rows at a time.
// - An empty line is no row, and its text no label: an empty field that stands first is left to decodeRow
//   (`otherField`).
// - `CSVPlainRowsTests` and `CSVDecoderRandomTests` hold the loops against each other and against a
//   reader of a few lines.

/// Turns chunks of delimited rows into batches of columns.
///
/// Fields that are not wanted cost a look at each of their bytes and nothing else. Rows in which
/// nothing is out of the ordinary are decoded many at a time, all others one by one.
package struct CSVDecoder: RowDecoder {
  /// The texts of the category columns, in the order of the plan.
  package internal(set) var categories: [CategoryTable]

  let plan: ColumnPlan
  let rows: CSVRowScanner
  let parser = NumberParser()

  /// The widths of the number blocks.
  let widths: [Int]

  /// What is done with each field of a row.
  let actions: [FieldAction]

  /// The fields of every row.
  private let fieldCount: Int

  /// The fields that are arrays; nil where none is.
  let arrays: CSVArrayColumns?

  /// The rows in which nothing is out of the ordinary, which nearly all are; nil where every row is
  /// decoded for itself.
  var plainRows: PlainRows?

  /// A decoder.
  ///
  /// - Parameters:
  ///   - plan: the fields wanted.
  ///   - fieldCount: the columns, which are the fields that every row must have unless one is an array.
  ///   - delimiter: the byte between two fields.
  package init(_ plan: ColumnPlan, fieldCount: Int, delimiter: UInt8) {
    self.init(plan, fieldCount: fieldCount, delimiter: delimiter, arrays: nil)
  }

  /// A decoder of rows of which some fields are arrays.
  init(_ plan: ColumnPlan, fieldCount: Int, delimiter: UInt8, arrays: CSVArrayColumns?) {
    self.plan = plan
    self.arrays = arrays
    self.fieldCount = arrays?.columns.count ?? fieldCount
    rows = CSVRowScanner(delimiter)
    categories = plan.categories.map { _ in CategoryTable() }
    widths = plan.numberBlocks.map(\.count)
    actions = FieldAction.all(of: plan, fieldCount: fieldCount)
    // A delimiter that can stand in a number would be taken for a part of it.
    let isInNumber = "0123456789+-.eEinftyINFTY".utf8.contains(delimiter)
    plainRows = isInNumber ? nil : PlainRows(plan, actions, joinsSkipped: true)
    // Fields that are passed over are counted by delimiters, of which several blanks are one.
    if rows.fields.isBlankDelimited, plainRows?.skipsFields == true { plainRows = nil }
    if arrays != nil { plainRows = nil }
  }

  /// Decodes a chunk.
  ///
  /// Stops at the first row with something wrong, and leaves the rows before it and the error in the
  /// batch. The line of the error's position counts from the beginning of the chunk.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - batch: takes the columns; what it held is replaced.
  package mutating func decode(_ chunk: Chunk, into batch: inout ColumnBatch) {
    decode(chunk, rowLimit: .max, into: &batch)
  }

  /// Forgets the texts of the category columns, whose codes then mean nothing any more.
  package mutating func forgetCategories() {
    categories = categories.map { _ in CategoryTable() }
    plainRows?.forgetSingles()
  }

  /// Where a row stands, or a field of it: the line counted from the beginning of the chunk.
  ///
  /// Costs a second reading of the chunk; for errors and warnings.
  ///
  /// - Parameters:
  ///   - row: the row, counted from 0.
  ///   - field: the field, counted from 0; nil for the whole row.
  ///   - chunk: the chunk, which has been decoded beyond the row.
  /// - Returns: the position.
  package func position(ofRow row: Int, field: Int?, in chunk: Chunk) -> RowPosition {
    var decoder = CSVDecoder(
      ColumnPlan(), fieldCount: actions.count, delimiter: rows.fields.delimiter, arrays: arrays)
    var batch = ColumnBatch()
    decoder.decode(chunk, rowLimit: row, into: &batch)
    let position = RowPosition(line: batch.lineCount + 1, field: field.map { $0 + 1 })
    return arrays.map { position.counted(by: $0) } ?? position
  }

  private mutating func decode(_ chunk: Chunk, rowLimit: Int, into batch: inout ColumnBatch) {
    batch.prepare(plan, widths)
    let bytes = chunk.bytes.span
    let end = chunk.rows.upperBound
    var lineCount = 0
    var rowCount = 0
    var index = chunk.rows.lowerBound
    let hasQuotes = plainRows?.skipsFields == true && bytes.contains(ASCII.quote, in: index..<end)
    while index < end, rowCount < rowLimit {
      let plainCount = decodePlainRows(
        bytes, from: &index, to: end, hasQuotes: hasQuotes, rowCount, rowLimit, &batch)
      rowCount += plainCount
      lineCount += plainCount
      guard index < end, rowCount < rowLimit else { break }
      // The next row is none of those, or stands after an empty line.
      index = rows.skipEmptyLines(bytes, from: index, to: end, &lineCount)
      guard index < end else { break }
      let rowStart = index
      let rowLine = lineCount + 1
      batch.reserveRow(rowCount, widths)
      do throws(InputError) {
        index = try decodeRow(bytes, from: index, to: end, rowCount, rowLine, &lineCount, &batch)
      } catch {
        // A word of a comment between blanks is a field like any other.
        let isComment = rows.fields.isBlankDelimited && isComment(bytes, at: rowStart, to: end)
        batch.error =
          isComment
          ? InputError(.comment, at: RowPosition(line: rowLine))
          : arrays.map { error.counted(by: $0) } ?? error
        break
      }
      if plan.keepsRows { batch.rows.append(rowStart..<index) }
      rowCount += 1
      lineCount += 1
      index = rows.skipTerminator(bytes, at: index, to: end)
    }
    // Where only some rows are wanted, the lines before the next one count.
    if batch.error == nil { _ = rows.skipEmptyLines(bytes, from: index, to: end, &lineCount) }
    keepFields(bytes, &batch)
    batch.finish(
      rowCount: rowCount, lineCount: lineCount, widths, keptCount: plan.keptFields.count)
  }

  /// Decodes one row and returns the index after its last field.
  private mutating func decodeRow(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ row: Int, _ rowLine: Int,
    _ lineCount: inout Int, _ batch: inout ColumnBatch
  ) throws(InputError) -> Int {
    var index = start
    var field = 0
    while true {
      if let arrays, field < fieldCount, isWanted(arrays.columns[field]) {
        index = try decodeArrayField(
          bytes, from: index, to: end, row, field, arrays, rowLine, &lineCount, &batch)
      } else if arrays == nil, field < fieldCount, actions[field].isWanted {
        index = try decodeField(
          bytes, from: index, to: end, row, field, rowLine, &lineCount, &batch)
      } else if rows.fields.isQuoted(bytes, at: index, to: end) {
        index = try scan(bytes, from: index, to: end, field, rowLine, &lineCount).end
      } else {
        index = rows.fields.endOfUnquoted(bytes, from: index, to: end)
      }
      field += 1
      guard index < end, rows.fields.isDelimiter(bytes[index]) else { break }
      index += 1
    }
    guard field == fieldCount else {
      throw InputError(
        isComment(bytes, at: start, to: end)
          ? .comment : .fieldCount(found: field, expected: fieldCount),
        at: RowPosition(line: rowLine))
    }
    return index
  }

  private func isComment(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> Bool {
    bytes.byte(at: rows.fields.skipBlanks(bytes, from: start, to: end)) == UInt8(ascii: "#")
  }

  /// Decodes a wanted field, whatever stands in it, and returns the index after it.
  private mutating func decodeField(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ row: Int, _ field: Int, _ rowLine: Int,
    _ lineCount: inout Int, _ batch: inout ColumnBatch
  ) throws(InputError) -> Int {
    let scanned = try scan(bytes, from: start, to: end, field, rowLine, &lineCount)
    try decode(bytes, scanned.text, row, field, rowLine, &batch)
    return scanned.end
  }

  /// Decodes the text of a wanted column.
  mutating func decode(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ row: Int, _ column: Int, _ rowLine: Int,
    _ batch: inout ColumnBatch
  ) throws(InputError) {
    let action = actions[column]
    if let (block, offset) = action.number {
      batch.numbers[block][row * widths[block] + offset] = try number(
        bytes, text, RowPosition(line: rowLine, field: column + 1))
    }
    if let column = action.category {
      batch.categories[column].append(code(bytes, text, column))
    }
    if let column = action.text {
      batch.texts[column].append(text)
    }
  }

  func scan(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ field: Int, _ rowLine: Int,
    _ lineCount: inout Int
  ) throws(InputError) -> CSVField {
    do throws(InputError.Problem) {
      let scanned = try rows.fields.field(bytes, from: start, to: end)
      lineCount += scanned.lineFeedCount
      return scanned
    } catch {
      let column = arrays.flatMap { $0.columns.indices.contains(field) ? $0.columns[field] : nil }
      throw InputError(
        error, at: RowPosition(line: rowLine, field: (column?.lowerBound ?? field) + 1))
    }
  }

  /// The number that a text is, spaces around it aside.
  func number(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ position: RowPosition
  ) throws(InputError) -> Double {
    // Quoted numbers may have spaces around them too.
    let range = rows.fields.trimmed(bytes, text.range)
    switch parser.parse(bytes, from: range.lowerBound, to: range.upperBound) {
    case .number(let value, let end) where end == range.upperBound: return value
    case .overflow(let end) where end == range.upperBound:
      throw InputError(.numberTooLarge(found: String(lossy: bytes, text)), at: position)
    default:
      // An array of one element is the scalar.
      if let only = CSVArrayText(bytes, range)?.elements, only.count == 1 {
        return try number(
          bytes, ColumnBatch.Text(range: only[0], escaping: text.escaping), position)
      }
      let trimmed = ColumnBatch.Text(range: range, escaping: text.escaping)
      let found = String(lossy: bytes, trimmed)
      guard MissingValue.isText(found) else {
        throw InputError(notANumber(String(lossy: bytes, text)), at: position)
      }
      if plan.readsMissingAsNaN { return .nan }
      throw InputError(.missingNumber(found: found), at: position)
    }
  }

  private func notANumber(_ found: String) -> InputError.Problem {
    parser.hasDecimalComma(Array(found.utf8))
      ? .decimalComma(found: found, isDelimiter: rows.fields.delimiter == ASCII.comma)
      : .notANumber(found: found)
  }

  mutating func code(_ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ column: Int) -> Int32 {
    guard text.escaping != .none else { return categories[column].code(of: bytes, text.range) }
    let unescaped = text.bytes(in: bytes)
    return categories[column].code(of: unescaped.span, 0..<unescaped.count)
  }
}
