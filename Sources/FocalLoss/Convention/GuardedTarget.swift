/// The probability of a target after the epsilon rule, with what its derivatives need.
struct GuardedTarget {
  /// What the prediction says, before the rule.
  var probability: TargetProbability

  /// q = 1 − p_t as the modulating factor sees it.
  var complement: Double

  /// −ln p_t, as guarded.
  var crossEntropy: Double

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
  var isChanged: Bool {
    complement != probability.complement || crossEntropy != probability.crossEntropy
  }

  /// A target that the rule leaves as it is.
  init(_ probability: TargetProbability) {
    self.probability = probability
    complement = probability.complement
    crossEntropy = probability.crossEntropy
  }
}
