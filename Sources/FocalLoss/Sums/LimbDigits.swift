/// The bits of a finite double, on the two limbs of an ``ExactSum`` that they fall on.
struct LimbDigits {
  /// The number of the first limb.
  let limb: Int

  /// The bits on the first limb, below 2³² in size, and those on the next, below 2⁵³.
  let low: Int64
  let high: Int64

  /// The bits of a number; nil where it is not finite.
  @inline(__always)
  init?(_ number: Double) {
    let exponent = Int(truncatingIfNeeded: number.exponentBitPattern)
    guard exponent != 0x7ff else { return nil }
    // A subnormal has the exponent of the smallest normal numbers, but no leading bit.
    var significand = Int64(truncatingIfNeeded: number.significandBitPattern)
    var position = exponent
    if exponent != 0 {
      significand |= 1 << 52
      position -= 1
    }
    limb = ExactSum.firstLimb + position >> 5
    let shift = Int64(truncatingIfNeeded: position & 31)
    // All bits of a negative number's, none of another's: to negate where it is negative.
    let sign = Int64(bitPattern: number.bitPattern) >> 63
    low = ((significand &<< shift) & ExactSum.limbMask ^ sign) &- sign
    high = (significand &>> (32 - shift) ^ sign) &- sign
  }
}

/// 64 bits from any position on, on the three limbs of an ``ExactSum`` that they fall on.
struct WideLimbDigits {
  /// The number of the first limb.
  let limb: Int
  private let bits: UInt128
  private let isNegative: Bool

  /// Bits.
  ///
  /// - Parameters:
  ///   - bits: the bits.
  ///   - position: that of the last of them, from the end of limb 0.
  ///   - isNegative: whether they are below 0.
  @inline(__always)
  init(_ bits: UInt64, at position: Int, isNegative: Bool) {
    self.bits = UInt128(bits) << UInt128(position & 31)
    self.isNegative = isNegative
    limb = position >> 5
  }

  /// The bits on a limb, below 2³² in size.
  @inline(__always)
  subscript(offset: Int) -> Int64 {
    let part =
      Int64(truncatingIfNeeded: bits >> UInt128(32 * offset)) & ExactSum.limbMask
    return isNegative ? -part : part
  }
}
