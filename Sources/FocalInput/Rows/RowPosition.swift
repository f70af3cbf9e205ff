/// Where in a file a row, or a field of it, stands.
public struct RowPosition: Equatable, Sendable {
  /// The line on which the row begins, counted from 1, as editors and `grep -n` count.
  public var line: Int

  /// The field, counted from 1; nil for the whole row.
  public var field: Int?

  /// A position.
  public init(line: Int, field: Int? = nil) {
    self.line = line
    self.field = field
  }
}
