extension LossPair {
  /// The pair of a binary target that the probability of the positive class gives.
  ///
  /// - Special cases: p = 0 and 1 give exactly 0 and 1.
  /// - Accuracy: relative 2⁻⁵⁴.
  ///
  /// - Parameters:
  ///   - p: the probability of the positive class, in [0, 1].
  ///   - isPositive: whether the target is the positive class.
  init(probability p: Double, isPositive: Bool) {
    let target = ProbabilityOfTarget(p, isPositive: isPositive)
    self.init(target, Logarithm.ofAny(target.value, correction: target.rest))
    // Not the difference of two infinities.
    if crossEntropy == .infinity { crossEntropyRest = 0 }
  }

  /// The same without a branch.
  ///
  /// - Parameters:
  ///   - p: the probability of the positive class, in [0, 1].
  ///   - target: 1 for the positive class, or 0.
  /// - Returns: the pair, and p_t rounded; the pair means nothing where that is 0 or subnormal.
  @inline(__always)
  static func unchecked(
    probability p: Double, target: Double
  ) -> (pair: LossPair, value: Double) {
    let target = ProbabilityOfTarget(p, isPositive: target == 1)
    let pair = LossPair(target, Logarithm.doubleDouble(target.value, correction: target.rest))
    return (pair, target.value)
  }

  /// The pair of p_t and of its logarithm.
  @inline(__always)
  private init(_ target: ProbabilityOfTarget, _ logarithm: DoubleDouble) {
    let crossEntropy = ErrorFree.negatedSum(large: logarithm.high, small: logarithm.low)
    self.init(
      complement: target.complement, complementRest: target.complementRest,
      crossEntropy: crossEntropy.high, crossEntropyRest: crossEntropy.low)
  }
}

/// p and 1 − p, as what they are to a target.
private struct ProbabilityOfTarget {
  /// p_t, rounded.
  let value: Double

  /// What that leaves of p_t, over p_t.
  let rest: Double

  /// 1 − p_t, rounded.
  let complement: Double

  /// What that leaves of 1 − p_t, over 1 − p_t.
  let complementRest: Double

  @inline(__always)
  init(_ p: Double, isPositive: Bool) {
    let other = ErrorFree.difference(large: 1, small: p)
    let lost = other.restOverHigh
    // Exchanges the two, in fewer instructions than two choices.
    let exchange = isPositive ? p.bitPattern ^ other.high.bitPattern : 0
    value = Double(bitPattern: other.high.bitPattern ^ exchange)
    complement = Double(bitPattern: p.bitPattern ^ exchange)
    rest = isPositive ? 0 : lost
    complementRest = isPositive ? lost : 0
  }
}

extension LossPair {
  /// The pair of a binary target that the log-probability of the positive class gives.
  ///
  /// With ℓ = ln p: of a positive ce = −ℓ and q = 1 − e^ℓ, of a negative q = e^ℓ and
  /// ce = −ln (1 − e^ℓ). From ln ½ on the logarithm is of 1 − e^ℓ made without e^ℓ, before that of 1
  /// less e^ℓ, the smaller number each time.
  ///
  /// - Special cases: ℓ = 0 is p = 1, ℓ = −∞ is p = 0.
  /// - Accuracy: relative 2⁻⁵³, and 2⁻¹⁰⁷⁵.
  ///
  /// Source: Mächler, "Accurately computing log(1 − exp(−|a|))", 2012.
  ///
  /// - Parameters:
  ///   - l: ln p of the positive class, in [−∞, 0].
  ///   - isPositive: whether the target is the positive class.
  init(logProbability l: Double, isPositive: Bool) {
    let other = Elementary.oneLessExp(l)
    if isPositive {
      self.init(complement: other, crossEntropy: DoubleDouble(0 - l, 0))
      return
    }
    let q =
      l >= -Exponential.bound
      ? Exponential.doubleDouble(l).normalized
      : DoubleDouble(Elementary.power(ofFar: DoubleDouble(l, 0)), 0)
    self.init(
      complement: q,
      crossEntropy: l > -0.6931471805599453
        ? Logarithm.crossEntropy(of: other)
        : Logarithm.crossEntropy(ofOneLess: q))
  }
}
