import FocalDecimals

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
