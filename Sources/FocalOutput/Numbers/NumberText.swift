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
    guard number != 0 else { return "0" }
    let decimal = ShortestDecimal(ofAny: number.magnitude).rounded(to: digits)
    // Read back, since of 16 digits the double has others now and then.
    let magnitude = Double("\(decimal.digits)e\(decimal.exponent)") ?? number.magnitude
    return Self.shortest(number < 0 ? -magnitude : magnitude)
  }

  /// The bytes that the text of a number has at most.
  package static let byteCountLimit = ShortestDecimal.byteCountLimit

  /// The digits of a decimal, whatever it is, that are those of the nearest double too.
  private static let safeDigitCount = 15

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
    // Beyond 2⁵³ whole numbers have digits that are not theirs, and rounding may lead there.
    guard number.magnitude < (digits == nil ? 0x1p53 : 0x1p52), let decimal,
      digits != Self.safeDigitCount + 1
    else {
      return bytes.append(number.bitPattern == 0 ? "0" : self(number), at: &offset)
    }
    if number < 0 { bytes.append(UInt8(ascii: "-"), at: &offset) }
    (digits.map(decimal.rounded) ?? decimal).write(to: &bytes, at: &offset)
  }

  /// The shortest text that reads back to the same double, without a trailing `.0`.
  package static func shortest(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension NumberText {
  /// A share in tenths of a percent, for people; a dash where there is none.
  package static func percent(_ share: Double?) -> String {
    guard let share else { return "-" }
    let tenths = (share * 1000).nearestWhole
    // Sums of both signs have shares of any size.
    guard tenths.magnitude < 1e9 else { return "\(shortest(share * 100)) %" }
    let magnitude = Int(tenths.magnitude)
    return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10) %"
  }
}
