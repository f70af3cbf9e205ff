/// The probability of a target after the epsilon rule, with what its derivatives need.
struct GuardedTarget {
  /// What the prediction says, before the rule.
  var probability: TargetProbability

  /// What that was made of.
  let origin: TargetOrigin

  /// What the loss is made of: q as the modulating factor sees it, and the guarded −ln p_t.
  var pair: LossPair

  /// The first derivative of the guarded cross entropy by ln p_t: −1 where nothing is changed.
  var slope = -1.0

  /// The second derivative of the guarded cross entropy by ln p_t: 0 where nothing is changed.
  var curvature = 0.0

  /// Whether the rule holds the loss at a constant, so that its derivatives are 0.
  var isHeld = false

  /// Whether the rule holds the complement, and so the modulating factor, at a constant.
  var isModulatorHeld = false

  /// Whether the rule changed the loss of a target predicted wrongly: the change that matters.
  var isCapped = false

  /// Whether the rule changed the complement or the cross entropy.
  var isChanged: Bool { pair != probability.pair }

  /// Whether the rule leaves the target and its derivatives as they are.
  var isUntouched: Bool {
    !isChanged && !isHeld && !isModulatorHeld && slope == -1 && curvature == 0
  }

  /// A target that the rule leaves as it is.
  init(_ probability: TargetProbability, _ origin: TargetOrigin = .probability) {
    self.probability = probability
    self.origin = origin
    pair = probability.pair
  }
}

/// An epsilon rule, ready to be applied to targets.
struct EpsilonGuard {
  private let rule: Epsilon.Rule
  private let value: Double

  /// 1 − ε, rounded: the upper end of a clip, as every implementation computes it.
  private let upperEnd: Double

  /// Where a clip plainly changes nothing: twice as far from the ends as where it begins, so that no
  /// rounding matters.
  private let innerEnds: (lower: Double, upper: Double)

  /// The lower of the inner ends, or the least number that is not subnormal.
  private let leastValue: Double

  /// The least complement and the greatest cross entropy at which the rule plainly changes nothing.
  private let untouched: LossPair

  init(_ epsilon: Epsilon) {
    untouched = epsilon.untouched
    rule = epsilon.rule
    value = epsilon.value
    upperEnd = 1 - epsilon.value
    innerEnds =
      epsilon.rule == .clip
      ? (2 * epsilon.value, 1 - 2 * epsilon.value) : (-.infinity, .infinity)
    leastValue = max(innerEnds.lower, .leastNormalMagnitude)
  }

  /// Guards the logarithm of a target's probability.
  ///
  /// - Parameters:
  ///   - probability: what the prediction says of the target.
  ///   - isPositive: whether the target is the positive class, whose probability is the one that a
  ///     clip holds; true for softmax, where p_t itself is held.
  ///   - origin: what the probability was made of.
  /// - Returns: the guarded target.
  func apply(
    to probability: TargetProbability, isPositive: Bool, _ origin: TargetOrigin = .probability
  ) -> GuardedTarget {
    var target = GuardedTarget(probability, origin)
    switch rule {
    case .none: break
    case .clip: clip(&target, isPositive: isPositive)
    case .add: add(value, to: &target)
    case .addAll: addEverywhere(isPositive ? value : -value, to: &target)
    case .floor: floor(&target)
    case .clipCrossEntropy:
      clipCrossEntropy(&target, isPositive: isPositive) { $0.pair.fullCrossEntropy }
    case .clipAdd:
      add(value, to: &target)
      clipCrossEntropy(&target, isPositive: isPositive) {
        crossEntropy(of: GuardedTarget($0), plus: value)
      }
    case .logFloor:
      if probability.crossEntropy > value {
        target.pair.fullCrossEntropy = DoubleDouble(value, 0)
        // The cross entropy alone is held: the modulating factor still moves with p_t.
        target.slope = 0
        target.isCapped = true
      }
    }
    return target
  }

  /// Whether the rule changes a target, or may, or its cross entropy is infinite, as a bit.
  ///
  /// - Parameter pair: the pair before the rule.
  /// - Returns: a word whose highest bit is set where it is so.
  @inline(__always)
  func changedBits(_ pair: LossPair) -> UInt64 {
    // A difference has its sign bit set where it is negative.
    (pair.complement - untouched.complement).bitPattern
      | (untouched.crossEntropy - pair.crossEntropy).bitPattern
  }

  /// Whether a clip changes a target, or may, as a bit.
  ///
  /// - Parameter complement: what the prediction says is left to be the other class.
  /// - Returns: a word whose highest bit is set where it is so; never under other rules.
  @inline(__always)
  func outsideBits(_ complement: Double) -> UInt64 {
    // A difference has its sign bit set where it is negative.
    (complement - innerEnds.lower).bitPattern | (innerEnds.upper - complement).bitPattern
  }

  /// The same of a target whose p_t is at hand; also where that is 0 or subnormal, under any rule.
  @inline(__always)
  func outsideBits(_ complement: Double, value: Double) -> UInt64 {
    (complement - innerEnds.lower).bitPattern | (value - leastValue).bitPattern
  }

  private func clip(_ target: inout GuardedTarget, isPositive: Bool) {
    guard let (held, isCapped) = clipped(target.probability, isPositive: isPositive) else { return }
    target.pair = held.pair
    target.isHeld = true
    target.isCapped = isCapped
  }

  /// The cross entropy alone is held: the modulating factor still moves with p_t.
  private func clipCrossEntropy(
    _ target: inout GuardedTarget, isPositive: Bool,
    _ crossEntropy: (TargetProbability) -> DoubleDouble
  ) {
    target.isCapped = false
    guard let (held, isCapped) = clipped(target.probability, isPositive: isPositive) else { return }
    target.pair.fullCrossEntropy = crossEntropy(held)
    target.slope = 0
    target.curvature = 0
    target.isCapped = isCapped
  }

  /// Whether the rule does no more than to hold probabilities in [ε, 1 − ε].
  var isClip: Bool { rule == .clip }

  /// Whether the rule changes nothing.
  var isNone: Bool { rule == .none }

  /// A probability held in [ε, 1 − ε], and whether on the wrong side; nil where it is within.
  @inline(__always)
  func clipped(
    _ probability: TargetProbability, isPositive: Bool
  ) -> (held: TargetProbability, isCapped: Bool)? {
    let p = isPositive ? probability.value : probability.complement
    guard p < value || p > upperEnd else { return nil }
    let isAtLowerEnd = p < value
    return (
      TargetProbability(probability: isAtLowerEnd ? value : upperEnd, isPositive: isPositive),
      isAtLowerEnd == isPositive
    )
  }

  private func floor(_ target: inout GuardedTarget) {
    if target.probability.value < value {
      target.pair.fullCrossEntropy = Logarithm.crossEntropy(of: DoubleDouble(value, 0))
      target.slope = 0
      target.isCapped = true
    }
    if target.pair.complement < value {
      target.pair.fullComplement = DoubleDouble(value, 0)
      target.isModulatorHeld = true
    }
  }

  private func add(_ epsilon: Double, to target: inout GuardedTarget) {
    let p = target.probability.value
    target.pair.fullCrossEntropy = crossEntropy(of: target, plus: epsilon)
    let share = p / (p + epsilon)
    target.slope = -share
    target.curvature = -share * (epsilon / (p + epsilon))
    target.isCapped = p < epsilon
  }

  private func addEverywhere(_ epsilon: Double, to target: inout GuardedTarget) {
    if target.probability.value + epsilon > 0 {
      add(epsilon, to: &target)
    } else {
      target.pair.fullCrossEntropy = DoubleDouble(.infinity, 0)
      target.isHeld = true
    }
    target.isModulatorHeld = target.pair.complement <= epsilon
    let complement = difference(target, epsilon)
    target.pair.fullComplement = complement.high > 0 ? complement : DoubleDouble(0, 0)
  }

  /// −ln (p_t + ε).
  private func crossEntropy(of target: GuardedTarget, plus epsilon: Double) -> DoubleDouble {
    let probability = target.probability
    // Near 1 the sum p_t + ε would lose what the complement still has.
    guard probability.value <= 0.5 else {
      return Logarithm.crossEntropy(ofOneLess: difference(target, epsilon))
    }
    let sum = ErrorFree.sum(probability.value, epsilon)
    // Where the two nearly cancel p_t needs more digits.
    return Logarithm.crossEntropy(
      of: sum.high < 0x1p-3 * probability.value
        ? target.origin.value(probability).adding(epsilon) : sum)
  }

  /// q − ε.
  private func difference(_ target: GuardedTarget, _ epsilon: Double) -> DoubleDouble {
    let complement = target.probability.pair.fullComplement
    let difference = complement.adding(-epsilon)
    // Where the two nearly cancel q needs more digits.
    return difference.high.magnitude < 0x1p-3 * complement.high
      ? target.origin.complement(target.probability).adding(-epsilon) : difference
  }
}

extension Epsilon {
  /// The least complement and the greatest cross entropy at which the rule plainly changes nothing.
  fileprivate var untouched: LossPair {
    switch rule {
    case .none: LossPair(complement: 0, crossEntropy: .greatestFiniteMagnitude)
    // Four times as far from the ends as where the rules begin, so that no rounding matters.
    case .clip, .clipCrossEntropy, .floor:
      LossPair(complement: 4 * value, crossEntropy: -Elementary.log(4 * value))
    case .logFloor: LossPair(complement: 0, crossEntropy: value)
    case .add, .addAll, .clipAdd: LossPair(complement: .infinity, crossEntropy: 0)
    }
  }
}
