/// The probability p_t that a prediction gives to its target, in three forms.
///
/// Each form has full relative accuracy of its own: 1 − p_t computed from a rounded p_t has lost
/// everything once p_t is close to 1, which is why most libraries return a focal loss of 0 from
/// logits of about 37.
public struct TargetProbability: Equatable, Sendable {
  /// p_t, in [0, 1].
  public var value: Double

  /// The complement q = 1 − p_t, in [0, 1].
  public var complement: Double

  /// The cross entropy −ln p_t in nats, in [0, +∞].
  public var crossEntropy: Double

  /// The probability of a target whose three forms are known.
  public init(value: Double, complement: Double, crossEntropy: Double) {
    self.value = value
    self.complement = complement
    self.crossEntropy = crossEntropy
  }

  /// Reduces 1 − p_t, to 0 where it is the smaller, and raises p_t likewise.
  ///
  /// - Parameter margin: what is subtracted, at least 0.
  mutating func reduceComplement(by margin: Double) {
    complement = max(0, complement - margin)
    value = 1 - complement
    crossEntropy = -Elementary.logOnePlus(-complement) + 0
  }

  /// The probability that a logit gives to a binary target: p_t = σ(±z).
  ///
  /// With s = z for a positive and −z for a negative, and e = e^(−|s|), in (0, 1]: the two
  /// probabilities are 1/(1+e) and e/(1+e), the larger one for p_t where s ≥ 0, and
  /// −ln p_t = ln(1+e) + max(−s, 0). Nothing is subtracted.
  ///
  /// - Accuracy: complement and value within 2 ulp, cross entropy within 2 ulp.
  /// - Special cases: z = ±∞ gives probabilities of exactly 0 and 1, and +∞ for the cross entropy
  ///   of a probability of 0; NaN gives NaN.
  ///
  /// - Parameters:
  ///   - logit: the logit z of the positive class.
  ///   - isPositive: whether the target is the positive class.
  @inline(__always)
  public init(logit: Double, isPositive: Bool) {
    let s = isPositive ? logit : -logit
    self.init(s, odds: Elementary.exp(-s.magnitude))
  }

  /// The same without a branch.
  ///
  /// - Parameters:
  ///   - logit: the logit z of the positive class.
  ///   - target: 1 for the positive class, or 0.
  /// - Returns: the probability, and a word whose highest bit is set where it means nothing.
  @inline(__always)
  static func unchecked(
    logit: Double, target: Double
  ) -> (probability: TargetProbability, outsideBits: UInt64) {
    let s = (2 * target - 1) * logit
    return (
      TargetProbability(s, odds: Exponential.of(-s.magnitude)),
      (Exponential.bound - s.magnitude).bitPattern
    )
  }

  /// The probability of a logit that is positive where p_t is above ½, from e = e^(−|s|).
  @inline(__always)
  private init(_ s: Double, odds e: Double) {
    let larger = ErrorFree.quotient(1, bySumOf: 1, e)
    let smaller = ErrorFree.quotient(e, bySumOf: 1, e)
    let isLikely = s >= 0
    value = isLikely ? larger : smaller
    complement = isLikely ? smaller : larger
    let u = 1 + e
    // What 1 + e loses by rounding, times 1/(1 + e) to two digits.
    let correction = (e - (u - 1)) * (1 - e * (1 - 0.5 * e))
    crossEntropy = Logarithm.of(u, correction: correction) + (isLikely ? 0 : -s)
  }

  /// The probability that the probability of the positive class gives to a binary target.
  ///
  /// p_t is p for a positive and 1 − p for a negative; −ln p_t is −ln p or −ln(1 − p), the latter
  /// without forming 1 − p.
  ///
  /// - Accuracy: value and complement within ½ ulp, cross entropy within 1.1 ulp, of the exact
  ///   function of the double p.
  /// - Special cases: p = 0 and 1 give exactly 0 and 1, and +∞ for the cross entropy of 0.
  ///
  /// - Parameters:
  ///   - probability: the probability p of the positive class, in [0, 1].
  ///   - isPositive: whether the target is the positive class.
  @inline(__always)
  public init(probability: Double, isPositive: Bool) {
    self.init(probability, target: isPositive ? 1 : 0, logarithm: Elementary.log)
  }

  /// The same without a branch.
  ///
  /// - Parameters:
  ///   - probability: the probability p of the positive class, in [0, 1].
  ///   - target: 1 for the positive class, or 0.
  /// - Returns: the probability, and a word whose highest bit is set where it means nothing.
  @inline(__always)
  static func unchecked(
    probability: Double, target: Double
  ) -> (probability: TargetProbability, outsideBits: UInt64) {
    let own = TargetProbability(probability, target: target, logarithm: Logarithm.of)
    return (own, Logarithm.outsideBits(own.value))
  }

  @inline(__always)
  private init(
    _ probability: Double, target y: Double, logarithm: (Double, Double) -> Double
  ) {
    // Products with 0 and 1 choose without a branch, which labels would make the processor guess.
    let other = 1 - probability
    value = y * probability + (1 - y) * other
    complement = y * other + (1 - y) * probability
    // What 1 − p loses by rounding, which is nothing from ½ on, times 1/(1 − p) to two digits.
    let lost = (1 - y) * ((1 - other) - probability)
    let correction = lost * (1 + probability * (1 + 2 * probability))
    crossEntropy = -logarithm(value, correction) + 0
  }

  /// The probability of the target itself, as softmax outputs have it.
  ///
  /// - Accuracy: as of ``init(probability:isPositive:)``.
  ///
  /// - Parameter probability: p_t, in [0, 1].
  @inline(__always)
  public init(probability: Double) {
    value = probability
    complement = 1 - probability
    // + 0 turns the −0 of −ln 1 into 0.
    crossEntropy = -Elementary.log(probability) + 0
  }

  /// The probability that the log-probability of the positive class gives to a binary target.
  ///
  /// - Accuracy: within 2 ulp of the exact functions of the double ℓ.
  /// - Special cases: ℓ = 0 is p = 1, ℓ = −∞ is p = 0.
  ///
  /// - Parameters:
  ///   - logProbability: ℓ = ln p of the positive class, in [−∞, 0].
  ///   - isPositive: whether the target is the positive class.
  @inline(__always)
  public init(logProbability: Double, isPositive: Bool) {
    if isPositive {
      self.init(logProbability: logProbability)
    } else {
      let p = -Elementary.expMinusOne(logProbability) + 0
      let q = Elementary.exp(logProbability)
      // ln(1 − e^ℓ): from ln 2 on the exponential is the larger term, and expm1 keeps its digits;
      // before that it is the smaller one, and log1p does. Source: Mächler, "Accurately computing
      // log(1 − exp(−|a|))", 2012.
      let isNearOne = logProbability > -0.6931471805599453
      self.init(
        value: p, complement: q,
        crossEntropy: -(isNearOne ? Elementary.log(p) : Elementary.logOnePlus(-q)) + 0)
    }
  }

  /// The probability of the target itself, from its logarithm.
  ///
  /// - Accuracy: value and complement within 1 ulp, cross entropy exact.
  ///
  /// - Parameter logProbability: ln p_t, in [−∞, 0].
  @inline(__always)
  public init(logProbability: Double) {
    value = Elementary.exp(logProbability)
    complement = -Elementary.expMinusOne(logProbability) + 0
    crossEntropy = -logProbability + 0
  }
}
