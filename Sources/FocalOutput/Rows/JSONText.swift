/// Writes JSON texts.
package enum JSONText {
  /// A string in quotes, with everything escaped that must be, and all other control characters.
  package static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.isControl:
        let code = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A number; what JSON has no numbers for is a string.
  package static func number(_ number: Double, _ text: NumberText) -> String {
    number.isFinite ? text(number) : "\"\(text(number))\""
  }

  /// A number with a decimal point or an exponent as JSON spells it: `.9`, `1.` and `+1.5` are numbers
  /// of the same digits.
  ///
  /// Whole numbers are left alone, since ids and labels are written `007` and `+1`.
  ///
  /// - Parameter text: the bytes of a text.
  /// - Returns: the number; nil for any other text.
  static func spelledNumber(_ text: [UInt8]) -> [UInt8]? {
    let bytes = text.span
    let start =
      bytes.byte(at: 0) == UInt8(ascii: "+") || bytes.byte(at: 0) == UInt8(ascii: "-") ? 1 : 0
    let wholeEnd = bytes.endOfDigits(from: start)
    var end = wholeEnd
    if bytes.byte(at: end) == UInt8(ascii: ".") { end = bytes.endOfDigits(from: end + 1) }
    guard end > wholeEnd || bytes.byte(at: end) | 0x20 == UInt8(ascii: "e"),
      wholeEnd > start || end > wholeEnd + 1
    else { return nil }
    let whole = text[start..<wholeEnd].drop { $0 == UInt8(ascii: "0") }
    let fraction = end > wholeEnd ? text[(wholeEnd + 1)..<end] : []
    let number =
      Array((text[0] == UInt8(ascii: "-") ? "-" : "").utf8)
      + (whole.isEmpty ? [UInt8(ascii: "0")] : Array(whole))
      + (end > wholeEnd ? [UInt8(ascii: ".")] : [])
      + (end > wholeEnd && fraction.isEmpty ? [UInt8(ascii: "0")] : Array(fraction)) + text[end...]
    // Of what follows the exponent its grammar tells.
    return isNumber(number.span, number.indices) ? number : nil
  }

  /// A text that is a JSON number as it stands, or a string.
  package static func field(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return isNumber(bytes.span, bytes.indices) ? text : string(text)
  }

  /// Whether a text is a number by the grammar of JSON.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - range: where the text stands in it.
  /// - Returns: whether it is.
  static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let text = bytes.extracting(range)
    let start = text.byte(at: 0) == UInt8(ascii: "-") ? 1 : 0
    var index = text.endOfDigits(from: start)
    guard index > start, index == start + 1 || text[start] != UInt8(ascii: "0") else {
      return false
    }
    if text.byte(at: index) == UInt8(ascii: ".") {
      let first = index + 1
      index = text.endOfDigits(from: first)
      guard index > first else { return false }
    }
    if text.byte(at: index) | 0x20 == UInt8(ascii: "e") {
      let sign = text.byte(at: index + 1)
      let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      let first = index + (isSigned ? 2 : 1)
      index = text.endOfDigits(from: first)
      guard index > first else { return false }
    }
    return index == text.count
  }
}

extension Span<UInt8> {
  /// The byte at an index, or zero at the end and beyond it.
  @inline(__always)
  fileprivate func byte(at index: Int) -> UInt8 { index < count ? self[index] : 0 }

  /// The index of the first byte from one on that is no digit; the end where all are.
  fileprivate func endOfDigits(from start: Int) -> Int {
    var index = start
    while index < count, self[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index
  }
}
