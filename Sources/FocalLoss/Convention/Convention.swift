/// Which focal loss is computed: one choice on every axis on which implementations differ.
///
/// The loss of a hard target with probability p_t of the true class is
/// FL = α_t · (1 − p_t)^γ · (−ln p_t), in nats. A convention says what α_t, p_t and the guard of
/// the logarithm are and how the losses of the samples are reduced. Two conventions that are equal
/// give the same bits for the same samples.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017.
public struct Convention: Hashable, Sendable {
  /// What a row of predictions is about.
  public var task: ClassificationTask

  /// What the predictions are.
  public var input: PredictionKind

  /// The weighting factor α.
  public var alpha: Alpha

  /// The focusing parameter γ: finite, at least 0; 0 is the cross entropy.
  ///
  /// Modulators that have gammas of their own do not look at it.
  public var gamma: Double

  /// What takes the weight from samples that are already right.
  public var modulator: Modulator

  /// The guard against the logarithm of 0.
  public var epsilon: Epsilon

  /// What a target between 0 and 1 means; nil where such targets are not allowed.
  ///
  /// The targets that label smoothing makes out of hard ones need no rule: without one they are
  /// taken as ``SoftTargetRule/expected``.
  public var softTargets: SoftTargetRule?

  /// How far hard targets are moved towards the uniform distribution, in [0, 1]; 0 is not at all.
  ///
  /// ``smoothingRule`` says how.
  public var labelSmoothing: Double

  /// How label smoothing moves targets, and what it moves.
  public var smoothingRule: SmoothingRule

  /// A factor for every class, by which the losses of its samples are multiplied; empty for none.
  ///
  /// Each is finite and at least 0; under ``ClassWeightRule/column`` it is one of a column. Binary: for the negatives, then the positives. Multilabel: one a
  /// column. Samples without a class, the background and fractional targets, keep their losses.
  public var classWeights: [Double]

  /// What the class weights multiply.
  public var classWeightRule: ClassWeightRule

  /// How the losses of the samples become one number.
  public var reduction: Reduction

  /// A convention; what is not said is exact, unweighted, and hard.
  public init(
    task: ClassificationTask, input: PredictionKind, alpha: Alpha = .none, gamma: Double = 2,
    modulator: Modulator = .power,
    epsilon: Epsilon = .none, softTargets: SoftTargetRule? = nil, labelSmoothing: Double = 0,
    smoothingRule: SmoothingRule = .uniform,
    classWeights: [Double] = [], classWeightRule: ClassWeightRule = .trueClass,
    reduction: Reduction = .mean
  ) {
    self.task = task
    self.input = input
    self.alpha = alpha
    self.gamma = gamma
    self.modulator = modulator
    self.epsilon = epsilon
    self.softTargets = softTargets
    self.labelSmoothing = labelSmoothing
    self.smoothingRule = smoothingRule
    self.classWeights = classWeights
    self.classWeightRule = classWeightRule
    self.reduction = reduction
  }

  /// Whether ``LossEvaluator/derivatives(of:)`` gives the derivatives of the losses.
  ///
  /// It does for the power modulator under every other choice, and for the modulators that are smooth,
  /// where targets between 0 and 1 have the expected loss.
  public var hasDerivatives: Bool {
    let traits = modulator.kind.traits
    return traits.contains(.derivatives)
      && (traits.contains(.power) || effectiveSoftRule == .expected)
  }

  /// Whether the derivatives of a hard target are those of q^γ·ce.
  var hasPowerDerivatives: Bool {
    modulator.kind.traits.isSuperset(of: [.power, .derivatives])
  }

  /// The rule for the targets that label smoothing makes out of hard ones.
  ///
  /// ``SoftTargetRule/positiveFactor`` speaks of labels as they are given.
  package var effectiveSoftRule: SoftTargetRule {
    if smoothsCrossEntropyOnly { return .mixture }
    guard let softTargets, softTargets != .positiveFactor || labelSmoothing == 0 else {
      return .expected
    }
    return softTargets
  }
}

extension Convention {
  /// Checks everything that can be checked without knowing how many predictions a sample has.
  ///
  /// - Throws: ``ParameterError`` for the first axis, in the order of the properties, that is
  ///   out of range.
  public func validate() throws(ParameterError) {
    try alpha.validate(in: task)
    if modulator.kind.needsQuality {
      // The α of ia-bce is an exponent of its own.
      guard alpha.rule == .none || alpha.rule == .negatives && modulator.kind != .iaBCE else {
        throw .alphaRuleForModulator(alpha.rule, modulator.kind)
      }
    }
    guard gamma >= 0, gamma.isFinite else { throw .gammaOutOfRange(gamma) }
    try modulator.validate(in: task, gamma: gamma, softTargets: softTargets)
    try epsilon.validate()
    if let softTargets, !softTargets.isMeaningful(in: task) {
      throw .softTargetRuleForTask(softTargets, task)
    }
    guard labelSmoothing >= 0, labelSmoothing <= 1 else {
      throw .labelSmoothingOutOfRange(labelSmoothing)
    }
    try validateSmoothingRule()
    let kind = modulator.kind
    guard labelSmoothing == 0 || kind.traits.isDisjoint(with: [.nearness, .quality]) else {
      throw .modulatorWithLabelSmoothing(modulator.kind)
    }
    for weight in classWeights where !(weight >= 0 && weight.isFinite) {
      throw .classWeightOutOfRange(weight)
    }
    try reduction.validate()
  }

  /// Checks that the lists have as many values as there are classes, and everything else.
  ///
  /// - Parameter predictionCount: the predictions of a sample.
  /// - Throws: ``ParameterError`` as ``validate()`` does, or for a list of the wrong length.
  public func validate(predictionCount: Int) throws(ParameterError) {
    try validate()
    let classCount = task == .binary ? 2 : predictionCount
    try modulator.validate(classCount: classCount)
    try alpha.validate(classCount: classCount, predictionCount: predictionCount)
    if classWeightRule == .column, !classWeights.isEmpty, !task.hasColumns {
      throw .classWeightRuleForTask(classWeightRule, task)
    }
    if !classWeights.isEmpty, classWeights.count != classCount {
      throw .classWeightCount(found: classWeights.count, expected: classCount)
    }
  }
}

/// What a row of predictions is about, and so which link turns it into probabilities.
public enum ClassificationTask: String, CaseIterable, Sendable {
  /// One prediction a sample, for the positive class; the link is the sigmoid.
  case binary
  /// One prediction a class, exactly one class true; the link is the softmax.
  case multiclass
  /// One prediction a class, at most one class true, each class a sigmoid of its own.
  case oneVsAll = "one-vs-all"
  /// One prediction a label, any number of labels true, each label a sigmoid of its own.
  case multilabel

  /// Whether every prediction is a binary element of its own, linked by the sigmoid.
  public var isElementwise: Bool { self != .multiclass }

  /// Whether a sample has several elements, each in a column of its own.
  var hasColumns: Bool { self == .oneVsAll || self == .multilabel }
}

/// What the numbers called predictions are.
public enum PredictionKind: String, CaseIterable, Sendable {
  /// Probabilities in [0, 1].
  case probabilities
  /// Logits: raw scores of any size, before the sigmoid or the softmax.
  case logits
  /// Natural logarithms of probabilities, in [−∞, 0].
  case logProbabilities = "log-probabilities"
}

/// What the class weights multiply.
public enum ClassWeightRule: String, CaseIterable, Sendable {
  /// The losses of samples, all elements of them, by their true class; in multilabel by column.
  case trueClass = "true-class"
  /// The losses of elements, by their column, whatever is true; in one-vs-all and multilabel.
  ///
  /// Source: segmentation-models-pytorch.
  case column
}

/// Class weights made of how often the classes occur.
package enum ClassWeights {
  /// The weights of the effective numbers of samples: (1 − β)/(1 − β^n), rescaled to sum to the
  /// number of classes.
  ///
  /// - Special cases: β = 0 gives 1 for every class.
  /// - Accuracy: within 8 ulp.
  ///
  /// Source: Cui et al., "Class-Balanced Loss Based on Effective Number of Samples", 2019.
  ///
  /// - Parameters:
  ///   - counts: n of every class, above 0 and finite.
  ///   - beta: β, at least 0 and below 1.
  /// - Returns: a weight a class.
  package static func effectiveNumber(counts: [Double], beta: Double) -> [Double] {
    // 1 − β^n without the cancellation where β^n is close to 1; β = 0 has the logarithm −∞.
    let weights = counts.map {
      (1 - beta) / -Elementary.expMinusOne($0 * Elementary.log(beta))
    }
    let scale = Double(counts.count) / weights.reduce(0, +)
    return weights.map { $0 * scale }
  }
}

/// What is wrong with the parameters of a convention.
public enum ParameterError: Error, Equatable, Sendable {
  /// A sample cannot have so many predictions: it has at least one, and binary samples have one.
  case predictionCount(Int, ClassificationTask)
  /// γ is negative, infinite or not a number.
  case gammaOutOfRange(Double)
  /// A value of the modulator is outside its range; the name is that of the parameter.
  case modulatorOutOfRange(Modulator.Kind, parameter: String, Double)
  /// The modulator takes another number of values.
  case modulatorCount(Modulator.Kind, found: Int, expected: Int)
  /// The modulator means nothing in this task.
  case modulatorForTask(Modulator.Kind, ClassificationTask)
  /// The modulator treats the sides of a target differently, which the soft rule mixes.
  case modulatorWithSoftTargets(Modulator.Kind, SoftTargetRule)
  /// The modulator has a meaning of its own for targets between 0 and 1, which smoothing makes.
  case modulatorWithLabelSmoothing(Modulator.Kind)
  /// The modulator divides by γ, which is 0.
  case modulatorNeedsGamma(Modulator.Kind)
  /// The value of the epsilon rule is outside the rule's range.
  case epsilonOutOfRange(Epsilon.Rule, Double)
  /// A value of α is outside the range of its rule.
  case alphaOutOfRange(Alpha.Rule, Double)
  /// The rule takes another number of values.
  case alphaCount(Alpha.Rule, found: Int, expected: Int)
  /// The rule means nothing in this task.
  case alphaRuleForTask(Alpha.Rule, ClassificationTask)
  /// The modulator has an α of its own, or none.
  case alphaRuleForModulator(Alpha.Rule, Modulator.Kind)
  /// The rule for soft targets means nothing in this task.
  case softTargetRuleForTask(SoftTargetRule, ClassificationTask)
  /// Label smoothing is outside [0, 1].
  case labelSmoothingOutOfRange(Double)
  /// The smoothing rule has a modulating factor of its own for targets, and so has the soft rule.
  case smoothingRuleWithSoftTargets(SmoothingRule, SoftTargetRule)
  /// The smoothing rule takes one modulating factor for both sides, which the modulator tells apart.
  case smoothingRuleWithModulator(SmoothingRule, Modulator.Kind)
  /// A class weight is negative, infinite or not a number.
  case classWeightOutOfRange(Double)
  /// The class weights are those of columns, of which the task has none.
  case classWeightRuleForTask(ClassWeightRule, ClassificationTask)
  /// The number to divide by is not above 0, or infinite.
  case divisorOutOfRange(Double)
  /// Groups cannot be reduced so, each for itself.
  case reductionOfGroups(Reduction)
  /// There are fewer or more class weights than classes.
  case classWeightCount(found: Int, expected: Int)
}
