extension Convention {
  /// Checks everything that can be checked without knowing how many predictions a sample has.
  ///
  /// - Throws: ``ParameterError`` for the first axis, in the order of the properties, that is
  ///   out of range.
  public func validate() throws(ParameterError) {
    try validateAlpha()
    guard gamma >= 0, gamma.isFinite else { throw .gammaOutOfRange(gamma) }
    try validateModulator()
    try validateEpsilon()
    if let softTargets, !softTargets.isMeaningful(in: task) {
      throw .softTargetRuleForTask(softTargets, task)
    }
    guard labelSmoothing >= 0, labelSmoothing <= 1 else {
      throw .labelSmoothingOutOfRange(labelSmoothing)
    }
    for weight in classWeights where !(weight >= 0 && weight.isFinite) {
      throw .classWeightOutOfRange(weight)
    }
  }

  /// Checks that the lists have as many values as there are classes, and everything else.
  ///
  /// - Parameter predictionCount: the predictions of a sample.
  /// - Throws: ``ParameterError`` as ``validate()`` does, or for a list of the wrong length.
  public func validate(predictionCount: Int) throws(ParameterError) {
    try validate()
    let classCount = task == .binary ? 2 : predictionCount
    if modulator.kind == .perClass, modulator.values.count != classCount {
      throw .modulatorCount(.perClass, found: modulator.values.count, expected: classCount)
    }
    if alpha.rule == .perClass, alpha.values.count != classCount {
      throw .alphaCount(.perClass, found: alpha.values.count, expected: classCount)
    }
    if alpha.isPerColumn, alpha.values.count != predictionCount {
      throw .alphaCount(alpha.rule, found: alpha.values.count, expected: predictionCount)
    }
    if classWeightRule == .column, !classWeights.isEmpty, !task.hasColumns {
      throw .classWeightRuleForTask(classWeightRule, task)
    }
    if !classWeights.isEmpty, classWeights.count != classCount {
      throw .classWeightCount(found: classWeights.count, expected: classCount)
    }
  }

  private func validateAlpha() throws(ParameterError) {
    let count = alpha.values.count
    switch alpha.rule {
    case .none:
      guard count == 0 else { throw .alphaCount(.none, found: count, expected: 0) }
    case .scale, .background:
      guard count == 1 else { throw .alphaCount(alpha.rule, found: count, expected: 1) }
    case .balanced, .perClass, .positiveWeight, .positivesOnly:
      guard count > 0 else { throw .alphaCount(alpha.rule, found: 0, expected: 1) }
    }
    guard alpha.rule.isMeaningful(in: task) else { throw .alphaRuleForTask(alpha.rule, task) }
    let upperBound =
      alpha.rule == .balanced || alpha.rule == .background
      ? 1 : Double.greatestFiniteMagnitude
    for value in alpha.values where !(value >= 0 && value <= upperBound) {
      throw .alphaOutOfRange(alpha.rule, value)
    }
  }

  private func validateModulator() throws(ParameterError) {
    let kind = modulator.kind
    let count = modulator.values.count
    if kind == .perClass {
      guard count > 0 else { throw .modulatorCount(kind, found: 0, expected: 1) }
    } else if count != kind.parameters.count {
      throw .modulatorCount(kind, found: count, expected: kind.parameters.count)
    }
    guard kind.isMeaningful(in: task) else { throw .modulatorForTask(kind, task) }
    for (index, value) in modulator.values.enumerated() {
      let isInRange =
        switch kind {
        case .power, .normalized: true
        case .aslSingleLabel: value >= 0 && value.isFinite
        case .asl: value >= 0 && (index == 2 ? value < 1 : value.isFinite)
        case .reduced, .reducedContinuous: value > 0 && value < 1
        case .flStar: value.isFinite
        case .perClass: value >= 0 && value.isFinite
        case .poly1: value >= -1 && value.isFinite
        }
      guard isInRange else {
        let name = kind == .perClass ? "gammas" : kind.parameters[index]
        throw .modulatorOutOfRange(kind, parameter: name, value)
      }
    }
    if let rule = softTargets, !kind.isMeaningful(with: rule) {
      throw .modulatorWithSoftTargets(kind, rule)
    }
    if kind == .flStar, gamma == 0 { throw .modulatorNeedsGamma(kind) }
  }

  private func validateEpsilon() throws(ParameterError) {
    let value = epsilon.value
    let isInRange =
      switch epsilon.rule {
      case .none: value == 0
      case .clip, .floor, .addAll, .clipCrossEntropy, .clipAdd: value > 0 && value < 0.5
      case .add, .logFloor: value > 0 && value.isFinite
      }
    guard isInRange else { throw .epsilonOutOfRange(epsilon.rule, value) }
  }
}

extension Alpha.Rule {
  /// Whether the rule says something about the task.
  ///
  /// - Parameter task: the task.
  /// - Returns: false where the rule needs what the task does not have: positives and negatives
  ///   (softmax has only classes), a background class, or one true class a sample.
  public func isMeaningful(in task: ClassificationTask) -> Bool {
    switch self {
    case .none, .scale: true
    case .balanced, .positiveWeight, .positivesOnly: task.isElementwise
    case .perClass: task != .multilabel
    case .background: task == .multiclass
    }
  }
}
