// How arrays are decoded
// ======================
//
// The numbers of a chunk stand strip after strip: of each strip all rows of the chunk. The chunk knows
// its strips, so that files of other types are read by the same decoder. Numbers are converted many at a
// time, and looked at for NaN together; labels are converted so too, and those that are small whole
// numbers find their code in a table. Text is made only of what is written again or read as text.

/// Turns chunks of binary numbers into batches of columns.
package struct ArrayDecoder: RowDecoder {
  /// The texts of the category columns, in the order of the plan.
  package private(set) var categories: [CategoryTable]

  let plan: ColumnPlan
  private let widths: [Int]

  /// The codes of the labels that are whole numbers from 0 to 255, column after column; −1 where there
  /// is none.
  private var wholeCodes: [Int32]

  /// The strips of the chunk.
  private var strips: [NumberStrip] = []

  /// For each column the strip, the place in it, and the bytes of a row in the strips before it.
  private var places: [(strip: Int, column: Int, bytesBefore: Int)] = []

  /// The bytes of a row.
  private var rowByteCount = 0

  /// The columns of the chunk.
  var columnCount: Int { places.count }

  /// Labels as numbers.
  private var labels: [Double] = []

  /// A decoder.
  ///
  /// - Parameter plan: the columns wanted.
  package init(_ plan: ColumnPlan) {
    self.plan = plan
    categories = plan.categories.map { _ in CategoryTable() }
    widths = plan.numberBlocks.map(\.count)
    wholeCodes = Self.noCodes(plan)
  }

  private static func noCodes(_ plan: ColumnPlan) -> [Int32] {
    Array(repeating: -1, count: 256 * plan.categories.count)
  }

  /// Forgets the texts of the category columns, whose codes then mean nothing any more.
  package mutating func forgetCategories() {
    categories = plan.categories.map { _ in CategoryTable() }
    wholeCodes = Self.noCodes(plan)
  }

  /// Where a row stands, or a field of it: rows are counted as lines are.
  package func position(ofRow row: Int, field: Int?, in chunk: Chunk) -> RowPosition {
    RowPosition(line: row + 1, field: field.map { $0 + 1 })
  }

  /// Nothing: arrays have no lines to be shown.
  package func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt? { nil }

  /// Decodes a chunk.
  ///
  /// Stops at the first row in which a number is missing, and leaves the rows before it and the error
  /// in the batch. The line of the error's position is the row, counted from the beginning of the chunk.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - batch: takes the columns; what it held is replaced.
  package mutating func decode(_ chunk: Chunk, into batch: inout ColumnBatch) {
    batch.prepare(plan, widths)
    learn(chunk.strips)
    let chunkRowCount = rowByteCount > 0 ? chunk.rows.count / rowByteCount : 0
    var rowCount = chunkRowCount
    let bytes = chunk.bytes.span.extracting(chunk.rows)
    var hasNaN = false
    for (block, fields) in plan.numberBlocks.enumerated() {
      var numbers: [Double] = []
      swap(&numbers, &batch.numbers[block])
      hasNaN = decode(bytes, fields, chunkRowCount, into: &numbers) || hasNaN
      swap(&numbers, &batch.numbers[block])
    }
    if hasNaN, !plan.readsMissingAsNaN, let place = firstMissing(batch, rowCount) {
      let position = RowPosition(line: place.row + 1, field: place.field + 1)
      batch.error = InputError(.missingNumber(found: "nan"), at: position)
      rowCount = place.row
    }
    for (column, field) in plan.categories.enumerated() {
      addCodes(bytes, place(of: field, chunkRowCount), rowCount, column, to: &batch)
    }
    addTexts(bytes, rowCount, chunkRowCount, to: &batch)
    batch.finish(
      rowCount: rowCount, lineCount: rowCount, widths, keptCount: plan.keptFields.count)
  }

  /// Learns where the columns of a chunk stand, which is nearly always as in the chunk before.
  private mutating func learn(_ strips: [NumberStrip]) {
    guard strips != self.strips else { return }
    self.strips = strips
    places = []
    rowByteCount = 0
    for (index, strip) in strips.enumerated() {
      for column in 0..<strip.columnCount { places.append((index, column, rowByteCount)) }
      rowByteCount += strip.rowByteCount
    }
  }

  /// The type of the numbers of a column, and where they stand.
  func place(of field: Int, _ chunkRowCount: Int) -> (BinaryNumber, BinaryNumber.Places) {
    let place = places[field]
    let strip = strips[place.strip]
    let first = place.bytesBefore * chunkRowCount + place.column * strip.type.byteCount
    return (
      strip.type,
      BinaryNumber.Places(first: first, distance: strip.rowByteCount, count: chunkRowCount)
    )
  }

  /// Decodes a block of numbers, and returns whether there is a NaN among them.
  private func decode(
    _ bytes: Span<UInt8>, _ fields: [Int], _ rowCount: Int, into numbers: inout [Double]
  ) -> Bool {
    let count = rowCount * fields.count
    if numbers.count < count {
      numbers += Array(repeating: 0, count: count - numbers.count)
    }
    var target = numbers.mutableSpan
    if isWholeStrip(fields) {
      var (type, source) = place(of: fields[0], rowCount)
      source.distance = type.byteCount
      source.count = count
      type.read(bytes, source, into: &target, from: 0, every: 1)
    } else {
      for (offset, field) in fields.enumerated() {
        let (type, source) = place(of: field, rowCount)
        type.read(bytes, source, into: &target, from: offset, every: fields.count)
      }
    }
    return Self.hasNaN(numbers.span.extracting(first: count))
  }

  private static func hasNaN(_ numbers: Span<Double>) -> Bool {
    var index = 0
    // Blocks of a fixed size become vector instructions.
    while numbers.count &- index >= 64 {
      let block = numbers.extracting(index..<index &+ 64)
      var joined: UInt64 = 0
      // Zero of finite numbers, NaN of all others.
      for place in 0..<64 { joined |= (block[place] * 0).bitPattern }
      if joined << 1 != 0, block.indices.contains(where: { block[$0].isNaN }) { return true }
      index &+= 64
    }
    return (index..<numbers.count).contains { numbers[$0].isNaN }
  }

  /// Whether fields are all columns of a strip in their order, whose numbers then stand side by side.
  private func isWholeStrip(_ fields: [Int]) -> Bool {
    guard let first = fields.first, places[first].column == 0 else { return false }
    return fields.count == strips[places[first].strip].columnCount
      && fields.indices.allSatisfy { fields[$0] == first + $0 }
  }

  /// The first row in which a number is NaN, and the first such field of it.
  private func firstMissing(_ batch: ColumnBatch, _ rowCount: Int) -> (row: Int, field: Int)? {
    for row in 0..<rowCount {
      var missing: Int?
      for (block, fields) in plan.numberBlocks.enumerated() {
        for (offset, field) in fields.enumerated()
        where batch.numbers[block][row * fields.count + offset].isNaN {
          missing = min(missing ?? field, field)
        }
      }
      if let missing { return (row, missing) }
    }
    return nil
  }

  /// Adds the codes of a column of labels.
  private mutating func addCodes(
    _ bytes: Span<UInt8>, _ place: (type: BinaryNumber, source: BinaryNumber.Places),
    _ rowCount: Int, _ column: Int, to batch: inout ColumnBatch
  ) {
    let (type, source) = place
    if labels.count < source.count {
      labels += Array(repeating: 0, count: source.count - labels.count)
    }
    var target = labels.mutableSpan
    type.read(bytes, source, into: &target, from: 0, every: 1)
    var codes: [Int32] = []
    swap(&codes, &batch.categories[column])
    codes.append(contentsOf: repeatElement(0, count: rowCount))
    var text: [UInt8] = []
    var row = 0
    while true {
      row = copyKnownCodes(column, from: row, to: rowCount, into: &codes)
      guard row < rowCount else { break }
      // A label that is met for the first time, or one that is no small whole number.
      text.removeAll(keepingCapacity: true)
      let whole = Self.whole(labels[row])
      if whole < 256 {
        text += String(whole).utf8
      } else {
        type.appendText(bytes, at: source.first + row * source.distance, to: &text)
      }
      codes[row] = categories[column].code(of: text.span, text.indices)
      if whole < 256 { wholeCodes[256 * column + whole] = codes[row] }
      row += 1
    }
    swap(&codes, &batch.categories[column])
  }

  /// Copies the codes of labels up to the first that has none yet, and returns its row.
  private func copyKnownCodes(
    _ column: Int, from firstRow: Int, to end: Int, into codes: inout [Int32]
  ) -> Int {
    let known = wholeCodes.span.extracting(256 * column..<256 * column + 256)
    let labels = labels.span.extracting(first: end)
    var target = codes.mutableSpan
    var row = firstRow
    while row < end {
      let whole = Self.whole(labels[row])
      guard whole < 256, known[whole] >= 0 else { break }
      target[row] = known[whole]
      row &+= 1
    }
    return row
  }

  /// The number as an integer if it is a whole one from 0 to 255; any larger one if not.
  @inline(__always)
  private static func whole(_ number: Double) -> Int {
    // Beyond 2⁵² the last bits of a double count ones.
    let shifted = number + 0x1p52
    let whole = shifted.bitPattern &- (0x1p52).bitPattern
    return whole < 256 && shifted - 0x1p52 == number ? Int(truncatingIfNeeded: whole) : .max
  }
}
