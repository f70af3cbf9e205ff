/// Something about the data or the options that people should know, though it is no error.
package struct Warning: Equatable, Sendable {
  /// A stable name for programs.
  package let code: String

  /// The sentence for people.
  package let message: String

  /// How often, and in which data row first, where it is about rows.
  package let count: Int?
  package let firstRow: Int?

  /// A warning.
  package init(code: String, message: String, count: Int? = nil, firstRow: Int? = nil) {
    self.code = code
    self.message = message
    self.count = count
    self.firstRow = firstRow
  }

  /// The sentence, with the row to look at.
  package var text: String { firstRow.map { "\(message) (first in row \($0))" } ?? message }

  /// The warning for programs.
  var object: Cell {
    .object([
      ("code", .text(code)), ("message", .text(message)), ("count", .integer(count)),
      ("firstRow", .integer(firstRow)),
    ])
  }
}
