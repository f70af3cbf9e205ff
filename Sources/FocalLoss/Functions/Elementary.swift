/// The elementary functions for all arguments, each within 1 ulp, which every accuracy stated in this
/// module builds on.
///
/// They are made of additions, multiplications, divisions and square roots, which IEEE 754 rounds
/// correctly, and call no mathematical library: every processor and every system has the same bits.
///
/// - Special cases: NaN gives NaN; limits are those of C.
enum Elementary {
  /// e^x.
  ///
  /// - Accuracy: within 0.6 ulp; a subnormal result within 0.8 ulp.
  @inline(__always)
  static func exp(_ x: Double) -> Double {
    x.magnitude <= Exponential.bound ? Exponential.of(x) : power(ofFar: DoubleDouble(x, 0))
  }

  /// e^x − 1, without the cancellation near 0.
  ///
  /// - Accuracy: within 0.7 ulp.
  static func expMinusOne(_ x: Double) -> Double {
    if !(x <= Exponential.bound) { return exp(x) }
    // A zero keeps its sign.
    return x == 0 ? x : -oneLessExp(x).high
  }

  /// 1 − e^x as the nearest double and what it leaves.
  ///
  /// - Domain: x at most ``Exponential/bound``.
  /// - Accuracy: relative 2⁻⁵⁶.
  static func oneLessExp(_ x: Double) -> DoubleDouble {
    // Below −708 the power is nothing beside 1.
    if x < -Exponential.bound { return DoubleDouble(1, 0) }
    let difference = expMinusOne(of: x)
    return DoubleDouble(0 - difference.high, 0 - difference.low)
  }

  /// e^x − 1 as the nearest double and what it leaves.
  ///
  /// - Domain: |x| at most ``Exponential/bound``.
  /// - Accuracy: relative 2⁻⁵⁶.
  static func expMinusOne(of x: Double) -> DoubleDouble {
    let reduced = Exponential.ReducedArgument(x, 0)
    let power = reduced.powerLessOne
    let scale = reduced.scale(0)
    let difference = ErrorFree.sum(scale, -1)
    let sum = ErrorFree.sum(difference.high, scale * power.high)
    return ErrorFree.sum(
      large: sum.high, small: (difference.low + sum.low) + scale * power.low)
  }

  /// ln x.
  ///
  /// - Accuracy: within 0.7 ulp.
  @inline(__always)
  static func log(_ x: Double) -> Double { log(x, correction: 0) }

  /// ln (1 + x), without the cancellation near 0.
  ///
  /// - Domain: x at least −1.
  /// - Accuracy: within 0.7 ulp.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    let u = 1 + x
    let correction = x < 0x1p60 ? (1 - (u - x)) / u : 0
    return log(u, correction: x.magnitude <= 1 ? nearCorrection(x, u) : correction)
  }

  /// The same without a branch.
  ///
  /// - Domain: x in [0, 1].
  @inline(__always)
  static func uncheckedLogOnePlus(_ x: Double) -> Double {
    let u = 1 + x
    return Logarithm.of(u, correction: nearCorrection(x, u))
  }

  /// What the sum u of 1 and x loses by rounding, times 1/u to two digits.
  ///
  /// - Domain: |x| at most 1.
  @inline(__always)
  private static func nearCorrection(_ x: Double, _ u: Double) -> Double {
    (x - (u - 1)) * (1 - x * (1 - (x < 0 ? 2 : 0.5) * x))
  }

  /// ln u + c, c being what corrects the rounding of u.
  @inline(__always)
  static func log(_ u: Double, correction c: Double) -> Double {
    Logarithm.hasInDomain(u)
      ? Logarithm.of(u, correction: c) : Logarithm.ofAny(u, correction: c).value
  }

  /// x^y.
  ///
  /// - Domain: x at least 0.
  /// - Accuracy: within 0.9 ulp.
  /// - Special cases: x^0 and 1^y are 1.
  static func power(_ x: Double, _ y: Double) -> Double { Power(y)(x) }

  /// e^x·c of an exponent that may be beyond those of normal numbers.
  ///
  /// - Parameters:
  ///   - x: the exponent, normalised.
  ///   - factor: c, from 2⁻¹⁰⁰ to 2¹⁰⁰. The product is rounded before it becomes subnormal or infinite.
  /// - Returns: the product.
  @inline(never)
  static func power(ofFar x: DoubleDouble, times factor: Double = 1) -> Double {
    guard x.high < 800 else { return x.high > 0 ? .infinity : x.high }
    guard x.high > -850 else { return 0 }
    let reduced = Exponential.ReducedArgument(x.high, x.low)
    // In two steps, so that a subnormal result is rounded once.
    let isSmall = x.high < 0
    let scale = reduced.scale(isSmall ? 500 : 0 &- 500)
    return reduced.power.value * factor * scale * (isSmall ? 0x1p-500 : 0x1p500)
  }
}
