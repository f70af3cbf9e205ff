import Foundation

/// Random JSON, and texts that nearly are.
public enum RandomJSON {
  /// A value, with white space in it.
  public static func value(_ generator: inout SplitMix64, depth: Int) -> [UInt8] {
    Array((space(&generator) + text(&generator, depth) + space(&generator)).utf8)
  }

  /// A number that a double can hold.
  public static func number(_ generator: inout SplitMix64) -> String {
    var text = Bool.random(using: &generator) ? "-" : ""
    text += String(
      UInt64.random(in: 0...1 << UInt64.random(in: 0...40, using: &generator), using: &generator))
    if Bool.random(using: &generator) { text += "." + digits(&generator) }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      text += ["e", "E", "e+", "E-"].randomElement(using: &generator) ?? "e"
      text += String(Int.random(in: 0...99, using: &generator))
    }
    return text
  }

  /// A string with its quotes.
  public static func string(_ generator: inout SplitMix64) -> String {
    let parts = [
      "a", "b", " ", "é", "\u{20ac}", "😀", "\u{7f}", "\\n", "\\\"", "\\\\", "\\/", "\\u0041",
      "\\u00e9", "\\ud83d\\ude00", "{", "]", ",", ":",
    ]
    let count = Int.random(in: 0...5, using: &generator)
    return "\"" + (0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      + "\""
  }

  /// Changes a byte, takes one away, or puts one in.
  public static func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
    let tokens =
      Array("{}[],:\"\\0123456789.eE+-truefalsn \n\t\u{1}u".utf8) + [0x80, 0xc3, 0xff, 0]
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    let byte = tokens.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[index] = byte
    case 1: bytes.remove(at: index)
    case 2: bytes.insert(byte, at: index)
    default: bytes.removeSubrange(index..<min(bytes.count, index + 3))
    }
  }

  /// Whether Foundation takes a text for a JSON value; nil where it does not go by RFC 8259.
  ///
  /// It guesses other encodings than UTF-8 from zero bytes and marks, refuses numbers too large for
  /// it, and takes a comma after the last element.
  public static func isValid(_ bytes: [UInt8]) -> Bool? {
    guard !bytes.contains(0), !bytes.contains(0xff), !hasLongExponent(bytes),
      !hasCommaBeforeClosing(bytes)
    else { return nil }
    let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    return value != nil
  }

  private static func hasCommaBeforeClosing(_ bytes: [UInt8]) -> Bool {
    var isAfterComma = false
    for byte in bytes where !" \t\r\n".utf8.contains(byte) {
      if isAfterComma, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return true }
      isAfterComma = byte == UInt8(ascii: ",")
    }
    return false
  }

  /// Whether three digits or more follow an E, perhaps of a number.
  private static func hasLongExponent(_ bytes: [UInt8]) -> Bool {
    var digitCount: Int?
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "e"), UInt8(ascii: "E"): digitCount = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digitCount? += 1
      case UInt8(ascii: "+"), UInt8(ascii: "-"): break
      default: digitCount = nil
      }
      if digitCount == 3 { return true }
    }
    return false
  }

  private static func text(_ generator: inout SplitMix64, _ depth: Int) -> String {
    let kind = Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &generator)
    let count = Int.random(in: 0...3, using: &generator)
    switch kind {
    case 0: return number(&generator)
    case 1, 2: return string(&generator)
    case 3: return ["true", "false", "null"].randomElement(using: &generator) ?? "null"
    case 4:
      let members = (0..<count).map { index in
        // Foundation refuses no repeated names, but keeps only one: numbers make them different.
        "\"\(index)\(string(&generator).dropFirst())" + space(&generator) + ":" + space(&generator)
          + text(&generator, depth - 1)
      }
      return "{" + space(&generator) + members.joined(separator: ", ") + space(&generator) + "}"
    default:
      let elements = (0..<count).map { _ in text(&generator, depth - 1) }
      return "[" + space(&generator) + elements.joined(separator: " ,") + space(&generator) + "]"
    }
  }

  private static func space(_ generator: inout SplitMix64) -> String {
    ["", "", "", " ", "\n", "\t", "\r\n"].randomElement(using: &generator) ?? ""
  }

  private static func digits(_ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...12, using: &generator)).map { _ in
      String(Int.random(in: 0...9, using: &generator))
    }.joined()
  }
}
