extension ColumnBatch {
  /// Empties the batch, and gives it a column for everything that a plan wants.
  mutating func prepare(_ plan: ColumnPlan, _ widths: [Int]) {
    if numbers.count != widths.count { numbers = widths.map { _ in [] } }
    Self.empty(&categories, plan.categories.count)
    Self.empty(&texts, plan.texts.count)
    rows.removeAll(keepingCapacity: true)
    error = nil
  }

  private static func empty<Element>(_ columns: inout [[Element]], _ count: Int) {
    if columns.count != count { columns = Array(repeating: [], count: count) }
    for column in columns.indices { columns[column].removeAll(keepingCapacity: true) }
  }

  /// Makes room for the numbers of a row.
  mutating func reserveRow(_ row: Int, _ widths: [Int]) {
    for (block, width) in widths.enumerated() where numbers[block].count < (row + 1) * width {
      // Doubling, so that a row costs the same however many there are.
      let more = max(4096, row * width, width)
      numbers[block] += Array(repeating: 0, count: more)
    }
  }

  /// Cuts the columns to the rows that are whole.
  mutating func finish(rowCount: Int, lineCount: Int, _ widths: [Int]) {
    self.rowCount = rowCount
    self.lineCount = lineCount
    for (block, width) in widths.enumerated() {
      numbers[block].removeLast(numbers[block].count - rowCount * width)
    }
    // A row that broke off may have left a field.
    for column in categories.indices { Self.trim(&categories[column], rowCount) }
    for column in texts.indices { Self.trim(&texts[column], rowCount) }
  }

  private static func trim<Element>(_ column: inout [Element], _ count: Int) {
    if column.count > count { column.removeLast(column.count - count) }
  }
}
