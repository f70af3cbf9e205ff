/// The natural logarithm of normal numbers, without a branch or a table, so that a loop over many
/// numbers becomes vector instructions.
///
/// With x = 2^k·m, m from √½ to √2, f = m − 1 and s = f/(2 + f):
///
/// ```
/// ln x = k·ln 2 + ln (1 + f),   ln (1 + f) = 2·artanh s = f − f²/2 + s·(f²/2 + R),   R = Σ c_i·s^(2i)
/// ```
///
/// f is exact, and f²/2 is exact enough beside it. The seven c_i make the largest error of R the least
/// (`polynomials.py` beside the tests computes them); they leave 2⁻⁵⁹ of the result.
///
/// Source: the decomposition is that of Ng's logarithm in FDLIBM, 1993.
enum Logarithm {
  /// ln 2 to 33 bits, so that its product with an exponent is exact, and the rest of it.
  static let logOfTwo = (upper: 0x1.62e42feep-1, lower: 0x1.a39ef35793c76p-33)

  /// The bit pattern of √½, the least significand that stays as it is.
  private static let leastBits: UInt64 = 0x3fe6_a09e_667f_3bcd

  /// Whether a number is in the domain: positive, not subnormal, at most 2¹⁰²².
  @inline(__always)
  static func hasInDomain(_ x: Double) -> Bool { outsideBits(x) >> 63 == 0 }

  /// A word whose highest bit is set where a number is outside the domain.
  ///
  /// The words of many numbers can be joined, to ask once for all of them.
  @inline(__always)
  static func outsideBits(_ x: Double) -> UInt64 {
    let bits = x.bitPattern
    return bits | (bits &- Double.leastNormalMagnitude.bitPattern)
      | ((0x1p1022).bitPattern &- bits)
  }

  /// ln u + c.
  ///
  /// With c = r/u it is ln (u + r), where u is the rounded sum of two numbers and r what the rounding
  /// lost. Two digits of c are enough, and near u = 1 its first terms in u − 1.
  ///
  /// - Domain: u positive, not subnormal, at most 2¹⁰²²; |c| at most about an ulp of u over u.
  /// - Accuracy: within 0.7 ulp.
  @inline(__always)
  static func of(_ u: Double, correction c: Double) -> Double {
    doubleDouble(u, correction: c).value
  }

  /// ln u + c as a double and what it leaves, not normalised.
  ///
  /// - Domain: that of ``of(_:correction:)``.
  /// - Accuracy: relative 2⁻⁵⁴.
  ///
  /// - Parameters:
  ///   - u: the number.
  ///   - c: what is added to its logarithm.
  ///   - offset: what is added to its exponent, where it stands for a number out of the domain.
  /// - Returns: the logarithm.
  @inline(__always)
  static func doubleDouble(
    _ u: Double, correction c: Double, exponentOffset offset: Double = 0
  ) -> DoubleDouble {
    let reduced = ReducedArgument(u)
    let k = reduced.exponent + offset
    let f = reduced.significand - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (0x1.999999997fc75p-2 + w * (0x1.c71c51f8b8116p-3 + w * 0x1.39a158216ff0ap-3))
    let odd =
      z
      * (0x1.5555555555593p-1
        + w * (0x1.2492494204529p-2 + w * (0x1.74664287b3757p-3 + w * 0x1.2f09768ceb25cp-3)))
    let half = 0.5 * f * f
    let small = s * (half + (odd + even)) + (k * logOfTwo.lower + c)
    let linear = ErrorFree.sum(large: f, small: small - half)
    let sum = ErrorFree.sum(large: k * logOfTwo.upper, small: linear.high)
    return DoubleDouble(sum.high, linear.low + sum.low)
  }

  /// ln u + c of any number, as a double and what it leaves, not normalised.
  ///
  /// - Special cases: 0 gives −∞, +∞ gives +∞, negative numbers and NaN give NaN.
  static func ofAny(_ u: Double, correction c: Double) -> DoubleDouble {
    if hasInDomain(u) { return doubleDouble(u, correction: c) }
    guard u > 0, u < .infinity else {
      return DoubleDouble(u == 0 ? -.infinity : u > 0 ? u : .nan, 0)
    }
    return u < 1
      ? doubleDouble(u * 0x1p54, correction: c, exponentOffset: -54)
      : doubleDouble(u * 0x1p-54, correction: c, exponentOffset: 54)
  }

  /// −ln x, never −0, normalised.
  ///
  /// - Domain: x at least 0, normalised.
  /// - Accuracy: relative 2⁻⁵⁴, but where x is near 1 and ``DoubleDouble/low`` not exact.
  static func crossEntropy(of x: DoubleDouble) -> DoubleDouble {
    let logarithm = ofAny(x.high, correction: x.restOverHigh)
    if logarithm.high == -.infinity { return DoubleDouble(.infinity, 0) }
    return ErrorFree.negatedSum(large: logarithm.high, small: logarithm.low)
  }

  /// −ln (1 − x), never −0, normalised, without the cancellation where x is near 0.
  ///
  /// - Domain: |x| at most 1, normalised.
  /// - Accuracy: relative 2⁻⁵⁴, but where x is near 1.
  static func crossEntropy(ofOneLess x: DoubleDouble) -> DoubleDouble {
    // Where x is tiny 1 − x has lost it, and two terms of the series are enough.
    guard x.high.magnitude >= 0x1p-30 else {
      return ErrorFree.sum(large: x.high + 0, small: x.low + 0.5 * x.high * x.high)
    }
    let u = ErrorFree.sum(large: 1, small: -x.high)
    return crossEntropy(of: ErrorFree.sum(large: u.high, small: u.low - x.low))
  }

  /// A number as 2^k·m.
  struct ReducedArgument {
    /// k.
    let exponent: Double

    /// m, from √½ to √2.
    let significand: Double

    /// The reduction of a number in the domain.
    @inline(__always)
    init(_ u: Double) {
      let shifted = u.bitPattern &+ (1.0.bitPattern &- Logarithm.leastBits)
      // As the low bits of 2⁵² the exponent becomes a double without a conversion.
      exponent = Double(bitPattern: shifted >> 52 | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
      significand = Double(bitPattern: (shifted & 0xf_ffff_ffff_ffff) &+ Logarithm.leastBits)
    }
  }
}
