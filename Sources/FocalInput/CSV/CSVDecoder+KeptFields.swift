/// Fields that are written again.
extension CSVDecoder {
  /// Finds the kept fields in rows that have been decoded.
  ///
  /// A second look at a row that is still at hand costs less than asking for each field of every row
  /// whether it is one of them.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the chunk.
  ///   - batch: has the rows, and takes the places of the fields.
  func keepFields(_ bytes: Span<UInt8>, _ batch: inout ColumnBatch) {
    guard let last = plan.keptFields.last else { return }
    if let arrays { return keepColumns(bytes, arrays, &batch) }
    // A set: as many fields may be kept as there are.
    let isKept = (0...last).map(Set(plan.keptFields).contains)
    var fields: [Range<Int>] = []
    swap(&fields, &batch.fields)
    for row in batch.rows {
      var start = row.lowerBound
      for isKept in isKept {
        guard let field = try? rows.fields.field(bytes, from: start, to: row.upperBound) else {
          preconditionFailure("the row has been decoded")
        }
        if isKept { fields.append(field.text.range) }
        start = field.end + 1
      }
    }
    swap(&fields, &batch.fields)
  }
}
