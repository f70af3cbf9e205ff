/// An epsilon rule, ready to be applied to targets.
struct EpsilonGuard {
  private let rule: Epsilon.Rule
  private let value: Double

  /// 1 − ε, rounded: the upper end of a clip, as every implementation computes it.
  private let upperEnd: Double

  init(_ epsilon: Epsilon) {
    rule = epsilon.rule
    value = epsilon.value
    upperEnd = 1 - epsilon.value
  }

  /// Guards the logarithm of a target's probability.
  ///
  /// - Parameters:
  ///   - probability: what the prediction says of the target.
  ///   - isPositive: whether the target is the positive class, whose probability is the one that a
  ///     clip holds; true for softmax, where p_t itself is held.
  /// - Returns: the guarded target.
  func apply(to probability: TargetProbability, isPositive: Bool) -> GuardedTarget {
    var target = GuardedTarget(probability)
    switch rule {
    case .none: break
    case .clip: clip(&target, isPositive: isPositive)
    case .add: add(&target)
    case .logFloor:
      if probability.crossEntropy > value {
        target.crossEntropy = value
        // The cross entropy alone is held: the modulating factor still moves with p_t.
        target.slope = 0
        target.isCapped = true
      }
    }
    return target
  }

  private func clip(_ target: inout GuardedTarget, isPositive: Bool) {
    let p = isPositive ? target.probability.value : target.probability.complement
    guard p < value || p > upperEnd else { return }
    let isAtLowerEnd = p < value
    let held = TargetProbability(
      probability: isAtLowerEnd ? value : upperEnd, isPositive: isPositive)
    target.complement = held.complement
    target.crossEntropy = held.crossEntropy
    target.isHeld = true
    target.isCapped = isAtLowerEnd == isPositive
  }

  private func add(_ target: inout GuardedTarget) {
    let p = target.probability.value
    // Near 1 the sum p_t + ε would lose what the complement still has.
    target.crossEntropy =
      p > 0.5
      ? -Elementary.logOnePlus(value - target.complement) : -Elementary.log(p + value)
    let share = p / (p + value)
    target.slope = -share
    target.curvature = -share * (value / (p + value))
    target.isCapped = p < value
  }
}
