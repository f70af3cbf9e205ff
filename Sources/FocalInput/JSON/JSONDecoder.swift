// How JSON is read
// ================
//
// A reader finds the rows, whatever the layout of the file, and a decoder makes columns of them:
//
//   JSONSniffer ─▶ JSONReader ─▶ JSONBeginning ─▶ JSONHeader          which layout; the first row; its fields
//                      │
//                      ├ lines ───────────────────── ChunkReader      a row a line: cut at line feeds alone
//                      ├ values, rows, by key, split  JSONRowCutter    rows cut by JSONCutter, told by extents
//                      └ columns, by key ──────────── JSONColumns      columns held, rows made of them
//
//   chunk ─▶ JSONDecoder ─┬ decodePlainRows  (+PlainRows)   rows written as one before: 420 instructions
//                         └ decodeRow        (+Rows)        any row, and every error:  3,000
//
// (for a label and a probability of 17 digits; with spacings that change from row to row 570.)
//
// - decodePlainRows knows a row as pieces between values (``JSONPlainRow``), compared eight bytes at a
//   time. It stops at a row that differs in more than values, tries the other spacings met so far, and
//   hands the row over to decodeRow; `learn` takes the spacing of that row over, up to eight of them.
//   Rows that teach nothing (a null, members in another order) are asked ever more rarely.
// - decodeRow goes through ``JSONFieldTree``, the wanted part of the first row's structure, and throws
//   ``JSONFault`` with an index; lines and columns are counted only when an error leaves the decoder.
// - JSONCutter checks nothing, so it is fast; JSONScanner checks everything. What the cutter cuts is
//   checked by the decoder, once.
//
// What holds in both loops, and must when one is changed: a row is taken whole or left untouched; what
// decodePlainRows takes must be JSON to the letter, as decodeRow reads it (`isJSONNumber`).
// `JSONPlainRowsTests` holds the loops against each other.

/// Turns chunks of JSON rows into batches of columns.
///
/// Every row is read once, from its first byte to its last. What is not wanted is checked and passed
/// over; numbers are read where they stand. Rows that are written as those before are decoded many at
/// a time.
package struct JSONDecoder: RowDecoder {
  /// The texts of the category columns, in the order of the plan.
  package internal(set) var categories: [CategoryTable]

  let plan: ColumnPlan
  let tree: JSONFieldTree
  let actions: [FieldAction]
  let widths: [Int]
  let parser = NumberParser()

  let header: JSONHeader
  let scanner: JSONScanner

  /// Reads names, and what is passed over.
  let passingScanner: JSONScanner

  /// The ways in which rows are written, as far as they have been met, and the one met last.
  var spacings: [JSONPlainRow] = []
  var lastSpacing = 0

  /// The rows to pass before another is learned from, and how many that were the last time.
  private var unlearnedCount = 0
  private var patience = 0

  /// The rows that are written so; nil where every row is decoded for itself.
  var plainRows: PlainRows?

  /// The objects and arrays that are open, from the row inwards, without the innermost.
  var open: [Container] = []

  /// The row in which each node was met last: no object has a wanted member twice.
  var lastRows: [Int]
  var rowSerial = 0

  /// An object or an array of which something is wanted.
  struct Container {
    var node: Int
    /// The index of its bracket.
    var start: Int
    /// The elements passed, or the members of the first row up to the one met last.
    var next = 0
    var foundCount = 0
    var isFresh = true
  }

  /// A decoder.
  ///
  /// - Parameters:
  ///   - plan: the fields wanted, by their place in the header.
  ///   - header: the fields of a row.
  ///   - layout: how the file is written, as the reader found it.
  package init(_ plan: ColumnPlan, _ header: JSONHeader, _ layout: JSONLayout) {
    let actions = FieldAction.all(of: plan, fieldCount: header.paths.count)
    self.plan = plan
    self.header = header
    self.actions = actions
    scanner = JSONScanner(rowsAreLines: layout == .lines)
    passingScanner = JSONScanner(rowsAreLines: layout == .lines, readsStrings: false)
    categories = plan.categories.map { _ in CategoryTable() }
    widths = plan.numberBlocks.map(\.count)
    tree = JSONFieldTree(header.shape) { actions[$0].isWanted }
    lastRows = Array(repeating: 0, count: tree.nodes.count)
    // Of a long member every value would be a step.
    plainRows = header.hasWholes ? nil : PlainRows(plan, actions, joinsSkipped: false)
  }

  /// Decodes a chunk.
  ///
  /// Stops at the first row with something wrong, and leaves the rows before it and the error in the
  /// batch.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - batch: takes the columns; what it held is replaced.
  package mutating func decode(_ chunk: Chunk, into batch: inout ColumnBatch) {
    decode(chunk, rowLimit: .max, into: &batch)
  }

  /// Forgets the texts of the category columns, whose codes then mean nothing any more.
  package mutating func forgetCategories() { categories = categories.map { _ in CategoryTable() } }

  /// Where a row stands, or a field of it.
  ///
  /// Costs a second reading of the chunk; for errors and warnings.
  ///
  /// - Parameters:
  ///   - row: the row, counted from 0.
  ///   - field: the field, counted from 0; nil for the whole row.
  ///   - chunk: the chunk, which has been decoded beyond the row.
  /// - Returns: the position.
  package func position(ofRow row: Int, field: Int?, in chunk: Chunk) -> RowPosition {
    var plan = ColumnPlan()
    plan.keepsRows = true
    if let field { plan.texts = [field] }
    var decoder = JSONDecoder(plan, header, scanner.rowsAreLines ? .lines : .values)
    var batch = ColumnBatch()
    decoder.decode(chunk, rowLimit: row + 1, into: &batch)
    guard row < batch.rowCount else { return batch.error?.position ?? RowPosition(line: 1) }
    guard let field else { return chunk.position(of: batch.rows[row].lowerBound) }
    let text = batch.texts[0][row].range.lowerBound
    // The quote before a string belongs to the value.
    let isString = text > 0 && chunk.bytes[text - 1] == ASCII.quote
    return chunk.position(of: isString ? text - 1 : text, field: field)
  }

  private mutating func decode(_ chunk: Chunk, rowLimit: Int, into batch: inout ColumnBatch) {
    batch.prepare(plan, widths)
    let bytes = chunk.bytes.span
    var row = 0
    var lineCount = chunk.skippedLineCount
    do throws(JSONFault) {
      if let extents = chunk.extents {
        try decodeExtents(bytes, extents, &row, rowLimit, &batch)
      } else {
        try decodeLines(
          bytes.extracting(first: chunk.rows.upperBound), from: chunk.rows.lowerBound, &row,
          rowLimit,
          &lineCount, &batch)
      }
    } catch {
      let position = chunk.position(of: error.index, field: error.field)
      batch.error = InputError(error.problem, at: position)
    }
    batch.finish(
      rowCount: row, lineCount: lineCount, widths, keptCount: plan.keptFields.count)
  }

  /// Decodes rows that are lines, of which empty ones are passed over.
  private mutating func decodeLines(
    _ bytes: Span<UInt8>, from start: Int, _ row: inout Int, _ rowLimit: Int,
    _ lineCount: inout Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) {
    var index = start
    while row < rowLimit {
      index = scanner.skipLinesOfSpaces(bytes, from: index, &lineCount)
      row += decodePlainRows(bytes, nil, from: &index, row, rowLimit, &lineCount, &batch)
      guard row < rowLimit else { return }
      index = scanner.skipLinesOfSpaces(bytes, from: index, &lineCount)
      guard index < bytes.count else {
        // The last line of a file may lack its line feed.
        if index > start, bytes[index - 1] != ASCII.lineFeed { lineCount += 1 }
        return
      }
      let rowEnd = try decodeRow(bytes, from: index, row, &batch)
      let next = scanner.skipSpaces(bytes, from: rowEnd)
      guard next == bytes.count || bytes[next] == ASCII.lineFeed else {
        throw scanner.unexpected(bytes, at: next, .endOfLine)
      }
      if plan.keepsRows { batch.rows.append(index..<rowEnd) }
      learn(index..<rowEnd, bytes)
      row += 1
      index = next
    }
  }

  /// Decodes rows that the reader has found.
  private mutating func decodeExtents(
    _ bytes: Span<UInt8>, _ extents: [Range<Int>], _ row: inout Int, _ rowLimit: Int,
    _ batch: inout ColumnBatch
  ) throws(JSONFault) {
    let rowLimit = min(extents.count, rowLimit)
    var noIndex = 0
    var noLineCount = 0
    while row < rowLimit {
      row += decodePlainRows(bytes, extents, from: &noIndex, row, rowLimit, &noLineCount, &batch)
      guard row < rowLimit else { return }
      let extent = extents[row]
      let bytes = bytes.extracting(first: extent.upperBound)
      let rowEnd = try decodeRow(bytes, from: extent.lowerBound, row, &batch)
      guard rowEnd == bytes.count else {
        throw scanner.unexpected(bytes, at: rowEnd, .commaOrClosing)
      }
      if plan.keepsRows { batch.rows.append(extent) }
      learn(extent, bytes)
      row += 1
    }
  }

  /// Learns from a row how rows are written, unless rows like it have nothing to teach.
  ///
  /// A row can be special for its values alone, such as a null. So after a row from which nothing is
  /// learned twice as many pass untried, and looking costs little beside decoding them one by one.
  private mutating func learn(_ row: Range<Int>, _ bytes: Span<UInt8>) {
    guard let plainRows else { return }
    guard unlearnedCount == 0 else {
      unlearnedCount -= 1
      return
    }
    if spacings.count < Self.spacingCount,
      let spacing = JSONPlainRow(row, of: bytes, header.shape, plan, plainRows, passingScanner),
      !spacings.contains(spacing)
    {
      lastSpacing = spacings.count
      spacings.append(spacing)
      patience = 0
    } else {
      patience = min(2 * patience + 1, 1 << 10)
      unlearnedCount = patience
    }
  }

  /// The ways of writing rows that are remembered: more are no habit of a program.
  private static let spacingCount = 8
}
