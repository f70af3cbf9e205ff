/// The focal loss of one target as a function of its probability, without α.
///
/// - Accuracy: of a probability whose three forms are correctly rounded, the loss within 6 ulp for
///   γ ≤ 2 and 16 ulp for γ = 5, the gradient within 1e-13 relative.
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
    loss = modulatingFactor == 0 ? 0 : modulatingFactor * probability.crossEntropy + 0
    gradient =
      DerivativeTerms(GuardedTarget(probability), gamma: gamma, factor).byOwnLogit.gradient + 0
  }
}
