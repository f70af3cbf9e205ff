/// What may follow at a place in JSON.
public enum JSONExpectation: Equatable, Sendable {
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
