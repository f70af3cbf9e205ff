/// What a model that predicts the same for every sample can reach, and where training begins.
///
/// With π the prevalence, the share of the weight that is positive: with γ > 0 or an α the best
/// constant prediction is not π, since the focal loss is not a proper scoring rule. In one-vs-all and
/// multilabel every number is one a column; in multiclass, one a class.
///
/// - Accuracy: under the power modulator predictions within 1e-12 relative, losses within 1e-13.
///   `BaselineTests` proves it.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, sections 3.3 and 4.1.
package struct Baseline: Equatable, Sendable {
  /// The prevalences π.
  package let prevalences: [Double]

  /// The probabilities of the best constant prediction, by the loss under the same convention.
  package let predictions: [Double]

  /// The loss of the best constant prediction, under the convention's reduction.
  package let loss: Double?

  /// The loss of predicting ½; in multiclass, the same for every class.
  package let lossAtHalf: Double?

  /// The loss of predicting the prevalence, as a model with the initial bias does.
  package let lossAtPrevalence: Double?

  /// ln(π/(1 − π)), the bias that makes a network begin at π, where a cross entropy is least; in
  /// multiclass ln π.
  package let initialBiases: [Double]

  /// ln(p*/(1 − p*)) of the best constant prediction p*, the score that boosting of this loss begins with;
  /// in multiclass ln p*.
  package let initScores: [Double]

  /// The α at which positives and negatives weigh the same, α·N₊ = (1 − α)·N₋; empty in multiclass.
  package let balancingAlphas: [Double]

  /// 1 − L/L₀ with L₀ the loss of the best constant prediction; nil where L₀ is 0 or infinite.
  ///
  /// - Parameter loss: L, under the same convention and reduction.
  /// - Returns: the skill; below 0 for a loss that a constant prediction undercuts.
  package func skill(ofLoss loss: Double) -> Double? {
    Self.skill(ofLoss: loss, best: self.loss)
  }

  static func skill(ofLoss loss: Double?, best: Double?) -> Double? {
    guard let loss, let best, best != 0, best.isFinite else { return nil }
    return 1 - loss / best
  }

  /// The baseline of the samples that were added to an accumulator.
  ///
  /// It is not known, and this is nil, for fractional or smoothed targets under another rule than
  /// expected, and in multiclass under another modulator than the power.
  ///
  /// - Parameters:
  ///   - accumulator: the sums of the samples under the convention.
  ///   - targets: the targets of the same samples.
  package init?(_ accumulator: LossAccumulator, _ targets: TargetSums) {
    guard let constant = ConstantLoss(accumulator, TargetWeights(accumulator, targets)),
      let best = constant.bestLogits
    else { return nil }
    let isMulticlass = accumulator.evaluator.convention.task == .multiclass
    predictions = best.map { TargetProbability(logit: $0, isPositive: true).value }
    loss = constant.loss(best)
    let pairs = zip(constant.weights.positives, constant.weights.negatives)
    prevalences = pairs.map { $0 / ($0 + $1) }
    let logits = pairs.map { $0 == $1 ? 0 : Elementary.log($0 / $1) }
    lossAtPrevalence = constant.loss(logits)
    let even = isMulticlass ? -Elementary.log(Double(max(1, best.count - 1))) : 0
    lossAtHalf = constant.loss(best.map { _ in even })
    initialBiases = isMulticlass ? prevalences.map { Elementary.log($0) } : logits
    initScores = isMulticlass ? predictions.map { Elementary.log($0) } : best
    balancingAlphas = isMulticlass ? [] : pairs.map { $1 / ($0 + $1) }
  }
}

extension ConstantLoss {
  /// The logits of the best constant prediction; nil where they are not known.
  var bestLogits: [Double]? {
    let coefficients = coefficients
    guard evaluator.convention.task == .multiclass else {
      return coefficients.indices.map {
        LogitMinimum(self, column: $0, coefficients[$0]).logit
      }
    }
    guard evaluator.convention.hasPowerDerivatives else { return nil }
    return SimplexMinimum(
      weights: coefficients.map(\.positive), gamma: evaluator.convention.gamma
    ).logits
  }
}
