/// The logit at which a weighted sum of the losses of a positive and a negative is least.
///
/// As functions of p both losses are convex for every γ ≥ 0, so the gradient changes its sign once.
/// Where there is no gradient, under another modulator than the power, the loss itself is searched.
struct LogitMinimum {
  /// Where logits are searched; beyond, e^(−z) is less than the smallest double.
  private static let range = -746.0...746.0

  private let loss: ConstantLoss
  private let column: Int
  private let coefficients: (negative: Double, positive: Double)

  /// The least loss of a column.
  ///
  /// - Parameters:
  ///   - loss: the loss of constant predictions.
  ///   - column: the column.
  ///   - coefficients: the factors of the losses of negatives and positives.
  init(
    _ loss: ConstantLoss, column: Int, _ coefficients: (negative: Double, positive: Double)
  ) {
    self.loss = loss
    self.column = column
    self.coefficients = coefficients
  }

  /// The logit of the minimum; ±∞ where there is one side only, 0 where there is none.
  ///
  /// - Accuracy: within 1e-13 relative in p and 1 − p under the power modulator; about 1e-8
  ///   elsewhere, where the loss at the minimum is still within a few ulp.
  var logit: Double {
    guard coefficients.positive > 0 else { return coefficients.negative > 0 ? -.infinity : 0 }
    guard coefficients.negative > 0 else { return .infinity }
    return loss.evaluator.convention.hasDerivatives ? rootOfGradient : leastOfSearch
  }

  private var rootOfGradient: Double {
    var low = Self.range.lowerBound
    var high = Self.range.upperBound
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      let gradient = gradient(middle)
      // Where a guard holds both losses the way is back to its end.
      if gradient > 0 || gradient == 0 && middle > 0 { high = middle } else { low = middle }
    }
  }

  private func gradient(_ logit: Double) -> Double {
    let evaluator = loss.evaluator
    func own(_ isPositive: Bool) -> Double {
      DerivativeTerms(
        evaluator.guardedTarget(logit, isPositive: isPositive),
        gamma: evaluator.convention.gamma, evaluator.modulatingFactor
      ).byOwnLogit.gradient * evaluator.columnFactor(column, isPositive: isPositive)
    }
    return coefficients.positive * own(true) - coefficients.negative * own(false)
  }

  /// The best of many logits, and then the golden section around it.
  private var leastOfSearch: Double {
    let step = 0.125
    var best = 0.0
    for index in -320...320 where value(Double(index) * step) < value(best) {
      best = Double(index) * step
    }
    let ratio = 0.6180339887498949
    var low = best - step
    var high = best + step
    while high - low > 1e-9 * max(1, best.magnitude) {
      let left = high - ratio * (high - low)
      let right = low + ratio * (high - low)
      if value(left) <= value(right) { high = right } else { low = left }
    }
    let middle = low + (high - low) / 2
    return value(middle) <= value(best) ? middle : best
  }

  private func value(_ logit: Double) -> Double {
    let negative = loss.term(logit, column, false)
    let positive = loss.term(logit, column, true)
    let sum = coefficients.negative * negative.loss + coefficients.positive * positive.loss
    guard loss.evaluator.isNormalized else { return sum }
    let modulation =
      loss.negativeWeights[column] * negative.modulation
      + loss.positiveWeights[column] * positive.modulation
    return sum / max(modulation, 1e-6)
  }
}
