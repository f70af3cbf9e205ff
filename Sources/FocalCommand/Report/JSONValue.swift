/// A JSON value to be written, with members in the order given.
enum JSONValue {
  case null
  case number(Double)
  case integer(Int)

  /// A number with all its digits, whatever digits are asked for.
  case exact(Double)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// Bytes that are JSON already: the elements of an array, a comma and a line feed after each.
  case elements([UInt8])

  /// A number, or null where there is none.
  init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }

  /// A whole number, or null where there is none.
  init(_ integer: Int?) { self = integer.map(JSONValue.integer) ?? .null }

  /// The text on one line.
  func line(_ text: NumberText) -> String {
    switch self {
    case .null: return "null"
    case .number(let number): return JSONText.number(number, text)
    case .integer(let integer): return String(integer)
    case .exact(let number): return JSONText.number(number, NumberText(digits: nil))
    case .string(let string): return JSONText.string(string)
    case .array(let values):
      return values.isEmpty ? "[]" : "[\(values.map { $0.line(text) }.joined(separator: ", "))]"
    case .object(let members):
      let pairs = members.map { "\(JSONText.string($0.name)): \($0.value.line(text))" }
      return members.isEmpty ? "{}" : "{ \(pairs.joined(separator: ", ")) }"
    case .elements(let bytes):
      let elements = String(decoding: bytes.dropLast(2), as: UTF8.self)
      return "[\(elements.replacingLineFeeds)]"
    }
  }

  /// The text on several lines: members of the outermost object, and elements of its arrays, have a
  /// line each.
  func page(_ text: NumberText) -> String {
    guard case .object(let members) = self else { return line(text) }
    let lines = members.map { member in
      "  \(JSONText.string(member.name)): \(member.value.block(text))"
    }
    return "{\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  private func block(_ text: NumberText) -> String {
    switch self {
    case .array(let values) where !values.isEmpty:
      "[\n\(values.map { "    \($0.line(text))" }.joined(separator: ",\n"))\n  ]"
    case .elements(let bytes):
      "[\n    "
        + String(decoding: bytes.dropLast(2), as: UTF8.self).replacingLineFeeds(by: "\n    ")
        + "\n  ]"
    default: line(text)
    }
  }
}

extension String {
  fileprivate var replacingLineFeeds: String { replacingLineFeeds(by: " ") }

  fileprivate func replacingLineFeeds(by text: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: text)
  }
}
