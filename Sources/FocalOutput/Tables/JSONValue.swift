/// A JSON value to be written, with members in the order given.
package enum JSONValue {
  case null
  case number(Double)
  case integer(Int)

  /// A number with all its digits, whatever digits are asked for.
  case exact(Double)
  case string(String)

  /// A text that is JSON already.
  case text(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// A number, or null where there is none.
  package init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }

  /// A whole number, or null where there is none.
  package init(_ integer: Int?) { self = integer.map(JSONValue.integer) ?? .null }

  /// The text on one line.
  package func line(_ text: NumberText) -> String {
    switch self {
    case .null: return "null"
    case .number(let number): return JSONText.number(number, text)
    case .integer(let integer): return String(integer)
    case .exact(let number): return JSONText.number(number, NumberText(digits: nil))
    case .string(let string): return JSONText.string(string)
    case .text(let text): return text
    case .array(let values):
      return values.isEmpty ? "[]" : "[\(values.map { $0.line(text) }.joined(separator: ", "))]"
    case .object(let members):
      let pairs = members.map { "\(JSONText.string($0.name)): \($0.value.line(text))" }
      return members.isEmpty ? "{}" : "{ \(pairs.joined(separator: ", ")) }"
    }
  }

  /// The text on several lines: members of the outermost object, and elements of its arrays, have a
  /// line each.
  package func page(_ text: NumberText) -> String {
    guard case .object(let members) = self else { return line(text) }
    let lines = members.map { member in
      "  \(JSONText.string(member.name)): \(member.value.block(text))"
    }
    return "{\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  private func block(_ text: NumberText) -> String {
    guard case .array(let values) = self, !values.isEmpty else { return line(text) }
    return "[\n\(values.map { "    \($0.line(text))" }.joined(separator: ",\n"))\n  ]"
  }
}
