/// Turns chunks of rows into batches of columns, whatever format the rows are written in.
public protocol RowDecoder: Sendable {
  /// The texts of the category columns, in the order of the plan.
  var categories: [CategoryTable] { get }

  /// Decodes a chunk.
  ///
  /// Stops at the first row with something wrong, and leaves the rows before it and the error in the
  /// batch. The line of the error's position counts from the beginning of the chunk, unless the
  /// chunk knows where it stands in the file; the batch then has no lines to count on with.
  ///
  /// - Parameters:
  ///   - chunk: whole rows.
  ///   - batch: takes the columns; what it held is replaced.
  mutating func decode(_ chunk: Chunk, into batch: inout ColumnBatch)

  /// Forgets the texts of the category columns, whose codes then mean nothing any more.
  mutating func forgetCategories()

  /// Where a row stands, or a field of it; the line counts as that of a batch's error does.
  ///
  /// - Parameters:
  ///   - row: the row, counted from 0.
  ///   - field: the field, counted from 0; nil for the whole row.
  ///   - chunk: the chunk, which has been decoded beyond the row.
  /// - Returns: the position.
  func position(ofRow row: Int, field: Int?, in chunk: Chunk) -> RowPosition
}
