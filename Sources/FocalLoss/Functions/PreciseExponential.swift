/// The exponential function to nearly all digits of a sum of two doubles, for the few targets of which
/// a difference leaves no digits else.
///
/// With x = k·ln 2 + r the Taylor series of e^r, 26 terms of it.
enum PreciseExponential {
  /// What the two parts of ``Logarithm/logOfTwo`` leave of ln 2.
  private static let rest = 0x1.cc01f97b57a08p-87

  /// e^x.
  ///
  /// - Domain: |x| at most ``Exponential/bound``.
  /// - Accuracy: relative 2⁻¹⁰⁰, where no part is below 2⁻¹⁰²².
  static func of(_ x: DoubleDouble) -> DoubleDouble {
    let sum = x.high * 0x1.71547652b82fep+0 + 0x1.8p52
    let k = sum - 0x1.8p52
    let middle = ErrorFree.product(k, Logarithm.logOfTwo.lower)
    let r = ErrorFree.sum(x.high, -k * Logarithm.logOfTwo.upper)
      .adding(x.low)
      .adding(DoubleDouble(-middle.result, -middle.error))
      .adding(-k * rest)
    var series = DoubleDouble(1, 0)
    for n in stride(from: 26.0, to: 0, by: -1) {
      series = r.multiplied(by: series).divided(by: n).adding(1)
    }
    let scale = Double(bitPattern: (sum.bitPattern &+ 1023) << 52)
    return DoubleDouble(series.high * scale, series.low * scale)
  }
}
