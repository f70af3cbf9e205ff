/// Writes numbers as decimals.
package struct NumberText: Equatable, Sendable {
  /// The significant digits at most; nil for as many as read back to the same number.
  package let digits: Int?

  package init(digits: Int?) { self.digits = digits }

  /// The text of a number.
  ///
  /// - Parameter number: any double.
  /// - Returns: the number; infinities and NaN as `Infinity`, `-Infinity` and `NaN`.
  package func callAsFunction(_ number: Double) -> String {
    guard let digits, number.isFinite else { return Self.shortest(number) }
    return Self.shortest(Self.rounded(number, to: digits))
  }

  /// The bytes that the text of a number has at most.
  package static let byteCountLimit = ShortestDecimal.byteCountLimit

  /// Writes the text of a number, the same as ``callAsFunction(_:)`` gives.
  ///
  /// Without a string it takes a sixth of the instructions.
  ///
  /// - Parameters:
  ///   - number: any double.
  ///   - decimal: its decimal, where there is one.
  ///   - bytes: a buffer, with room for ``byteCountLimit`` bytes.
  ///   - offset: where in it the text goes; becomes the offset after it.
  package func write(
    _ number: Double, _ decimal: ShortestDecimal?, to bytes: inout MutableSpan<UInt8>,
    at offset: inout Int
  ) {
    // Beyond, whole numbers have digits that are not theirs.
    guard digits == nil, number.magnitude < 0x1p53, let decimal else {
      for byte in self(number).utf8 { bytes.append(byte, at: &offset) }
      return
    }
    if number < 0 { bytes.append(UInt8(ascii: "-"), at: &offset) }
    decimal.write(to: &bytes, at: &offset)
  }

  /// The shortest text that reads back to the same double, without a trailing `.0`.
  package static func shortest(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The number that the shortest decimal gives when it is cut to some digits.
  ///
  /// Half is rounded up, in the shortest decimal rather than in the binary number behind it: that is
  /// the number people see.
  private static func rounded(_ number: Double, to digits: Int) -> Double {
    let text = number.magnitude.description
    let parts = text.split(separator: "e", maxSplits: 1)
    let mantissa = Array(parts[0].utf8)
    let exponent = parts.count == 2 ? String(parts[1]) : "0"
    var kept: [UInt8] = []
    var significant = 0
    var isRoundingUp = false
    for byte in mantissa {
      guard byte != UInt8(ascii: ".") else {
        kept.append(byte)
        continue
      }
      if significant < digits {
        if significant > 0 || byte != UInt8(ascii: "0") { significant += 1 }
        kept.append(byte)
      } else {
        if significant == digits { isRoundingUp = byte >= UInt8(ascii: "5") }
        significant = digits + 1
        kept.append(UInt8(ascii: "0"))
      }
    }
    if isRoundingUp { increment(&kept, at: digits) }
    let magnitude = Double(String(decoding: kept, as: UTF8.self) + "e" + exponent) ?? number
    return number < 0 ? -magnitude : magnitude
  }

  /// Adds one to the digit that is the n-th significant one.
  private static func increment(_ decimal: inout [UInt8], at digits: Int) {
    let zero = UInt8(ascii: "0")
    let point = UInt8(ascii: ".")
    guard let first = decimal.firstIndex(where: { $0 != zero && $0 != point }) else { return }
    var index = first
    var remaining = digits - 1
    while remaining > 0 {
      index += 1
      if decimal[index] != point { remaining -= 1 }
    }
    while true {
      if decimal[index] == point {
        index -= 1
      } else if decimal[index] != UInt8(ascii: "9") {
        decimal[index] += 1
        return
      } else {
        decimal[index] = zero
        guard index > 0 else {
          decimal.insert(UInt8(ascii: "1"), at: 0)
          return
        }
        index -= 1
      }
    }
  }
}
