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
    return loss.evaluator.convention.hasPowerDerivatives ? rootOfGradient : leastOfSearch
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
      loss.weights.negatives[column] * negative.modulation
      + loss.weights.positives[column] * positive.modulation
    return sum / max(modulation, 1e-6)
  }
}

/// The distribution over classes at which a weighted sum of the focal losses of the classes is least.
///
/// With a_c the weight of class c and f the focal loss as a function of p, Σ a_c·f(p_c) under
/// Σ p_c = 1 is convex, and at its minimum a_c·(−f′(p_c)) is the same number λ for every class. With
/// z_c the logit of p_c,
///
///     ln(−f′(p)) = γ·ln q − ln p + ln(1 + γ·r),   r = p·ce/q,
///
/// which falls with z nearly in a straight line, so that Newton's method finds each z_c for a λ, and
/// then λ for the sum of 1. For γ = 0 p_c is a_c / Σ a, the prior.
struct SimplexMinimum {
  /// ln a_c of every class; −∞ for those that weigh nothing.
  private let logWeights: [Double]
  private let gamma: Double

  /// The least loss.
  ///
  /// - Parameters:
  ///   - weights: the weight of every class, at least 0.
  ///   - gamma: the focusing parameter.
  init(weights: [Double], gamma: Double) {
    logWeights = weights.map(Elementary.log)
    self.gamma = gamma
  }

  /// The logits of the classes' own probabilities; ±∞ where only one class weighs anything.
  ///
  /// - Accuracy: within 1e-12 relative in p.
  var logits: [Double] {
    let weighing = logWeights.filter { $0 > -.infinity }
    guard weighing.count > 1 else {
      let even = -Elementary.log(Double(max(1, logWeights.count - 1)))
      return logWeights.map { weighing.isEmpty ? even : $0 > -.infinity ? .infinity : -.infinity }
    }
    var logMultiplier = weighing.max() ?? 0
    var low = -Double.infinity
    var high = Double.infinity
    for _ in 0..<200 {
      let (sum, slope) = sumOfProbabilities(logMultiplier)
      let error = Elementary.log(sum)
      if error > 0 { low = logMultiplier } else { high = logMultiplier }
      var next = logMultiplier - error / (slope / sum)
      // A step out of the bracket is halved into it.
      if next <= low || next >= high, low.isFinite, high.isFinite { next = low + (high - low) / 2 }
      let isDone = (next - logMultiplier).magnitude <= 1e-15 * max(1, next.magnitude)
      logMultiplier = next
      if isDone { break }
    }
    return logWeights.map { $0 > -.infinity ? logit(logMultiplier - $0) : -.infinity }
  }

  /// Σ p_c for a multiplier, and its derivative by the multiplier's logarithm.
  private func sumOfProbabilities(_ logMultiplier: Double) -> (sum: Double, slope: Double) {
    var sum = 0.0
    var slope = 0.0
    for weight in logWeights where weight > -.infinity {
      let logit = logit(logMultiplier - weight)
      let probability = TargetProbability(logit: logit, isPositive: true)
      sum += probability.value
      slope += probability.value * probability.complement / logSlope(probability).slope
    }
    return (sum, slope)
  }

  /// The logit at which ln(−f′) has a value.
  private func logit(_ value: Double) -> Double {
    var logit = value > 0 ? -value : gamma > 0 ? -value / gamma : 40
    for _ in 0..<100 {
      let (current, slope) = logSlope(TargetProbability(logit: logit, isPositive: true))
      let step = (value - current) / slope
      logit += step
      if step.magnitude <= 1e-15 * max(1, logit.magnitude) { break }
    }
    return logit
  }

  /// ln(−f′(p)), and its derivative by the logit.
  private func logSlope(_ probability: TargetProbability) -> (value: Double, slope: Double) {
    let p = probability.value
    let q = probability.complement
    let crossEntropy = probability.crossEntropy
    let ratio = p * crossEntropy / q
    // −ln q is the cross entropy of the other side: exact for any p.
    let value = gamma * Elementary.log(q) + crossEntropy + Elementary.logOnePlus(gamma * ratio)
    let ratioSlope = p * ((crossEntropy - 1) + ratio)
    return (value, -gamma * p - q + gamma * ratioSlope / (1 + gamma * ratio))
  }
}
