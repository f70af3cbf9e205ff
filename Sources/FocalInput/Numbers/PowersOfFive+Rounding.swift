import FocalDecimals

extension PowersOfFive {
  /// The bit pattern of the double nearest to w · 10^q; that of infinity beyond the range.
  ///
  /// w is `significand`, q is `exponent`. Ties go to the even significand.
  ///
  /// The algorithm is that of Eisel and Lemire (Lemire, "Number parsing at a gigabyte per second",
  /// Software: Practice and Experience 51, 2021): w is shifted until its highest bit is 1 and
  /// multiplied with the leading bits of 5^q. Of the product the top 54 or 55 bits are wanted, the
  /// significand and one bit to round by. The first 64 bits of 5^q are enough, unless the bits
  /// below the wanted ones are all 1, when the error could still carry; then the other 64 bits
  /// are used too. After that the result is certain (Mushtak and Lemire, "Fast number parsing
  /// without fallback", 2023), so there is no third step.
  ///
  /// *Accuracy:* exact, that is correctly rounded, for every w and q.
  func nearestBits(_ significand: UInt64, exponent: Int) -> UInt64 {
    guard significand != 0 else { return 0 }
    guard let power = self[exponent] else {
      return exponent < 0 ? 0 : Double.infinity.bitPattern
    }
    let shift = significand.leadingZeroBitCount
    let (high, low) = Self.product(
      significand &<< UInt64(truncatingIfNeeded: shift),
      UInt64(truncatingIfNeeded: power >> 64), UInt64(truncatingIfNeeded: power))

    // Both factors are in 1..<2 with 63 places, so the product begins with 1 or 01.
    let top = high >> 63
    var rounded = high &>> (top &+ 9)

    let field = Self.field(exponent, top, shift)
    guard field > 0 else {
      return Self.subnormalBits(rounded, field: field)
    }

    // A tie needs w · 5^q, or w / 5^-q, to be a whole number of 54 bits: −4 ≤ q ≤ 23.
    if low <= 1, exponent >= -4, exponent <= 23, rounded & 3 == 1,
      rounded &<< (top &+ 9) == high
    {
      rounded &= ~1
    }
    // Adding 1 to the rounding bit may carry into bit 53; the sum below then raises the exponent
    // field by one, as it should, because the hidden bit is added and not masked.
    let bits = UInt64(truncatingIfNeeded: field &- 1) &<< 52 &+ (rounded &+ 1) >> 1
    return min(bits, Double.infinity.bitPattern)
  }

  /// The leading bits of the product of a significand, its highest bit 1, and a power.
  @inline(__always)
  static func product(
    _ significand: UInt64, _ powerHigh: UInt64, _ powerLow: UInt64
  ) -> (high: UInt64, low: UInt64) {
    var (high, low) = significand.multipliedFullWidth(by: powerHigh)
    if high & 0x1FF == 0x1FF {
      let rest = significand.multipliedFullWidth(by: powerLow).high
      let (sum, overflow) = low.addingReportingOverflow(rest)
      low = sum
      high &+= overflow ? 1 : 0
    }
    return (high, low)
  }

  /// The exponent field of a product, before rounding.
  @inline(__always)
  static func field(_ exponent: Int, _ top: UInt64, _ shift: Int) -> Int {
    // 217706 / 2¹⁶ is log₂ 10 well enough to give ⌊log₂ 10^q⌋ for every q of the table.
    (217706 &* exponent) >> 16 &+ 1086 &+ Int(truncatingIfNeeded: top) &- shift
  }

  /// The rounding of a significand of 53 bits and one, below the smallest normal double.
  private static func subnormalBits(_ significand: UInt64, field: Int) -> UInt64 {
    // No tie is possible here: q is far below −4. The shift is smart: 64 and more give 0. A carry
    // to bit 52 makes the smallest normal double, whose exponent field is just that bit.
    let shifted = significand >> UInt64(truncatingIfNeeded: 1 &- field)
    return (shifted &+ 1) >> 1
  }
}

/// The rounding of decimals with 15 to 23 places, for one number of them.
///
/// What depends on that number alone is known beforehand.
struct PlaceScale: Sendable {
  /// The leading bits of the power of five, as ``PowersOfFive`` has them.
  private let powerHigh: UInt64
  private let powerLow: UInt64

  /// The exponent field of a product that begins with 01, of a significand that begins with 1, less 1.
  private let field: Int

  /// The least number of places.
  static let leastPlaces = 15

  /// The scales, that of ``leastPlaces`` first.
  static let all = (leastPlaces...23).map { PlaceScale(places: $0) }

  private init(places: Int) {
    guard let power = PowersOfFive.table[-places] else { preconditionFailure("an exponent") }
    powerHigh = UInt64(truncatingIfNeeded: power >> 64)
    powerLow = UInt64(truncatingIfNeeded: power)
    field = PowersOfFive.field(-places, 0, 0) - 1
  }

  /// The bit pattern of the double nearest to a significand with the places.
  ///
  /// The algorithm is that of ``PowersOfFive``; here nothing is a tie, subnormal or too large.
  ///
  /// *Domain:* `significand` > 0.
  @inline(__always)
  func nearestBits(_ significand: UInt64) -> UInt64 {
    let shift = significand.leadingZeroBitCount
    let (high, _) = PowersOfFive.product(
      significand &<< UInt64(truncatingIfNeeded: shift), powerHigh, powerLow)
    let top = high >> 63
    let rounded = high &>> (top &+ 9)
    let exponent = UInt64(truncatingIfNeeded: field &- shift) &+ top
    return exponent &<< 52 &+ (rounded &+ 1) >> 1
  }
}
