/// The fields of a row that has been decoded already.
public enum CSVRow {
  /// The texts of all fields of a row.
  ///
  /// - Parameters:
  ///   - row: the extent of the row, as a batch gives it.
  ///   - bytes: the bytes of its chunk.
  ///   - delimiter: the byte between two fields.
  /// - Returns: the texts, in order; those before a fault where the row has one.
  public static func fields(
    of row: Range<Int>, in bytes: Span<UInt8>, delimiter: UInt8
  ) -> [ColumnBatch.Text] {
    let scanner = CSVFieldScanner(delimiter: delimiter)
    var fields: [ColumnBatch.Text] = []
    var index = row.lowerBound
    while let field = try? scanner.field(bytes, from: index, to: row.upperBound) {
      fields.append(field.text)
      guard field.end < row.upperBound else { break }
      index = field.end + 1
    }
    return fields
  }
}
