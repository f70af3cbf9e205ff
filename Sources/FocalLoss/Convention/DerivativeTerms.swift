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
struct DerivativeTerms {
  private let p: Double
  private let q: Double
  private let modulation: Double
  private let a1: Double
  private let a2: Double

  init(_ target: GuardedTarget, gamma: Double, _ modulatingFactor: ModulatingFactor) {
    p = target.probability.value
    q = target.probability.complement
    let factor = modulatingFactor(target.pair.complement)
    modulation =
      target.isHeld ? 0 : factor + factor * (gamma * target.pair.complementRest)
    // An ε added everywhere moves the complement that the modulating factor sees.
    let ratio =
      target.isModulatorHeld ? 0 : target.pair.complement == q ? 1 : q / target.pair.complement
    let exponent = gamma * ratio
    // At p = 0 the products p·ce and p²·ce are 0, their limits, however infinite the cross entropy.
    let pce = p == 0 ? 0 : p * target.pair.crossEntropy
    a1 = exponent * pce - target.slope * q
    a2 =
      p < .leastNormalMagnitude && target.slope == -1
      ? Self.a2(ofVanishing: target.pair.crossEntropy, gamma: gamma)
      : -exponent * q * pce + exponent * (gamma - 1) * ratio * p * pce
        - 2 * exponent * p * q * target.slope
        + target.curvature * q * q
  }

  /// The terms of a target that no rule changes.
  ///
  /// - Parameters:
  ///   - p: p_t, no subnormal.
  ///   - pair: q and −ln p_t, finite.
  ///   - modulatingFactor: q^γ.
  @inline(__always)
  init(untouched p: Double, _ pair: LossPair, _ modulatingFactor: ModulatingFactor) {
    let gamma = modulatingFactor.gamma
    let factor = modulatingFactor(pair.complement)
    self.p = p
    q = pair.complement
    modulation = factor + factor * (gamma * pair.complementRest)
    let pce = p * pair.crossEntropy
    a1 = gamma * pce + q
    a2 = -gamma * q * pce + gamma * (gamma - 1) * p * pce + 2 * gamma * p * q
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
    modulation == 0 ? (0, 0) : (-modulation * a1, modulation * (a2 + p * a1))
  }

  /// By the logit of another class.
  func byLogit(of other: TargetProbability) -> (gradient: Double, hessian: Double) {
    // Where the target has all the probability the loss is flat in every direction.
    guard modulation != 0, q != 0 else { return (0, 0) }
    let share = other.value / q
    return (
      modulation * share * a1, modulation * share * (share * a2 + other.complement * a1)
    )
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
