/// The pair of a target, the complement q = 1 − p_t and the cross entropy ce = −ln p_t, with what their
/// doubles leave of them.
///
/// What they leave is a first-order correction of everything made of them: of a focal term w·ce with
/// w = q^γ it is w·(``rest(gamma:)``). Without it the errors of exponential, quotient and logarithm
/// are the larger part of those of a loss.
///
/// The functions called unchecked have no branch, so that a loop over many targets becomes vector
/// instructions.
struct TargetPair: Equatable, Sendable {
  /// The double nearest to q = 1 − p_t, in [0, 1].
  var complement: Double

  /// What that leaves of q, over q.
  var complementRest: Double

  /// The double nearest to ce = −ln p_t in nats, in [0, +∞].
  var crossEntropy: Double

  /// What that leaves of ce.
  var crossEntropyRest: Double

  /// What q^γ·ce lacks, over q^γ: the rest of ce, and what that of q makes of q^γ.
  ///
  /// - Parameter gamma: γ.
  /// - Returns: what is lacking, over q^γ.
  @inline(__always)
  func rest(gamma: Double) -> Double {
    // Beside an infinite cross entropy is nothing, not 0·∞.
    let rest = crossEntropyRest + gamma * (crossEntropy * complementRest)
    return crossEntropy < .infinity ? rest : 0
  }

  /// The focal term q^γ·ce, never −0.
  ///
  /// - Accuracy: within 3 ulp for γ ≤ 2, 4 ulp for γ ≤ 3, 6 ulp for γ = 5.
  func focalTerm(_ factor: ModulatingFactor) -> Double {
    let w = factor(complement)
    return w == 0 ? 0 : w * crossEntropy + w * rest(gamma: factor.gamma) + 0
  }
}

extension TargetPair {
  /// The pair of a target whose logit is s: p_t = σ(s).
  ///
  /// - Special cases: ±∞ gives probabilities of exactly 0 and 1; NaN gives NaN.
  /// - Accuracy: relative 2⁻⁵⁵, and 2⁻¹⁰⁷⁵.
  init(logit s: Double) { self.init(logit: DoubleDouble(s, 0)) }

  /// The pair of a target whose logit is a sum.
  ///
  /// - Domain: ``DoubleDouble/low`` is no more than a rounding error; 0 where the logit is infinite.
  init(logit s: DoubleDouble) {
    guard !(s.high.magnitude <= Exponential.bound) else {
      self.init(uncheckedLogit: s)
      return
    }
    let magnitude = DoubleDouble(-s.high.magnitude, s.high >= 0 ? -s.low : s.low)
    self.init(
      s.high, rest: s.high >= 0 ? 0 : s.low,
      odds: DoubleDouble(Elementary.power(ofFar: magnitude), 0))
    // Not the difference of two infinities.
    if s.high == -.infinity { (crossEntropy, crossEntropyRest) = (.infinity, 0) }
  }

  /// The same without a branch.
  ///
  /// - Domain: |s| at most ``Exponential/bound``.
  @inline(__always)
  init(uncheckedLogit s: Double) {
    self.init(s, rest: 0, odds: Exponential.doubleDouble(-s.magnitude))
  }

  /// The same of a logit that is a sum.
  @inline(__always)
  init(uncheckedLogit s: DoubleDouble) {
    var e = Exponential.doubleDouble(-s.high.magnitude)
    e.low -= e.high * (s.high >= 0 ? s.low : -s.low)
    self.init(s.high, rest: s.high >= 0 ? 0 : s.low, odds: e)
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
    let sum = ErrorFree.sum(large: 1, small: e.high)
    let u = DoubleDouble(sum.high, sum.low + e.low)
    let quotient = Quotient(by: u)
    let complement = quotient.of(DoubleDouble(isLikely ? e.high : 1, isLikely ? e.low : 0))
    let logarithm = Self.logarithm(u, lessOne: e, inverse: quotient.inverse)
    let total = ErrorFree.sum(isLikely ? 0 : -s, logarithm.high)
    let crossEntropy = ErrorFree.sum(large: total.high, small: total.low + (logarithm.low - rest))
    self.init(
      complement: complement.high, complementRest: complement.restOverHigh,
      crossEntropy: crossEntropy.high, crossEntropyRest: crossEntropy.low)
  }

  /// ln u, where u is 1 + e.
  ///
  /// - Domain: e at least 0.
  /// - Accuracy: relative 2⁻⁵⁵.
  ///
  /// - Parameters:
  ///   - u: 1 + e.
  ///   - e: e.
  ///   - inverse: 1/u, to a few digits.
  /// - Returns: the logarithm, not normalised.
  @inline(__always)
  static func logarithm(
    _ u: DoubleDouble, lessOne e: DoubleDouble, inverse: Double
  ) -> DoubleDouble {
    let logarithm = Logarithm.doubleDouble(u.high, correction: u.low * inverse)
    // Where e is tiny 1 + e has lost its rest, and two terms of the series are enough.
    let isTiny = e.high < 0x1p-30
    return DoubleDouble(
      isTiny ? e.high : logarithm.high,
      isTiny ? e.low - 0.5 * e.high * e.high : logarithm.low)
  }
}

extension TargetPair {
  /// The pair of a binary target that the probability of the positive class gives.
  ///
  /// - Special cases: p = 0 and 1 give exactly 0 and 1.
  /// - Accuracy: relative 2⁻⁵⁵.
  ///
  /// - Parameters:
  ///   - p: the probability of the positive class, in [0, 1].
  ///   - isPositive: whether the target is the positive class.
  init(probability p: Double, isPositive: Bool) {
    self.init(p, isPositive) { Logarithm.ofAny($0, correction: $1) }
    if crossEntropy == .infinity { crossEntropyRest = 0 }
  }

  /// The same without a branch.
  ///
  /// - Domain: p_t is not 0 nor subnormal, as ``Logarithm/outsideBits(_:)`` tells.
  @inline(__always)
  init(uncheckedProbability p: Double, isPositive: Bool) {
    self.init(p, isPositive) { Logarithm.doubleDouble($0, correction: $1) }
  }

  @inline(__always)
  private init(
    _ p: Double, _ isPositive: Bool, logarithm: (Double, Double) -> DoubleDouble
  ) {
    let other = ErrorFree.sum(large: 1, small: -p)
    // What 1 − p loses by rounding, over 1 − p.
    let lost = other.restOverHigh
    let value = isPositive ? p : other.high
    complement = isPositive ? other.high : p
    complementRest = isPositive ? lost : 0
    let ofValue = logarithm(value, isPositive ? 0 : lost)
    // Where p is tiny 1 − p has lost it, and two terms of the series are enough.
    let isTiny = !isPositive && p < 0x1p-30
    // 0 − 0 is no −0.
    let sum = ErrorFree.sum(
      large: 0 - (isTiny ? -p : ofValue.high), small: isTiny ? 0.5 * p * p : -ofValue.low)
    (crossEntropy, crossEntropyRest) = (sum.high, sum.low)
  }
}

/// Quotients with one divisor, in two parts: the only division is that of its inverse.
struct Quotient {
  /// The inverse of the divisor, rounded.
  let inverse: Double

  /// The divisor: 26 bits, and the rest.
  private let upper: Double
  private let rest: Double

  /// The quotients by a divisor.
  @inline(__always)
  init(by divisor: DoubleDouble) {
    inverse = 1 / divisor.high
    upper = ErrorFree.upperBits(divisor.high)
    rest = (divisor.high - upper) + divisor.low
  }

  /// a divided by the divisor, normalised.
  ///
  /// - Accuracy: relative 2⁻⁷⁵.
  @inline(__always)
  func of(_ a: DoubleDouble) -> DoubleDouble {
    // 26 bits of the quotient, whose product with the divisor is exact, and then the rest.
    let quotient = ErrorFree.upperBits(a.high * inverse)
    let left = ((a.high - quotient * upper) - quotient * rest) + a.low
    return ErrorFree.sum(large: quotient, small: left * inverse)
  }
}

extension TargetPair {
  /// The pair of a binary target that the log-probability of the positive class gives.
  ///
  /// With ℓ = ln p: of a positive ce = −ℓ and q = 1 − e^ℓ, of a negative q = e^ℓ and
  /// ce = −ln (1 − e^ℓ). From ln ½ on the logarithm is of 1 − e^ℓ made without e^ℓ, before that of 1
  /// less e^ℓ, the smaller number each time.
  ///
  /// - Special cases: ℓ = 0 is p = 1, ℓ = −∞ is p = 0.
  /// - Accuracy: relative 2⁻⁵⁵, and 2⁻¹⁰⁷⁵.
  ///
  /// Source: Mächler, "Accurately computing log(1 − exp(−|a|))", 2012.
  ///
  /// - Parameters:
  ///   - l: ln p of the positive class, in [−∞, 0].
  ///   - isPositive: whether the target is the positive class.
  init(logProbability l: Double, isPositive: Bool) {
    let isFar = !(l >= -Exponential.bound)
    let other = isFar ? DoubleDouble(-1, 0) : Elementary.expMinusOne(of: l)
    if isPositive {
      self.init(
        complement: 0 - other.high, complementRest: other.restOverHigh, crossEntropy: 0 - l,
        crossEntropyRest: 0)
      return
    }
    let q =
      isFar
      ? DoubleDouble(Elementary.power(ofFar: DoubleDouble(l, 0)), 0)
      : Exponential.doubleDouble(l).normalized
    let logarithm =
      l > -0.6931471805599453
      ? Logarithm.ofAny(-other.high, correction: other.restOverHigh) : Self.logarithm(oneLess: q)
    let sum = ErrorFree.sum(large: 0 - logarithm.high, small: -logarithm.low)
    self.init(
      complement: q.high, complementRest: q.restOverHigh, crossEntropy: sum.high,
      crossEntropyRest: sum.high.isFinite ? sum.low : 0)
  }

  /// ln (1 − x), not normalised.
  ///
  /// - Domain: x in [0, ½].
  private static func logarithm(oneLess x: DoubleDouble) -> DoubleDouble {
    let u = ErrorFree.sum(large: 1, small: -x.high)
    // Where x is tiny 1 − x has lost it, and two terms of the series are enough.
    guard x.high >= 0x1p-30 else { return DoubleDouble(-x.high, -x.low - 0.5 * x.high * x.high) }
    return Logarithm.doubleDouble(u.high, correction: (u.low - x.low) / u.high)
  }
}
