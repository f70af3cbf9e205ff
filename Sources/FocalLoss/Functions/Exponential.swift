/// The exponential function where it is a normal number, without a branch, a table or a division, so
/// that a loop over many numbers becomes vector instructions.
///
/// With x = k·ln 2 + r, |r| at most half of ln 2:
///
/// ```
/// e^x = 2^k·e^r,   e^r = 1 + r + r²·P,   P = Σ c_i·r^i
/// ```
///
/// The product k·ln 2 is taken in two parts, and what rounding takes from r is put back last. The
/// eleven c_i make the largest error of r²·P the least (`polynomials.py` beside the tests computes
/// them); they leave 2⁻⁶⁴ of the result.
enum Exponential {
  /// How far from 0 an exponent may be.
  static let bound = 708.0

  /// e^x.
  ///
  /// - Domain: |x| at most ``bound``.
  /// - Accuracy: within 0.9 ulp.
  @inline(__always)
  static func of(_ x: Double) -> Double {
    // Beside 1.5·2⁵² there is no room for a fraction, so that the sum is k, and its low bits too.
    let sum = x * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = sum - 0x1.8p52
    let upper = x - k * Logarithm.logOfTwo.upper
    let lower = k * Logarithm.logOfTwo.lower
    let r = upper - lower
    let q = r * r
    let even =
      0x1p-1
      + q
      * (0x1.555555555555ep-5
        + q
        * (0x1.6c16c16c13505p-10
          + q * (0x1.a01a01b478a4ap-16 + q * (0x1.27e4beed3159cp-22 + q * 0x1.1f9e4f6871d54p-29))))
    let odd =
      0x1.555555555555cp-3
      + q
      * (0x1.111111110eb6ep-7
        + q
        * (0x1.a01a01b3d6531p-13 + q * (0x1.71ddef4ed230fp-19 + q * 0x1.af6d46c6a5b16p-26)))
    let power = 1 + (upper + (q * (even + r * odd) - lower))
    return Double(bitPattern: power.bitPattern &+ sum.bitPattern << 52)
  }
}
