/// The natural logarithm of normal numbers to more digits than a double has, for powers: the error of
/// ln x becomes one of x^y times y·ln x, which may be 745.
///
/// Neither a branch nor a table, like ``Logarithm``. With x = 2^k·m, f = m − 1, s = f/(2 + f) and
/// z = s²:
///
/// ```
/// ln x = k·ln 2 + 2s + s·w,   w = ⅔·z + z²·Q,   Q = Σ c_i·z^i
/// ```
///
/// s, w and their product are kept in two parts; s has to be so from its quotient on. The eight c_i
/// make the largest error of z²·Q the least (`polynomials.py` beside the tests computes them); they
/// leave 2⁻⁷³ of the result.
enum PreciseLogarithm {
  /// ⅔ to 26 bits, and the rest of it.
  private static let twoThirds = (upper: 0x1.555555p-1, lower: 0x1.5555555555555p-27)

  /// ln u as the nearest double and what it leaves.
  ///
  /// - Domain: that of ``Logarithm``.
  /// - Accuracy: relative 2⁻⁶⁴.
  ///
  /// - Parameters:
  ///   - u: the number.
  ///   - offset: what is added to its exponent, where it stands for a number out of the domain.
  /// - Returns: the logarithm.
  @inline(__always)
  static func of(_ u: Double, exponentOffset offset: Double = 0) -> DoubleDouble {
    let reduced = ReducedArgument(u)
    return of(ReducedArgument(exponent: reduced.exponent + offset, s: reduced.s))
  }

  /// ln u of a reduced argument, as the nearest double and what it leaves.
  @inline(__always)
  static func of(_ reduced: ReducedArgument) -> DoubleDouble {
    let (k, s) = (reduced.exponent, reduced.s)
    let square = s.high * s.high
    let restOfSquare = s.low * ((s.high + s.high) + s.low)
    let upperZ = ErrorFree.upperBits(square)
    let lowerZ = (square - upperZ) + restOfSquare
    let z = square + restOfSquare
    let zz = z * z
    let even =
      0x1.9999999999996p-2
      + zz
      * (0x1.c71c71c57f534p-3 + zz * (0x1.3b13629226379p-3 + zz * 0x1.de3293f254f50p-4))
    let odd =
      0x1.249249249303ep-2
      + zz
      * (0x1.745d1832d8a9bp-3 + zz * (0x1.1120bb0c72879p-3 + zz * 0x1.eb185550a0b9dp-4))
    let first = upperZ * twoThirds.upper
    let rest =
      (lowerZ * twoThirds.upper + z * twoThirds.lower) + zz * (even + z * odd)
    let upperW = ErrorFree.upperBits(first + rest)
    let lowerW = (first - upperW) + rest
    let sw = s.high * upperW
    let restOfSW = s.high * lowerW + s.low * (upperW + lowerW)
    // Each addend is smaller than the sum of those before it, or they are 0.
    let linear = ErrorFree.sum(large: k * Logarithm.logOfTwo.upper, small: s.high + s.high)
    let sum = ErrorFree.sum(large: linear.high, small: sw)
    let small = k * Logarithm.logOfTwo.lower + ((s.low + s.low) + restOfSW)
    return ErrorFree.sum(large: sum.high, small: (linear.low + sum.low) + small)
  }

  /// A number as 2^k·(1 + s)/(1 − s).
  struct ReducedArgument {
    /// k.
    let exponent: Double

    /// s, to 26 bits and the rest.
    let s: DoubleDouble

    /// What has been reduced.
    @inline(__always)
    init(exponent: Double, s: DoubleDouble) {
      self.exponent = exponent
      self.s = s
    }

    /// The reduction of a number in the domain.
    @inline(__always)
    init(_ u: Double) {
      let reduced = Logarithm.ReducedArgument(u)
      let f = reduced.significand - 1
      self.init(
        exponent: reduced.exponent, s: quotient(f, by: ErrorFree.sum(large: 2, small: f)))
    }
  }

  /// ln u of any positive number.
  ///
  /// - Domain: u in (0, ∞).
  static func ofAny(_ u: Double) -> DoubleDouble {
    if Logarithm.hasInDomain(u) { return of(u) }
    return u < 1 ? of(u * 0x1p54, exponentOffset: -54) : of(u * 0x1p-54, exponentOffset: 54)
  }

  /// f / d, to 26 bits and the rest.
  @inline(__always)
  private static func quotient(_ f: Double, by d: DoubleDouble) -> DoubleDouble {
    let inverse = 1 / d.high
    let upper = ErrorFree.upperBits(f * inverse)
    let upperD = ErrorFree.upperBits(d.high)
    let left = (f - upper * upperD) - upper * ((d.high - upperD) + d.low)
    return DoubleDouble(upper, left * inverse)
  }
}
