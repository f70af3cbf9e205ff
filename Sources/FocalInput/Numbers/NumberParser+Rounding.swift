extension NumberParser {
  /// 10⁰ to 10²²: the powers of ten that a `Double` holds exactly.
  private static let exactPowersOfTen: [23 of Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The bit pattern of the double nearest to w · 10^q; that of infinity beyond the range.
  ///
  /// *Domain:* w is `significand` < 10^`digitCount`, and `digitCount` ≤ 19.
  @inline(__always)
  func nearestBits(_ significand: UInt64, digitCount: Int, exponent: Int) -> UInt64 {
    // Both numbers are exact, so that the one operation on them is rounded but once (Clinger, "How
    // to read floating point numbers accurately", 1990). Any w up to 2⁵³ would do. But asking for
    // the count of digits, which is alike down a column, is a branch that a processor predicts.
    if digitCount <= 15, exponent >= -22, exponent <= 22 {
      let power = Self.exactPowersOfTen[abs(exponent)]
      let value = Double(significand)
      return (exponent < 0 ? value / power : value * power).bitPattern
    }
    return powers.nearestBits(significand, exponent: exponent)
  }

  /// The same for a number of more than 19 digits, which stand in `bytes` at `digits`.
  ///
  /// *Domain:* w is `significand` modulo 2⁶⁴.
  @inline(never)
  func nearestBits(
    _ significand: UInt64, digits: Range<Int>, of bytes: Span<UInt8>, exponent: Int
  ) -> UInt64 {
    // Small probabilities are written 0.0001234…: zeros in front may make the length, and then
    // the significand is right after all.
    var first = digits.lowerBound
    while first < digits.upperBound, bytes[first] == ASCII.zero || bytes[first] == ASCII.point {
      first += 1
    }
    if digits.upperBound - first <= 19 {
      return powers.nearestBits(significand, exponent: exponent)
    }
    let long = LongDecimal(bytes, in: first..<digits.upperBound, exponent: exponent)
    return long.nearestBits(in: bytes, powers: powers)
  }
}
