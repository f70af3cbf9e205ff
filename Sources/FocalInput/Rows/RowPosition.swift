/// Where in a file a row, or a field of it, stands.
public struct RowPosition: Equatable, Sendable {
  /// The line on which the row begins, counted from 1, as editors and `grep -n` count.
  public var line: Int

  /// The field, counted from 1; nil for the whole row.
  public var field: Int?

  /// The byte of the line, counted from 1; nil in formats whose fields are counted instead.
  public var column: Int?

  /// A position.
  public init(line: Int, field: Int? = nil, column: Int? = nil) {
    self.line = line
    self.field = field
    self.column = column
  }
}
