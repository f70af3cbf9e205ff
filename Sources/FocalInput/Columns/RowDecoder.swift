/// Turns chunks of rows into batches of columns, whatever format the rows are written in.
package protocol RowDecoder: Sendable {
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

  /// The line at a position, for somebody to see.
  ///
  /// - Parameters:
  ///   - position: the position of an error of the batch, or of ``position(ofRow:field:in:)``.
  ///   - chunk: the chunk that it was found in.
  /// - Returns: the line and the part that the position names; nil where the chunk does not hold the line
  ///   as the file does.
  func excerpt(at position: RowPosition, in chunk: Chunk) -> Excerpt?
}

/// Which fields of a row are wanted, and as what.
///
/// Fields are counted from 0. A field may be wanted in several ways, but only once in each.
package struct ColumnPlan: Equatable, Sendable {
  /// The fields wanted as numbers, in blocks; a block is stored row by row, in the order given.
  package var numberBlocks: [[Int]] = []

  /// The fields wanted as one of a few different texts.
  package var categories: [Int] = []

  /// The fields wanted as text.
  package var texts: [Int] = []

  /// Whether a missing number is read as NaN, which no other number is, rather than an error.
  package var readsMissingAsNaN = false

  /// The fields whose places in the rows are wanted, in order; with rows kept.
  package var keptFields: [Int] = []

  /// Whether kept fields are written as the values that they are, byte by byte, and not read as text.
  package var keepsValues = false

  /// The names that no member of a JSON row may have, since members of these names are appended.
  package var appendedNames: [String] = []

  /// Whether the extents of whole rows are wanted.
  package var keepsRows = false

  /// A plan that wants nothing yet.
  package init() {}
}

/// What is done with a field of a row.
struct FieldAction {
  /// The block and the place in it, where the field is wanted as a number.
  var number: (block: Int, offset: Int)?

  /// The column, where the field is wanted as a category.
  var category: Int?

  /// The column, where the field is wanted as a text.
  var text: Int?

  /// The place among the kept fields, where the field is one.
  var kept: Int?

  /// Whether the field is wanted at all.
  var isWanted: Bool { isRead || kept != nil }

  /// Whether the field is read, and not only written again.
  var isRead: Bool { number != nil || category != nil || text != nil }

  /// What a plan says of every field.
  ///
  /// - Parameters:
  ///   - plan: the fields wanted.
  ///   - fieldCount: the fields of a row.
  /// - Returns: the actions, in the order of the fields.
  static func all(of plan: ColumnPlan, fieldCount: Int) -> [FieldAction] {
    var actions = Array(repeating: FieldAction(), count: fieldCount)
    for (block, fields) in plan.numberBlocks.enumerated() {
      for (offset, field) in fields.enumerated() {
        precondition(actions[field].number == nil, "a field is wanted once as a number")
        actions[field].number = (block, offset)
      }
    }
    for (column, field) in plan.categories.enumerated() {
      precondition(actions[field].category == nil, "a field is wanted once as a category")
      actions[field].category = column
    }
    for (column, field) in plan.texts.enumerated() {
      precondition(actions[field].text == nil, "a field is wanted once as a text")
      actions[field].text = column
    }
    for (place, field) in plan.keptFields.enumerated() { actions[field].kept = place }
    return actions
  }
}
