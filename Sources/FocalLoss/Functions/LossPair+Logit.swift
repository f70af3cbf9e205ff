extension LossPair {
  /// The pair of a target whose logit is s: p_t = σ(s).
  ///
  /// - Special cases: ±∞ gives probabilities of exactly 0 and 1; NaN gives NaN.
  /// - Accuracy: relative 2⁻⁵³, and 2⁻¹⁰⁷⁵.
  init(logit s: Double) { self.init(logit: DoubleDouble(s, 0)) }

  /// The pair of a target whose logit is a sum.
  ///
  /// - Domain: ``DoubleDouble/low`` is no more than a rounding error; 0 where the logit is infinite.
  init(logit s: DoubleDouble) {
    self.init(logit: s, odds: Self.odds(s))
  }

  /// The same from e^(−|s|), where that is at hand.
  init(logit s: DoubleDouble, odds e: DoubleDouble) {
    self.init(s.high, rest: s.high >= 0 ? 0 : s.low, odds: e)
    // Not the difference of two infinities.
    if s.high == -.infinity { (crossEntropy, crossEntropyRest) = (.infinity, 0) }
  }

  /// e^(−|s|).
  static func odds(_ s: DoubleDouble) -> DoubleDouble {
    if s.high.magnitude <= Exponential.bound { return uncheckedOdds(s) }
    let magnitude = DoubleDouble(-s.high.magnitude, s.high >= 0 ? -s.low : s.low)
    return DoubleDouble(Elementary.power(ofFar: magnitude), 0)
  }

  /// The same without a branch.
  ///
  /// - Domain: |s| at most ``Exponential/bound``.
  @inline(__always)
  init(uncheckedLogit s: Double) {
    self.init(s, rest: 0, odds: Exponential.doubleDouble(-s.magnitude))
  }

  /// The same of a binary target.
  ///
  /// - Parameters:
  ///   - z: the logit of the positive class.
  ///   - target: 1 for the positive class, or 0.
  /// - Returns: the pair, and a word whose highest bit is set where it means nothing.
  @inline(__always)
  static func unchecked(logit z: Double, target: Double) -> (pair: LossPair, outsideBits: UInt64) {
    let s = (2 * target - 1) * z
    return (LossPair(uncheckedLogit: s), (Exponential.bound - s.magnitude).bitPattern)
  }

  /// The same of a logit that is a sum.
  @inline(__always)
  init(uncheckedLogit s: DoubleDouble) {
    self.init(s.high, rest: s.high >= 0 ? 0 : s.low, odds: Self.uncheckedOdds(s))
  }

  @inline(__always)
  private static func uncheckedOdds(_ s: DoubleDouble) -> DoubleDouble {
    let e = Exponential.doubleDouble(-s.high.magnitude)
    return DoubleDouble(e.high, e.low - e.high * (s.high >= 0 ? s.low : -s.low))
  }

  /// The pair of a logit from e = e^(−|s|): q is e/(1 + e) where s ≥ 0 and 1/(1 + e) elsewhere, and
  /// ce = ln (1 + e) + max(−s, 0).
  ///
  /// - Parameters:
  ///   - s: the logit.
  ///   - rest: what it leaves, where it is negative.
  ///   - e: e.
  @inline(__always)
  private init(_ s: Double, rest: Double, odds e: DoubleDouble) {
    let isLikely = s >= 0
    let u = OnePlus(ErrorFree.sum(large: 1, small: e.high), e.low)
    let quotient = Quotient(by: u.sum)
    let complement = quotient.of(DoubleDouble(isLikely ? e.high : 1, isLikely ? e.low : 0))
    let logarithm = u.logarithm(inverse: quotient.inverse)
    let total = ErrorFree.sum(isLikely ? 0 : -s, logarithm.high)
    let crossEntropy = ErrorFree.sum(large: total.high, small: total.low + (logarithm.low - rest))
    self.init(complement: complement, crossEntropy: crossEntropy)
  }
}

/// A number of at least 1 as 1 + e, for which a sum of two doubles is not enough where e is tiny.
struct OnePlus {
  /// 1 + e.
  let sum: DoubleDouble

  /// What ``sum`` lacks.
  private let lost: Double

  /// The sum of 1 and a number.
  ///
  /// - Parameters:
  ///   - sum: 1 and the number's double, and what that sum leaves.
  ///   - rest: what the double leaves of the number.
  @inline(__always)
  init(_ sum: DoubleDouble, _ rest: Double) {
    // What the sum leaves is larger than what e leaves, or 0.
    let low = ErrorFree.sum(large: sum.low, small: rest)
    self.sum = DoubleDouble(sum.high, low.high)
    lost = low.low
  }

  /// ln (1 + e), not normalised.
  ///
  /// - Accuracy: relative 2⁻⁵⁴.
  ///
  /// - Parameter inverse: 1/(1 + e), to a few digits.
  /// - Returns: the logarithm.
  @inline(__always)
  func logarithm(inverse: Double) -> DoubleDouble {
    let logarithm = Logarithm.doubleDouble(sum.high, correction: sum.low * inverse)
    return DoubleDouble(logarithm.high, logarithm.low + lost)
  }
}
