/// Exact sums as texts, from which the same sums are read.
extension ExactSum {
  /// The sum as a hexadecimal number and a power of two: `0x1b3p-12` is 435·2⁻¹².
  ///
  /// Equal sums have equal texts: the last bit of the number is 1. 0 is `0x0p0`, and sums that are not
  /// finite are `Infinity`, `-Infinity` and `NaN`.
  package var text: String {
    guard notFinite == 0 else {
      return notFinite.isNaN ? "NaN" : notFinite > 0 ? "Infinity" : "-Infinity"
    }
    var copy = self
    let isNegative = copy.takeMagnitude()
    let magnitude = copy.magnitude
    return "\(isNegative ? "-" : "")\(magnitude.text)"
  }

  /// The sum of a text; nil where it is none, or beyond what sums of losses can be.
  package init?(_ text: String) {
    self.init()
    switch text {
    case "NaN": add(.nan)
    case "Infinity": add(.infinity)
    case "-Infinity": add(-.infinity)
    default:
      var rest = text.utf8[...]
      let isNegative = rest.first == UInt8(ascii: "-")
      if isNegative { rest.removeFirst() }
      guard rest.starts(with: "0x".utf8), let end = rest.firstIndex(of: UInt8(ascii: "p")),
        let exponent = Int(text[text.index(after: end)...]),
        (Self.leastExponent...Self.highestExponent).contains(exponent)
      else { return nil }
      let digits = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
      // The highest bit is below that of 2⁴⁶ of the largest products.
      guard !digits.isEmpty, 4 * digits.count + exponent <= Self.highestExponent + 3 else {
        return nil
      }
      var position = exponent - Self.leastExponent
      var upper = digits.endIndex
      while upper > digits.startIndex {
        let lower =
          digits.index(upper, offsetBy: -15, limitedBy: digits.startIndex) ?? digits.startIndex
        guard let part = UInt64(String(decoding: digits[lower..<upper], as: UTF8.self), radix: 16),
          digits[lower] != UInt8(ascii: "+")
        else { return nil }
        add(part, at: position, isNegative: isNegative)
        position += 60
        upper = lower
      }
    }
  }

  /// Whether nothing, or nothing but 0, was added, or what was added is 0 together.
  var isZero: Bool {
    guard notFinite == 0 else { return false }
    var copy = self
    _ = copy.takeMagnitude()
    return copy.magnitude.isZero
  }

  /// Where the highest bit of a text may be.
  private static let highestExponent = 2094
}

extension Magnitude {
  /// The number as hexadecimal digits and a power of two, the last bit of the digits 1.
  fileprivate var text: String {
    guard let first = digits.firstIndex(where: { $0 != 0 }) else { return "0x0p0" }
    let shift = digits[first].trailingZeroBitCount
    var text = ""
    for index in digits[first...].indices.reversed() {
      let upper = index + 1 < digits.count ? digits[index + 1] : 0
      let bits = (UInt64(upper) << 32 | UInt64(digits[index])) >> shift
      let part = String(UInt32(truncatingIfNeeded: bits), radix: 16)
      text +=
        text.isEmpty
        ? part == "0" ? "" : part : String(repeating: "0", count: 8 - part.count) + part
    }
    return "0x\(text)p\(exponent + 32 * first + shift)"
  }
}
