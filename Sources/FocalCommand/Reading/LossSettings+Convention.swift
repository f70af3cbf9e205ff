import FocalLoss

/// Why the options do not make a convention for this input.
enum ConventionError: Error, Equatable, Sendable {
  /// A parameter is out of range or does not fit.
  case parameter(ParameterError)
  /// One number for α has several meanings when there are classes.
  case ambiguousAlpha(Double, classNames: [String])
  /// γ is given beside a modulator that has gammas of its own.
  case unusedGamma(Modulator.Kind)
  /// Derivatives are wanted of a modulator of which there are none.
  case noDerivatives(Modulator.Kind)
  /// The class probabilities behind the scores cannot be recovered.
  case noPosterior(FocalPosterior.Obstacle)
  /// The predictions that are to be judged do not exist in the task.
  case noCalibration(CalibrationRule.Subject, ClassificationTask)
  /// The losses of samples do not add up under a modulator, so none has a part of the sum.
  case noAttribution(option: String, Modulator.Kind)
  /// A rule is named without its value.
  case ruleNeedsValue(rule: String, option: String)
}

extension LossSettings {
  // MARK: - Precedence

  /// What is said of an axis: by its option, else by the signature, else by the preset.
  ///
  /// - Parameters:
  ///   - option: the value of the option.
  ///   - axis: the axis of a convention.
  /// - Returns: nil where nothing is said, so that the default holds.
  func said<Value>(_ option: Value?, _ axis: (Convention) -> Value?) -> Value? {
    if let option { return option }
    if let signature { return axis(signature.convention) }
    return preset.flatMap { axis($0.convention(task: $0.tasks[0], input: input)) }
  }

  /// The kind of prediction that an option, the signature, or a preset that takes one kind only says.
  var saidKind: PredictionKind? {
    if let input { return input }
    if let signature { return signature.convention.input }
    guard let preset, preset.variants.count == 1 else { return nil }
    return preset.variants[0].input
  }

  /// The settings with the kind of prediction that holds: the one said, or the one that the names of the
  /// columns say, or a default.
  ///
  /// Names of probabilities are given to other numbers too, so they do not speak against a preset.
  func reading(_ named: PredictionKind?) -> LossSettings {
    var settings = self
    let byName = named == .probabilities ? nil : named
    settings.input = saidKind ?? byName ?? preset?.variants[0].input ?? .probabilities
    return settings
  }

  /// The task that an option or the signature says.
  ///
  /// A preset may have several, of which the columns choose.
  var namedTask: ClassificationTask? { task ?? signature?.convention.task }

  /// Whether the losses of the samples are wanted rather than one number.
  var isPerSample: Bool { said(reduction, \.reduction) == Reduction.none }

  // MARK: - The convention

  /// The convention that is asked for, checked against the predictions.
  ///
  /// - Parameters:
  ///   - task: the task of the input.
  ///   - classNames: what the prediction columns are called, one a class.
  ///   - named: the kind of prediction that the names of the columns say.
  /// - Returns: the convention, every axis of which is that of an option, a signature, a preset or
  ///   the defaults, the first of these that says anything.
  /// - Throws: ``ConventionError`` where they do not fit together.
  func convention(
    task: ClassificationTask, classNames: [String], named: PredictionKind?
  ) throws(ConventionError) -> Convention {
    try reading(named).convention(task, classNames)
  }

  private func convention(
    _ task: ClassificationTask, _ classNames: [String]
  ) throws(ConventionError) -> Convention {
    let input = self.input ?? .probabilities
    var convention = Convention(task: task, input: input)
    convention.gamma = said(gamma, \.gamma) ?? convention.gamma
    convention.modulator = said(modulator, \.modulator) ?? convention.modulator
    convention.labelSmoothing = said(labelSmoothing, \.labelSmoothing) ?? 0
    convention.smoothingRule = said(smoothingRule, \.smoothingRule) ?? .uniform
    // Smoothed targets have a rule, which the signature then says too.
    let ofSmoothed: SoftTargetRule =
      convention.smoothingRule == .crossEntropyOnly ? .mixture : .expected
    convention.softTargets =
      said(softTargets, \.softTargets) ?? (convention.labelSmoothing > 0 ? ofSmoothed : nil)
    convention.classWeights = said(classWeights, \.classWeights) ?? []
    convention.classWeightRule =
      said(classWeightRule, \.classWeightRule) ?? convention.classWeightRule
    convention.reduction = said(reduction, \.reduction) ?? .mean
    // The modulators of quality have an α of their own, and usually none.
    let isBalanced = task.isElementwise && !convention.modulator.kind.needsQuality
    let alpha = said(nil, \.alpha) ?? (isBalanced ? .balanced(0.25) : .none)
    convention.alpha = try self.alpha(
      beside: alpha, isBalanced: isBalanced, task, classNames)
    let epsilon = said(nil, \.epsilon) ?? (input == .probabilities ? .clip(1e-7) : .none)
    convention.epsilon = try self.epsilon(beside: epsilon)
    if gamma != nil, !convention.modulator.kind.usesGamma {
      throw .unusedGamma(convention.modulator.kind)
    }
    if let classWeightRule, convention.classWeights.isEmpty {
      throw .ruleNeedsValue(
        rule: "--class-weight-rule \(classWeightRule.rawValue)", option: "--class-weights")
    }
    if let smoothingRule, labelSmoothing == nil, grid.labelSmoothings == nil,
      convention.labelSmoothing == 0
    {
      throw .ruleNeedsValue(
        rule: "--smoothing-rule \(smoothingRule.rawValue)", option: "--label-smoothing")
    }
    do throws(ParameterError) {
      try convention.validate(predictionCount: classNames.count)
    } catch {
      throw .parameter(error)
    }
    return convention
  }

  /// The α of the options, of which one says the rule and the other the values.
  ///
  /// - Parameters:
  ///   - other: what holds without them, and where they leave something open.
  ///   - isBalanced: whether one number is that of positives, and 1 less it of negatives.
  ///   - task: the task of the input.
  ///   - classNames: what the classes are called.
  /// - Returns: α.
  /// - Throws: ``ConventionError`` where one says too little.
  private func alpha(
    beside other: Alpha, isBalanced: Bool, _ task: ClassificationTask, _ classNames: [String]
  ) throws(ConventionError) -> Alpha {
    if alpha == AlphaRequest.none || alphaRule == Alpha.Rule.none { return .none }
    guard case .values(let values) = alpha else {
      guard let alphaRule, alphaRule != other.rule else { return other }
      throw .ruleNeedsValue(rule: "--alpha-rule \(alphaRule.rawValue)", option: "--alpha")
    }
    if let alphaRule { return Alpha(alphaRule, values) }
    if other.rule != .none { return Alpha(other.rule, values) }
    if task.isElementwise { return Alpha(isBalanced ? .balanced : .negatives, values) }
    guard values.count > 1 else { throw .ambiguousAlpha(values[0], classNames: classNames) }
    return Alpha(.perClass, values)
  }

  /// The guard of the options, likewise.
  private func epsilon(beside other: Epsilon) throws(ConventionError) -> Epsilon {
    if epsilon == 0 || epsilonRule == Epsilon.Rule.none { return .none }
    if let epsilon {
      return Epsilon(epsilonRule ?? (other.rule == .none ? .clip : other.rule), epsilon)
    }
    guard let epsilonRule, epsilonRule != other.rule else { return other }
    throw .ruleNeedsValue(rule: "--epsilon-rule \(epsilonRule.rawValue)", option: "--epsilon")
  }

  // MARK: - What commands ask of it

  /// The definition beside which presets are compared: the options given, and no guard unless they
  /// ask for one.
  var exactDefinition: LossSettings {
    var exact = self
    exact.preset = nil
    if exact.epsilon == nil, exact.epsilonRule == nil { exact.epsilon = 0 }
    return exact
  }

  /// How samples are to be read, without anything that says what is computed of them.
  var readingAlone: LossSettings {
    LossSettings(epsilon: 0, input: input, task: task, softTargets: softTargets)
  }
}

extension Settings {
  /// Checks that a convention has what is wanted of it in the report.
  func check(_ convention: Convention) throws(ConventionError) {
    let kind = convention.modulator.kind
    if output.isGradientWanted, !convention.hasDerivatives { throw .noDerivatives(kind) }
    if let rule = output.calibration, !rule.isMeaningful(in: convention.task) {
      throw .noCalibration(rule.subject(in: convention.task), convention.task)
    }
    if command == .versus, kind == .normalized {
      throw .noAttribution(option: command.title, kind)
    }
    if let option = attributionOptions.first, kind == .normalized {
      throw .noAttribution(option: option, kind)
    }
  }
}
