import FocalLoss
import FocalOutput

/// States as text: one line of ASCII JSON.
enum StateText {
  /// The text of a value.
  static func text(_ value: StateValue) -> String {
    var text = ""
    append(value, to: &text)
    return text
  }

  private static func append(_ value: StateValue, to text: inout String) {
    switch value {
    case .nothing: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .number(let number): text += JSONText.number(number, NumberText(digits: nil))
    case .text(let string): text += ascii(string)
    case .bytes(let bytes):
      // What is no UTF-8 cannot be a string.
      if let string = String(validating: bytes, as: UTF8.self) {
        text += ascii(string)
      } else {
        append(.object([.init(hexadecimal, .text(digits(bytes)))]), to: &text)
      }
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        append(value, to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index > 0 ? "," : "") + ascii(member.name) + ":"
        append(member.value, to: &text)
      }
      text += "}"
    }
  }

  /// A string of ASCII alone.
  private static func ascii(_ string: String) -> String {
    let quoted = JSONText.string(string)
    guard quoted.utf8.contains(where: { $0 > 126 }) else { return quoted }
    return quoted.utf16.map { unit in
      guard unit > 126 else { return String(decoding: [unit], as: UTF16.self) }
      let code = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - code.count) + code
    }.joined()
  }

  private static func digits(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The member of an object that stands for bytes which are no UTF-8.
  static let hexadecimal = "hexadecimal"

  /// The bytes of a value; nil where it stands for none.
  static func bytes(_ value: StateValue) -> [UInt8]? {
    if case .text(let text) = value { return Array(text.utf8) }
    guard case .text(let digits)? = value[hexadecimal], digits.utf8.count % 2 == 0 else {
      return nil
    }
    let values = digits.compactMap(\.hexDigitValue)
    guard values.count == digits.utf8.count else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }
}

/// Reads the JSON of a state.
///
/// It is strict, and knows the numbers of a state only: whole ones, and doubles.
struct StateParser {
  private let bytes: [UInt8]
  private var index = 0

  /// The values within values that there may be.
  private static let depthLimit = 32

  /// The value of a line.
  ///
  /// - Parameter line: the line, without its end.
  /// - Returns: the value; nil where it is none.
  static func value(_ line: ArraySlice<UInt8>) -> StateValue? {
    var parser = StateParser(line)
    guard let value = parser.value(depth: 0), parser.index == parser.bytes.count else { return nil }
    return value
  }

  private init(_ line: ArraySlice<UInt8>) { bytes = Array(line) }

  private mutating func value(depth: Int) -> StateValue? {
    guard depth < Self.depthLimit, index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "\""): return string().map(StateValue.text)
    case UInt8(ascii: "t"): return take("true") ? .flag(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .flag(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .nothing : nil
    default: return number()
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = Array(text.description.utf8)
    guard bytes[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  private mutating func object(depth: Int) -> StateValue? {
    var members: [StateValue.Member] = []
    index += 1
    if take("}") { return .object([]) }
    while true {
      guard let name = string(), take(":"), let value = value(depth: depth + 1),
        !members.contains(where: { $0.name == name })
      else { return nil }
      members.append(.init(name, value))
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func list(depth: Int) -> StateValue? {
    var values: [StateValue] = []
    index += 1
    if take("]") { return .list([]) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
      if take("]") { return .list(values) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> StateValue? {
    let start = index
    while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if let integer = Int(text), text.first != "+" { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { return nil }
    return .number(number)
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var units: [UInt16] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: units, as: UTF16.self)
      case UInt8(ascii: "\\"):
        guard let unit = escape() else { return nil }
        units.append(unit)
      case 32...126: units.append(UInt16(byte))
      default: return nil
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    guard index < bytes.count else { return nil }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter)
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
      index += 4
      return digits.first == "+" ? nil : UInt16(digits, radix: 16)
    default: return nil
    }
  }
}
