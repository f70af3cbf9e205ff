/// The probability p_t that a prediction gives to its target, in three forms.
///
/// Each form has full relative accuracy of its own: 1 − p_t computed from a rounded p_t has lost
/// everything once p_t is close to 1, which is why most libraries return a focal loss of 0 from
/// logits of about 37.
public struct TargetProbability: Equatable, Sendable {
  /// p_t, in [0, 1].
  public var value: Double

  /// The complement q = 1 − p_t, in [0, 1].
  public var complement: Double { pair.complement }

  /// The cross entropy −ln p_t in nats, in [0, +∞].
  public var crossEntropy: Double { pair.crossEntropy }

  /// Complement and cross entropy, with what their doubles leave.
  private(set) var pair: LossPair

  /// The probability of a target whose three forms are known.
  public init(value: Double, complement: Double, crossEntropy: Double) {
    self.init(
      value: value, pair: LossPair(complement: complement, crossEntropy: crossEntropy))
  }

  /// The probability of a target whose pair is known.
  init(value: Double, pair: LossPair) {
    self.value = value
    self.pair = pair
  }

  /// Reduces 1 − p_t, to 0 where it is the smaller, and raises p_t likewise.
  ///
  /// - Parameter margin: what is subtracted, at least 0.
  mutating func reduceComplement(by margin: Double) {
    let reduced = pair.fullComplement.adding(-margin)
    let complement = reduced.high > 0 ? reduced : DoubleDouble(0, 0)
    value = 1 - complement.high
    pair = LossPair(
      complement: complement, crossEntropy: Logarithm.crossEntropy(ofOneLess: complement))
  }

  /// The probability that a logit gives to a binary target: p_t = σ(±z).
  ///
  /// With s = z for a positive and −z for a negative, and e = e^(−|s|), in (0, 1]: the two
  /// probabilities are 1/(1+e) and e/(1+e), the larger one for p_t where s ≥ 0, and
  /// −ln p_t = ln(1+e) + max(−s, 0). Nothing is subtracted.
  ///
  /// - Accuracy: complement and value within 1 ulp, cross entropy within 1 ulp.
  /// - Special cases: z = ±∞ gives probabilities of exactly 0 and 1, and +∞ for the cross entropy
  ///   of a probability of 0; NaN gives NaN.
  ///
  /// - Parameters:
  ///   - logit: the logit z of the positive class.
  ///   - isPositive: whether the target is the positive class.
  public init(logit: Double, isPositive: Bool) {
    let s = DoubleDouble(isPositive ? logit : -logit, 0)
    let odds = LossPair.odds(s)
    let quotient = Quotient(by: ErrorFree.sum(large: 1, small: odds.high).adding(odds.low))
    value = quotient.of(s.high >= 0 ? DoubleDouble(1, 0) : odds).value
    pair = LossPair(logit: s, odds: odds)
  }

  /// The probability that the probability of the positive class gives to a binary target.
  ///
  /// p_t is p for a positive and 1 − p for a negative; −ln p_t is −ln p or −ln(1 − p), the latter
  /// without forming 1 − p.
  ///
  /// - Accuracy: value and complement within ½ ulp, cross entropy within 0.7 ulp, of the exact
  ///   function of the double p.
  /// - Special cases: p = 0 and 1 give exactly 0 and 1, and +∞ for the cross entropy of 0.
  ///
  /// - Parameters:
  ///   - probability: the probability p of the positive class, in [0, 1].
  ///   - isPositive: whether the target is the positive class.
  public init(probability: Double, isPositive: Bool) {
    value = isPositive ? probability : 1 - probability
    pair = LossPair(probability: probability, isPositive: isPositive)
  }

  /// The probability of the target itself, as softmax outputs have it.
  ///
  /// - Accuracy: as of ``init(probability:isPositive:)``.
  ///
  /// - Parameter probability: p_t, in [0, 1].
  public init(probability: Double) { self.init(probability: probability, isPositive: true) }

  /// The probability that the log-probability of the positive class gives to a binary target.
  ///
  /// - Accuracy: within 1 ulp of the exact functions of the double ℓ.
  /// - Special cases: ℓ = 0 is p = 1, ℓ = −∞ is p = 0.
  ///
  /// - Parameters:
  ///   - logProbability: ℓ = ln p of the positive class, in [−∞, 0].
  ///   - isPositive: whether the target is the positive class.
  public init(logProbability: Double, isPositive: Bool) {
    value =
      isPositive
      ? Elementary.exp(logProbability) : Elementary.oneLessExp(logProbability).high
    pair = LossPair(logProbability: logProbability, isPositive: isPositive)
  }

  /// The probability of the target itself, from its logarithm.
  ///
  /// - Accuracy: value and complement within 1 ulp, cross entropy exact.
  ///
  /// - Parameter logProbability: ln p_t, in [−∞, 0].
  public init(logProbability: Double) {
    self.init(logProbability: logProbability, isPositive: true)
  }
}
