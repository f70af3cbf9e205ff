/// What is wrong with JSON, or with its being a table.
public enum JSONProblem: Equatable, Sendable {
  // MARK: The text

  /// A byte stands where something else must.
  case unexpectedByte(UInt8, expected: JSONExpectation)
  /// The row or the file ends where something must follow.
  case unexpectedEnd(expected: JSONExpectation)
  /// A word is not one of `true`, `false` and `null`.
  case unknownWord(String)
  /// A control character stands in a string without an escape.
  case controlCharacter(UInt8)
  /// A backslash is not followed by an escape.
  case invalidEscape
  /// An escape is one half of a surrogate pair, and the other is not there.
  case loneSurrogate
  /// Objects and arrays stand deeper within each other than the limit.
  case nestingTooDeep(limit: Int)

  // MARK: The table

  /// A value is of a kind that is not wanted there.
  case wrongKind(found: JSONKind, expected: JSONKind)
  /// A wanted member is not there.
  case missingMember(path: String)
  /// A wanted member is there twice.
  case repeatedMember(path: String)
  /// An array has another number of elements than that of the first row, or than there are names.
  case elementCount(found: Int, expected: Int)
  /// The paths of all members of the first row have more bytes than the limit.
  case pathsTooLong(limit: Int)
  /// A column has another number of values than the first one.
  case columnLength(name: String, found: Int, first: String, expected: Int)
  /// A column has another key in a row than the first one has there.
  case columnKey(name: String, found: String, first: String, expected: String)
  /// The rows come before the names of their columns.
  case dataBeforeColumns
}
