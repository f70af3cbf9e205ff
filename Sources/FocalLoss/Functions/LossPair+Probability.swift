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
    self.init(p, isPositive) { Logarithm.ofAny($0, correction: $1) }
    // Not the difference of two infinities.
    if crossEntropy == .infinity { crossEntropyRest = 0 }
  }

  /// The same without a branch.
  ///
  /// - Parameters:
  ///   - p: the probability of the positive class, in [0, 1].
  ///   - target: 1 for the positive class, or 0.
  /// - Returns: the pair, and a word whose highest bit is set where it means nothing.
  @inline(__always)
  static func unchecked(
    probability p: Double, target: Double
  ) -> (pair: LossPair, outsideBits: UInt64) {
    let isPositive = target == 1
    let pair = LossPair(p, isPositive) { Logarithm.doubleDouble($0, correction: $1) }
    return (pair, Logarithm.outsideBits(isPositive ? p : 1 - p))
  }

  @inline(__always)
  private init(
    _ p: Double, _ isPositive: Bool, logarithm: (Double, Double) -> DoubleDouble
  ) {
    let other = ErrorFree.sum(large: 1, small: -p)
    // What 1 − p loses by rounding, over 1 − p.
    let lost = other.restOverHigh
    let value = isPositive ? p : other.high
    let ofValue = logarithm(value, isPositive ? 0 : lost)
    // 0 − 0 is no −0.
    let sum = ErrorFree.sum(large: 0 - ofValue.high, small: -ofValue.low)
    self.init(
      complement: isPositive ? other.high : p, complementRest: isPositive ? lost : 0,
      crossEntropy: sum.high, crossEntropyRest: sum.low)
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
