/// The kinds of JSON values.
public enum JSONKind: Equatable, Sendable {
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
    case ASCII.minus, ASCII.zero...ASCII.nine: self = .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
    case UInt8(ascii: "n"): self = .null
    default: return nil
    }
  }
}
