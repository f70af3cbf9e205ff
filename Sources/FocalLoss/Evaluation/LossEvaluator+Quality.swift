/// Positives whose loss is that of their quality.
extension LossEvaluator {
  /// Whether positives have a quality.
  var needsQuality: Bool { traits.contains(.quality) }

  /// What the modulator makes of a positive of some quality.
  ///
  /// The loss is weight·ce with the cross entropy ce = t·ce₊ + (1 − t)·ce₋ of a target t.
  struct QualityTerm {
    let weight: Double
    let target: Double

    /// 1 − t.
    let rest: Double
    let crossEntropy: Double

    /// The focal term, in nats; a weight of 0 takes an infinite cross entropy away.
    var term: Double { weight == 0 ? 0 : weight * crossEntropy + 0 }
  }

  /// The term of a positive.
  ///
  /// - Parameters:
  ///   - prediction: the prediction.
  ///   - quality: its quality u, in [0, 1].
  /// - Returns: what the modulator makes of it.
  func qualityTerm(_ prediction: Double, quality: Double) -> QualityTerm {
    let (target, rest) = qualityTarget(quality, probability(prediction, isPositive: true))
    let pair = SoftTarget(
      classes: [
        guardedTarget(prediction, isPositive: false), guardedTarget(prediction, isPositive: true),
      ], shares: [rest, target]
    ).mixture
    let crossEntropy = pair.crossEntropy.isFinite ? pair.fullCrossEntropy.value : pair.crossEntropy
    return QualityTerm(
      weight: convention.modulator.kind == .varifocal ? quality : 1, target: target, rest: rest,
      crossEntropy: crossEntropy)
  }

  /// The target t of a positive, and 1 − t without that subtraction where t is a power.
  private func qualityTarget(
    _ quality: Double, _ probability: TargetProbability
  ) -> (target: Double, rest: Double) {
    switch convention.modulator.kind {
    case .mal:
      let gamma = convention.gamma
      return (
        modulatingFactor(quality),
        gamma == 0 ? 0 : Elementary.oneLessExp(gamma * Elementary.log(quality)).value
      )
    case .iaBCE:
      let exponent = convention.modulator.values[0]
      let target = Power(exponent)(probability.value) * Power(1 - exponent)(quality)
      // The least target of LW-DETR.
      let least = 0.01
      guard target > least else { return (least, 1 - least) }
      let logarithm =
        (1 - exponent) * Elementary.log(quality) - exponent * probability.crossEntropy
      return (target, Elementary.oneLessExp(logarithm).value)
    default: return (quality, 1 - quality)
    }
  }

  /// The derivatives of the term of a positive by its logit, the target being held.
  func qualityDerivatives(
    _ prediction: Double, quality: Double, _ factor: Double
  ) -> (gradient: Double, hessian: Double) {
    let term = qualityTerm(prediction, quality: quality)
    let factor = factor * term.weight
    guard factor != 0 else { return (0, 0) }
    func jet(_ isPositive: Bool) -> Jet {
      TargetJets(guardedTarget(prediction, isPositive: isPositive), by: nil).crossEntropy
    }
    let (negative, positive) = (jet(false), jet(true))
    return (
      factor * (term.target * positive.first - term.rest * negative.first),
      factor * (term.target * positive.second + term.rest * negative.second)
    )
  }
}
