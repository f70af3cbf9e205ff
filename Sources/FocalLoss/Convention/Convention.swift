/// Which focal loss is computed: one choice on every axis on which implementations differ.
///
/// The loss of a hard target with probability p_t of the true class is
/// FL = α_t · (1 − p_t)^γ · (−ln p_t), in nats. A convention says what α_t, p_t and the guard of
/// the logarithm are and how the losses of the samples are reduced. Two conventions that are equal
/// give the same bits for the same samples.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017.
public struct Convention: Equatable, Sendable {
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
  /// A target y becomes y·(1 − s) + s/K over K classes, K = 2 for every sigmoid element.
  public var labelSmoothing: Double

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
    self.classWeights = classWeights
    self.classWeightRule = classWeightRule
    self.reduction = reduction
  }

  /// Whether ``LossEvaluator/derivatives(of:)`` gives the derivatives of the losses.
  ///
  /// It does for the power modulator, under every other choice.
  public var hasDerivatives: Bool { modulator.kind.traits.contains(.derivatives) }

  /// The rule for the targets that label smoothing makes out of hard ones.
  ///
  /// ``SoftTargetRule/positiveFactor`` speaks of labels as they are given.
  package var effectiveSoftRule: SoftTargetRule {
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
    guard gamma >= 0, gamma.isFinite else { throw .gammaOutOfRange(gamma) }
    try modulator.validate(in: task, gamma: gamma, softTargets: softTargets)
    try epsilon.validate()
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
