/// The exponential function where it is a normal number, without a branch, a table or a division, so
/// that a loop over many numbers becomes vector instructions.
///
/// With x = k·ln 2 + r, |r| at most half of ln 2:
///
/// ```
/// e^x = 2^k·e^r,   e^r = 1 + r + r²·P,   P = Σ c_i·r^i
/// ```
///
/// The product k·ln 2 is taken in two parts, and what rounding takes from r and from the last
/// addition is put back last. The eleven c_i make the largest error of r²·P the least
/// (`polynomials.py` beside the tests computes them); they leave 2⁻⁶⁴ of the result.
enum Exponential {
  /// How far from 0 an exponent may be.
  static let bound = 708.0

  /// e^x.
  ///
  /// - Domain: |x| at most ``bound``.
  /// - Accuracy: within 0.6 ulp.
  @inline(__always)
  static func of(_ x: Double) -> Double {
    let reduced = ReducedArgument(x, 0)
    return reduced.power.value * reduced.scale(0)
  }

  /// e^x as a double and what it leaves.
  ///
  /// - Domain: |x| at most ``bound``.
  /// - Accuracy: relative 2⁻⁵⁷, and what of the low part is below 2⁻¹⁰⁷⁴.
  @inline(__always)
  static func doubleDouble(_ x: Double) -> DoubleDouble {
    let reduced = ReducedArgument(x, 0)
    let power = reduced.power
    let scale = reduced.scale(0)
    return DoubleDouble(power.high * scale, power.low * scale)
  }

  /// e^x·2^−k of an exponent that is a sum, and k.
  struct ReducedArgument {
    /// k as the low bits of 1.5·2⁵² + k.
    private let sum: Double

    /// r is ``upper`` − ``lower``, the latter what the rounding of k·ln 2 takes.
    private let upper: Double
    private let lower: Double

    private let r: Double
    private let square: Double

    /// P is ½ + r·``odd`` + r²·``even``.
    private let odd: Double
    private let even: Double

    /// The reduction of x + rest.
    ///
    /// - Domain: |x| below 2³¹; |rest| at most 2⁻³².
    @inline(__always)
    init(_ x: Double, _ rest: Double) {
      // Beside 1.5·2⁵² there is no room for a fraction, so that the sum is k, and its low bits too.
      sum = x * 0x1.71547652b82fep+0 + 0x1.8p52
      let k = sum - 0x1.8p52
      upper = x - k * Logarithm.logOfTwo.upper
      lower = k * Logarithm.logOfTwo.lower - rest
      r = upper - lower
      let q = r * r
      square = q
      even =
        0x1.555555555555ep-5
        + q
        * (0x1.6c16c16c13505p-10
          + q * (0x1.a01a01b478a4ap-16 + q * (0x1.27e4beed3159cp-22 + q * 0x1.1f9e4f6871d54p-29)))
      odd =
        0x1.555555555555cp-3
        + q
        * (0x1.111111110eb6ep-7
          + q
          * (0x1.a01a01b3d6531p-13 + q * (0x1.71ddef4ed230fp-19 + q * 0x1.af6d46c6a5b16p-26)))
    }

    /// k.
    @inline(__always)
    var exponent: Double { sum - 0x1.8p52 }

    /// e^r.
    ///
    /// - Accuracy: relative 2⁻⁵⁶.
    @inline(__always)
    var power: DoubleDouble {
      // r²/2 stands alone, since a rounding error beside ½ would be four times as large.
      let tail =
        0.5 * square + (square * (square * even + r * odd) + (r * ((upper - r) - lower) - lower))
      let y = ErrorFree.sum(large: upper, small: tail)
      let sum = ErrorFree.sum(large: 1, small: y.high)
      return DoubleDouble(sum.high, sum.low + y.low)
    }

    /// e^r − 1, with r²/2 in two parts, the upper exact, and with what rounding takes from r.
    ///
    /// - Accuracy: relative 2⁻⁵⁶.
    @inline(__always)
    var powerLessOne: DoubleDouble {
      let reduced = ErrorFree.sum(large: upper, small: -lower)
      let upperBits = ErrorFree.upperBits(r)
      let half = 0.5 * upperBits * upperBits
      let restOfHalf = 0.5 * (r - upperBits) * (r + upperBits)
      let sum = ErrorFree.sum(large: r, small: half)
      let rest = reduced.low * (1 + r) + (restOfHalf + r * square * (odd + r * even))
      return ErrorFree.sum(large: sum.high, small: sum.low + rest)
    }

    /// 2^(k + offset).
    ///
    /// - Domain: the power is a normal number.
    @inline(__always)
    func scale(_ offset: UInt64) -> Double {
      Double(bitPattern: (sum.bitPattern &+ (1023 &+ offset)) << 52)
    }
  }
}
