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
