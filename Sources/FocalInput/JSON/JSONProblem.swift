/// What is wrong with JSON, or with its being a table.
package enum JSONProblem: Error, Equatable, Sendable {
  // MARK: The text

  /// A byte stands where something else must.
  case unexpectedByte(UInt8, expected: JSONExpectation)
  /// The row or the file ends where something must follow.
  case unexpectedEnd(expected: JSONExpectation)
  /// A word is none of `true`, `false`, `null`, `NaN` and `Infinity`.
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
  /// A member has the name of one that is appended to the row.
  case appendedMember(String)
  /// An array of classes and their predictions has a class that the first rows have not.
  case unknownClass(String)
  /// An array of classes and their predictions has an element that is none.
  case noPair
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

/// What is wrong with the JSON in a buffer, and at which index of it.
///
/// Lines and columns are counted only once an error leaves the module's stages.
struct JSONFault: Error, Equatable {
  var problem: InputError.Problem
  var index: Int

  /// The field of the row, where it is a wanted one that is wrong.
  var field: Int?

  init(_ problem: InputError.Problem, at index: Int, field: Int? = nil) {
    self.problem = problem
    self.index = index
    self.field = field
  }

  init(_ problem: JSONProblem, at index: Int, field: Int? = nil) {
    self.init(.json(problem), at: index, field: field)
  }
}

/// What may follow at a place in JSON.
package enum JSONExpectation: Equatable, Sendable {
  /// Any value.
  case value
  /// The quote that begins the name of a member.
  case memberName
  /// The colon after the name of a member.
  case colon
  /// A comma, or the end of the object or the array.
  case commaOrClosing
  /// A digit of a number.
  case digit
  /// The quote that ends a string.
  case closingQuote
  /// The end of the line.
  case endOfLine
  /// The end of the file.
  case endOfFile
}

/// The kinds of JSON values.
package enum JSONKind: Equatable, Sendable {
  case object
  case array
  case string
  case number
  case boolean
  case null

  /// A string, a number or a boolean: what a field of a table holds.
  case scalar

  /// The kind of the value that begins with a byte; nil where none does.
  init?(firstByte byte: UInt8) {
    switch byte {
    case ASCII.openingBrace: self = .object
    case ASCII.openingBracket: self = .array
    case ASCII.quote: self = .string
    case ASCII.minus, ASCII.zero...ASCII.nine, UInt8(ascii: "N"), UInt8(ascii: "I"): self = .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
    case UInt8(ascii: "n"): self = .null
    default: return nil
    }
  }
}
