/// The wanted columns of the rows of a chunk.
package struct ColumnBatch: Sendable {
  /// The bytes of a text in its chunk.
  package struct Text: Equatable, Sendable {
    /// What in the bytes stands for other characters.
    package enum Escaping: Sendable {
      /// Nothing: the bytes are the text.
      case none
      /// Two quotes, which stand for one, as in delimited fields.
      case doubledQuotes
      /// A backslash with what follows it, as in JSON strings.
      case backslashes
    }

    /// Where it stands, without the quotes around it.
    package var range: Range<Int>
    /// What in it stands for other characters.
    package var escaping: Escaping

    init(range: Range<Int>, escaping: Escaping) {
      self.range = range
      self.escaping = escaping
    }

    /// The text of a kept field, in quotes where a quote stands before it.
    ///
    /// - Parameters:
    ///   - range: where it stands.
    ///   - bytes: the bytes of its chunk.
    ///   - isJSON: whether they are JSON.
    package init(ofField range: Range<Int>, in bytes: Span<UInt8>, isJSON: Bool) {
      let isQuoted = range.lowerBound > 0 && bytes[range.lowerBound - 1] == ASCII.quote
      self.init(
        range: range, escaping: !isQuoted ? .none : isJSON ? .backslashes : .doubledQuotes)
    }
  }

  /// The rows read.
  package internal(set) var rowCount = 0

  /// The lines of the chunk: rows, empty lines, and line feeds in quoted fields.
  package internal(set) var lineCount = 0

  /// The numbers of every block of the plan, row by row.
  ///
  /// They may be swapped for other arrays, which will be written over: so batches pass from stage
  /// to stage without a copy.
  package var numbers: [[Double]] = []

  /// The codes of every category column of the plan, row by row; ``RowDecoder/categories`` has
  /// their texts.
  package internal(set) var categories: [[Int32]] = []

  /// The texts of every text column of the plan, row by row.
  package internal(set) var texts: [[Text]] = []

  /// The extents of the rows in the chunk, without their line terminators; where they are wanted.
  package internal(set) var rows: [Range<Int>] = []

  /// Where the texts of the kept fields are, row by row, without quotes around them.
  package internal(set) var fields: [Range<Int>] = []

  /// The rows as text, in which the texts, rows and fields then are; nil where they are in the chunk.
  package internal(set) var textChunk: Chunk?

  /// What is wrong with the row after the last; nil where the chunk is read whole.
  package internal(set) var error: InputError?

  /// An empty batch, to be filled and filled again by a decoder.
  package init() {}
}

extension ColumnBatch {
  /// Empties the batch, and gives it a column for everything that a plan wants.
  mutating func prepare(_ plan: ColumnPlan, _ widths: [Int]) {
    if numbers.count != widths.count { numbers = widths.map { _ in [] } }
    Self.empty(&categories, plan.categories.count)
    Self.empty(&texts, plan.texts.count)
    rows.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    error = nil
  }

  private static func empty<Element>(_ columns: inout [[Element]], _ count: Int) {
    if columns.count != count { columns = Array(repeating: [], count: count) }
    for column in columns.indices { columns[column].removeAll(keepingCapacity: true) }
  }

  /// Makes room for the numbers of more rows.
  ///
  /// - Parameters:
  ///   - rowCount: the rows there is room for.
  ///   - widths: the widths of the blocks.
  /// - Returns: the rows there is room for now: twice as many, so that a row costs the same however
  ///   many there are.
  mutating func reserveRows(after rowCount: Int, _ widths: [Int]) -> Int {
    let count = max(2 * rowCount, 4096 / max(1, widths.reduce(0, +)), 1)
    for (block, width) in widths.enumerated() where numbers[block].count < count * width {
      let added = count * width - numbers[block].count
      numbers[block].append(contentsOf: repeatElement(0, count: added))
    }
    return count
  }

  /// Makes room for the numbers of a row.
  mutating func reserveRow(_ row: Int, _ widths: [Int]) {
    guard let width = widths.first, numbers[0].count < (row + 1) * width else { return }
    _ = reserveRows(after: row, widths)
  }

  /// Cuts the columns to the rows that are whole.
  mutating func finish(rowCount: Int, lineCount: Int, _ widths: [Int], keptCount: Int) {
    self.rowCount = rowCount
    self.lineCount = lineCount
    for (block, width) in widths.enumerated() {
      numbers[block].removeLast(numbers[block].count - rowCount * width)
    }
    // A row that broke off may have left a field.
    for column in categories.indices { Self.trim(&categories[column], rowCount) }
    for column in texts.indices { Self.trim(&texts[column], rowCount) }
    Self.trim(&fields, rowCount * keptCount)
  }

  private static func trim<Element>(_ column: inout [Element], _ count: Int) {
    if column.count > count { column.removeLast(column.count - count) }
  }
}
