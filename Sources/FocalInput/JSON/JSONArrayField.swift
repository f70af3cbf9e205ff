/// An array in the rows of a JSON table, as the first row has it.
///
/// Its elements are columns, unless the table is told to read it as a list.
public struct JSONArrayField: Equatable, Sendable {
  /// The path of the array, such as `labels`.
  public let path: String

  /// The elements.
  public internal(set) var elementCount = 0

  /// Whether every element is 0, 1, false or true.
  public internal(set) var hasOnlyBits = true

  init(path: String) { self.path = path }
}
