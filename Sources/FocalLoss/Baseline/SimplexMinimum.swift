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
