/// Where a writer finds the fields of a row.
enum RowFields: Equatable, Sendable {
  /// In the row itself, which is passed through as it is.
  case asTheyAre
  /// In the row, which is delimited by another byte than the output.
  case delimited(by: UInt8)
  /// In the text columns of the batch.
  case texts
}
