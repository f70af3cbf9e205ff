import FocalLoss

/// Makes one convention of a preset or signature, the options beside it, and the defaults.
struct ConventionResolver {
  private let settings: Settings
  private let binding: ColumnBinding

  init(_ settings: Settings, _ binding: ColumnBinding) {
    self.settings = settings
    self.binding = binding
  }

  /// The convention, checked against the number of prediction columns.
  func convention() throws(ConventionError) -> Convention {
    var convention = base
    convention.task = binding.task
    convention.input = settings.loss.input ?? convention.input
    convention.gamma = settings.loss.gamma ?? convention.gamma
    convention.modulator = settings.loss.modulator ?? convention.modulator
    if settings.loss.gamma != nil, !convention.modulator.kind.usesGamma {
      throw .unusedGamma(convention.modulator.kind)
    }
    if settings.output.isGradientWanted, !convention.hasDerivatives {
      throw .noDerivatives(convention.modulator.kind)
    }
    if let option = settings.attributionOptions.first, convention.modulator.kind == .normalized {
      throw .noAttribution(option: option, convention.modulator.kind)
    }
    convention.softTargets = settings.loss.softTargets ?? convention.softTargets
    convention.labelSmoothing = settings.loss.labelSmoothing ?? convention.labelSmoothing
    if convention.labelSmoothing > 0, convention.softTargets == nil {
      // Said, so that the signature says it too.
      convention.softTargets = .expected
    }
    convention.classWeights = settings.loss.classWeights ?? convention.classWeights
    convention.classWeightRule = settings.loss.classWeightRule ?? convention.classWeightRule
    convention.reduction = settings.loss.reduction ?? convention.reduction
    convention.alpha = try alpha(base: convention.alpha)
    convention.epsilon = try epsilon(base: convention.epsilon)
    do throws(ParameterError) {
      try convention.validate(predictionCount: binding.predictions.count)
    } catch {
      throw .parameter(error)
    }
    return convention
  }

  /// What holds where no option says otherwise.
  private var base: Convention {
    if let signature = settings.loss.signature { return signature.convention }
    if let preset = settings.loss.preset {
      return preset.convention(task: binding.task, input: settings.loss.input)
    }
    let input = settings.loss.input ?? .probabilities
    return Convention(
      task: binding.task, input: input,
      alpha: binding.task.isElementwise ? .balanced(0.25) : .none,
      epsilon: input == .probabilities ? .clip(1e-7) : .none)
  }

  private func alpha(base: Alpha) throws(ConventionError) -> Alpha {
    switch settings.loss.alpha {
    case .some(LossSettings.AlphaRequest.none): return .none
    case .some(.values(let values)):
      return Alpha(try rule(of: values, base: base.rule), values)
    case nil:
      guard let rule = settings.loss.alphaRule else { return base }
      if rule == .none { return .none }
      guard rule == base.rule else {
        throw .ruleNeedsValue(rule: "--alpha-rule \(rule.rawValue)", option: "--alpha")
      }
      return base
    }
  }

  /// The rule for values given without one: the base's, else what the task makes of them.
  private func rule(
    of values: [Double], base: Alpha.Rule
  ) throws(ConventionError) -> Alpha.Rule {
    if let rule = settings.loss.alphaRule { return rule }
    if base != .none { return base }
    if binding.task.isElementwise { return .balanced }
    guard values.count > 1 else {
      throw .ambiguousAlpha(values[0], classNames: binding.classNames)
    }
    return .perClass
  }

  private func epsilon(base: Epsilon) throws(ConventionError) -> Epsilon {
    if settings.loss.epsilon == 0 || settings.loss.epsilonRule == Epsilon.Rule.none { return .none }
    let rule = settings.loss.epsilonRule ?? (base.rule == .none ? .clip : base.rule)
    if let value = settings.loss.epsilon { return Epsilon(rule, value) }
    guard let wanted = settings.loss.epsilonRule, wanted != base.rule else { return base }
    throw .ruleNeedsValue(rule: "--epsilon-rule \(wanted.rawValue)", option: "--epsilon")
  }
}

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
  /// The losses of samples do not add up under a modulator, so none has a part of the sum.
  case noAttribution(option: String, Modulator.Kind)
  /// A rule is named without its value.
  case ruleNeedsValue(rule: String, option: String)
}
