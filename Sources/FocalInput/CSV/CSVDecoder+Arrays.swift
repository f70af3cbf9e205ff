/// Fields that are arrays, such as `[0.1 0.9]`, whose elements are columns.
extension CSVDecoder {
  func isWanted(_ columns: Range<Int>) -> Bool { columns.contains { actions[$0].isWanted } }

  /// Decodes the wanted columns of a field, and returns the index after it.
  mutating func decodeArrayField(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ row: Int, _ field: Int,
    _ arrays: CSVArrayColumns, _ rowLine: Int, _ lineCount: inout Int, _ batch: inout ColumnBatch
  ) throws(InputError) -> Int {
    let scanned = try scan(bytes, from: start, to: end, field, rowLine, &lineCount)
    let columns = arrays.columns[field]
    if arrays.areLists[field] {
      decodeList(bytes, scanned.text, columns.lowerBound, &batch)
    } else if columns.count == 1 {
      // An array of one element is the scalar, of labels too.
      let array = CSVArrayText(bytes, scanned.text.range)
      let only = array?.elements.count == 1 ? array?.elements.first : nil
      let text = only.map { ColumnBatch.Text(range: $0, escaping: scanned.text.escaping) }
      try decode(bytes, text ?? scanned.text, row, columns.lowerBound, rowLine, &batch)
    } else {
      let texts = try elements(bytes, scanned.text, columns, rowLine)
      for (column, text) in zip(columns, texts) where actions[column].isWanted {
        try decode(bytes, text, row, column, rowLine, &batch)
      }
    }
    return scanned.end
  }

  /// The texts of the elements of an array; a missing text is missing in all columns.
  private func elements(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ columns: Range<Int>, _ rowLine: Int
  ) throws(InputError) -> [ColumnBatch.Text] {
    let position = RowPosition(line: rowLine, field: columns.lowerBound + 1)
    guard let array = CSVArrayText(bytes, text.range) else {
      let found = String(lossy: bytes, text)
      guard MissingValue.isText(found) else {
        throw InputError(.notAnArray(found: found), at: position)
      }
      return columns.map { _ in text }
    }
    guard array.elements.count == columns.count else {
      throw InputError(
        .json(.elementCount(found: array.elements.count, expected: columns.count)), at: position)
    }
    return array.elements.map { ColumnBatch.Text(range: $0, escaping: text.escaping) }
  }

  /// Decodes an array as the texts of its elements, joined by semicolons.
  private mutating func decodeList(
    _ bytes: Span<UInt8>, _ text: ColumnBatch.Text, _ column: Int, _ batch: inout ColumnBatch
  ) {
    let action = actions[column]
    if let category = action.category, let array = CSVArrayText(bytes, text.range) {
      var list: [UInt8] = []
      for (place, element) in array.elements.enumerated() {
        if place > 0 { list.append(ASCII.semicolon) }
        list += bytes.copy(of: element)
      }
      batch.categories[category].append(categories[category].code(of: list.span, 0..<list.count))
    } else if let category = action.category {
      batch.categories[category].append(code(bytes, text, category))
    }
    if let place = action.text { batch.texts[place].append(text) }
  }

  /// Finds the kept columns in rows that have been decoded.
  func keepColumns(
    _ bytes: Span<UInt8>, _ arrays: CSVArrayColumns, _ batch: inout ColumnBatch
  ) {
    var isKept = Array(repeating: false, count: actions.count)
    for column in plan.keptFields { isKept[column] = true }
    for row in batch.rows {
      var start = row.lowerBound
      for columns in arrays.columns {
        guard let field = try? rows.fields.field(bytes, from: start, to: row.upperBound) else {
          preconditionFailure("the row has been decoded")
        }
        let array = columns.count == 1 ? nil : CSVArrayText(bytes, field.text.range)
        for (place, column) in columns.enumerated() where isKept[column] {
          let extent = rows.fields.extent(bytes, from: start, field)
          batch.fields.append(array?.elements[place] ?? extent)
        }
        start = field.end + 1
      }
    }
  }
}
