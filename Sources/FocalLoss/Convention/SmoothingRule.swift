/// How label smoothing moves targets, and what it moves.
///
/// With a target y, the amount s and K classes, 2 for every sigmoid element:
public enum SmoothingRule: String, CaseIterable, Sendable {
  /// y·(1 − s) + s/K: towards the uniform distribution.
  ///
  /// Source: Szegedy et al., "Rethinking the Inception Architecture", 2016; Keras.
  case uniform
  /// y·(1 − s) + (1 − y)·s/(K − 1): the others share all of s, and the true class has 1 − s.
  ///
  /// Source: anomalib.
  case others
  /// As `uniform`, but in the cross entropy alone: α and the modulating factor are those of y.
  ///
  /// A fractional y has the modulating factor of the mixed p_t. Source: google/automl, effdet.
  case crossEntropyOnly = "cross-entropy-only"
}

extension Convention {
  /// A target after label smoothing, as the cross entropy has it.
  ///
  /// - Parameters:
  ///   - target: y.
  ///   - classCount: K.
  /// - Returns: the smoothed target; those of all classes sum to 1 as far as the y do.
  func smoothed(_ target: Double, classCount: Int) -> Double {
    let smoothing = labelSmoothing
    guard smoothing != 0 else { return target }
    switch smoothingRule {
    case .uniform, .crossEntropyOnly:
      return target * (1 - smoothing) + smoothing / Double(classCount)
    case .others:
      // A class alone has no others.
      guard classCount > 1 else { return target }
      return target * (1 - smoothing) + (1 - target) * (smoothing / Double(classCount - 1))
    }
  }

  /// Whether α and the modulating factor are those of targets that are not smoothed.
  var smoothsCrossEntropyOnly: Bool {
    smoothingRule == .crossEntropyOnly && labelSmoothing > 0
  }

  /// Checks the rule against the rest.
  ///
  /// - Throws: ``ParameterError`` for a soft rule or a modulator that has no factor of mixed sides.
  func validateSmoothingRule() throws(ParameterError) {
    guard smoothsCrossEntropyOnly else { return }
    if let softTargets, softTargets != .mixture {
      throw .smoothingRuleWithSoftTargets(smoothingRule, softTargets)
    }
    guard modulator.kind.isMeaningful(with: .mixture) else {
      throw .smoothingRuleWithModulator(smoothingRule, modulator.kind)
    }
  }
}
