/// The terms from which the derivatives of a hard target's focal loss are put together.
///
/// With ℓ = ln p_t, and k₁, k₂ the first two derivatives of the guarded cross entropy by ℓ (−1 and
/// 0 without a guard), the loss f = q^γ·ce has
///
///     A₁ = γ·p·ce − k₁·q
///     A₂ = −γ·p·q·ce + γ(γ−1)·p²·ce − 2γ·p·q·k₁ + k₂·q²
///     df/dz_t = −q^γ·A₁              d²f/dz_t² = q^γ·(A₂ + p·A₁)
///     df/dz_j =  q^γ·r·A₁            d²f/dz_j² = q^γ·(r²·A₂ + r·(1 − p_j)·A₁),  r = p_j/q
///
/// for the target's own logit and the other logits of a softmax. In A₁ all terms are positive, so
/// the gradient keeps full relative accuracy where the textbook form subtracts and loses
/// everything by z = 45. A sigmoid is a softmax over (0, z), and a negative's own logit is −z.
///
/// Sums and products keep what their doubles leave, so that the error is that of p_t and q^γ.
///
/// - Accuracy: of logits the gradient within 5 ulp for γ ≤ 2 and 10 ulp for γ ≤ 5, the Hessian within 10
///   and 20 ulp of its largest term.
struct DerivativeTerms {
  private let p: DoubleDouble
  private let q: DoubleDouble
  private let modulation: Double
  private let a1: DoubleDouble
  private let a2: DoubleDouble

  init(_ target: GuardedTarget, gamma: Double, _ modulatingFactor: ModulatingFactor) {
    p = DoubleDouble(target.probability.value, 0)
    q = target.probability.pair.fullComplement
    let factor = modulatingFactor(target.pair.complement)
    modulation =
      target.isHeld ? 0 : factor + factor * (gamma * target.pair.complementRest)
    // An ε added everywhere moves the complement that the modulating factor sees.
    let ratio =
      target.isModulatorHeld
      ? 0 : target.pair.complement == q.high ? 1 : q.high / target.pair.complement
    let exponent = gamma * ratio
    // At p = 0 the products p·ce and p²·ce are 0, their limits, however infinite the cross entropy.
    let pce = p.high == 0 ? p : p.multiplied(by: target.pair.fullCrossEntropy)
    let pceOfExponent = pce.multiplied(by: exponent)
    let ofSlope = q.multiplied(by: -target.slope)
    a1 = pceOfExponent.adding(ofSlope)
    if p.high < .leastNormalMagnitude, target.slope == -1 {
      a2 = DoubleDouble(Self.a2(ofVanishing: target.pair.crossEntropy, gamma: gamma), 0)
    } else {
      a2 = p.multiplied(by: (gamma - 1) * ratio).adding(-q).multiplied(by: pceOfExponent)
        .adding(p.multiplied(by: 2 * exponent).multiplied(by: ofSlope))
        .adding(q.multiplied(by: q).multiplied(by: target.curvature))
    }
  }

  /// A₂ where q is 1 and p a subnormal, which has lost its digits: p·γ·(2 − ce).
  ///
  /// p = e^(−ce) is put back as the square of e^(−ce/2), half of it on either side of the factor.
  private static func a2(ofVanishing crossEntropy: Double, gamma: Double) -> Double {
    guard crossEntropy.isFinite else { return 0 }
    let root = Elementary.exp(-crossEntropy / 2)
    return (root * gamma * (2 - crossEntropy)) * root
  }

  /// By the logit of the target itself.
  var byOwnLogit: (gradient: Double, hessian: Double) {
    modulation == 0
      ? (0, 0)
      : (-modulation * a1.value, modulation * a2.adding(p.multiplied(by: a1)).value)
  }

  /// By the logit of another class.
  func byLogit(of other: TargetProbability) -> (gradient: Double, hessian: Double) {
    // Where the target has all the probability the loss is flat in every direction.
    guard modulation != 0, q.high != 0 else { return (0, 0) }
    let share = DoubleDouble(other.value, 0).divided(by: q)
    let inner = share.multiplied(by: a2).adding(other.pair.fullComplement.multiplied(by: a1))
    return (
      modulation * share.multiplied(by: a1).value, modulation * share.multiplied(by: inner).value
    )
  }

  /// The derivatives by the logit of a target that no rule changes, in fewer operations.
  ///
  ///     df/dz_t = −q^γ·(γ·p·ce + q)    d²f/dz_t² = q^γ·p·(γ·ce·(γ·p − q) + (2γ + 1)·q)
  ///
  /// What the doubles leave of p, q and ce is a first-order correction of the second.
  ///
  /// - Parameters:
  ///   - pair: q and −ln p_t, finite.
  ///   - other: the pair of the other target, whose complement is p_t, no subnormal.
  ///   - modulatingFactor: q^γ.
  /// - Returns: the derivatives.
  @inline(__always)
  static func byOwnLogit(
    untouched pair: LossPair, _ other: LossPair, _ modulatingFactor: ModulatingFactor
  ) -> (gradient: Double, hessian: Double) {
    let gamma = modulatingFactor.gamma
    let (p, q, ce) = (other.complement, pair.complement, pair.crossEntropy)
    let (pRest, qRest) = (other.complementRest, q * pair.complementRest)
    let factor = modulatingFactor(q)
    let modulation = factor + factor * (gamma * pair.complementRest)
    let difference = gamma * p - q
    let curved = (gamma * ce) * difference + (2 * gamma + 1) * q
    let rest =
      gamma * (pair.crossEntropyRest * difference + ce * (gamma * p * pRest - qRest))
      + (2 * gamma + 1) * qRest + curved * pRest
    return (-modulation * (gamma * (p * ce) + q), (modulation * p) * (curved + rest))
  }
}

/// The focal loss of one target as a function of its probability, without α.
///
/// - Accuracy: of a probability whose three forms are correctly rounded, the loss within 4 ulp for
///   γ ≤ 2 and 8 ulp for γ = 5, the gradient within 1e-13 relative.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, figure 1.
package struct CurvePoint: Equatable, Sendable {
  /// (1 − p_t)^γ.
  package let modulatingFactor: Double

  /// (1 − p_t)^γ·(−ln p_t), in nats.
  package let loss: Double

  /// The derivative of the loss by the target's own logit: −q^γ·(γ·p_t·ce + q), in [−1, 0] for
  /// γ = 0 and a little below −1 at most elsewhere.
  package let gradient: Double

  /// The loss at a probability.
  ///
  /// - Parameters:
  ///   - probability: p_t.
  ///   - gamma: the focusing parameter γ; finite, at least 0.
  package init(_ probability: TargetProbability, gamma: Double) {
    let factor = ModulatingFactor(gamma: gamma)
    modulatingFactor = factor(probability.complement)
    loss = modulatingFactor == 0 ? 0 : factor.term(probability.pair)
    gradient =
      DerivativeTerms(GuardedTarget(probability), gamma: gamma, factor).byOwnLogit.gradient + 0
  }
}
