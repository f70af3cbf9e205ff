import FocalLoss

/// The conventions of one task that identify tries: the products of lists, one on every axis.
struct ConventionSpace: Sendable {
  /// The focusing parameters of the literature.
  static let gammas: [Double] = [0, 0.5, 1, 1.5, 2, 5]

  /// The weighting factors that are tried, beside none.
  static let alphas: [Double] = [0.25, 0.5, 0.75]

  /// The conventions without α, class weights and reduction.
  let lines: [Convention]

  /// α and class weights; the other axes do not matter.
  let weightings: [Convention]

  let reductions: [Reduction]
}

extension ConventionSpace {
  /// The space of a task.
  ///
  /// - Parameters:
  ///   - base: the task and the kind of prediction, and the rule for fractions where there may be
  ///     some.
  ///   - settings: the options given, whose values are tried too.
  ///   - predictionCount: the predictions of a sample.
  init(_ base: Convention, _ settings: Settings, predictionCount: Int) {
    let isValid = { (convention: Convention) in
      (try? convention.validate(predictionCount: predictionCount)) != nil
    }
    lines = Self.lines(base, settings).filter(isValid)
    weightings = Self.weightings(base, settings, predictionCount).filter(isValid)
    let isWeighted = settings.input.weight != nil || settings.loss.classWeights != nil
    reductions =
      settings.loss.reduction.map { [$0] }
      ?? Reduction.allCases.filter { reduction in
        switch reduction {
        case .none: false
        case .meanElements, .sumOfMeans: predictionCount > 1
        case .weightedMean, .weightedMeanElements: isWeighted
        default: true
        }
      }
  }

  /// The lines that a mistake in reading the samples is tried with: γ alone.
  init(misread base: Convention, _ settings: Settings) {
    lines = Self.gammas(settings).map { gamma in
      var line = base
      line.gamma = gamma
      return line
    }
    weightings = []
    reductions = []
  }

  /// The focusing parameters to try.
  static func gammas(_ settings: Settings) -> [Double] {
    (gammas + [settings.loss.gamma].compactMap(\.self)).unique
  }

  /// The single weighting factors to try.
  static func alphas(_ settings: Settings) -> [Double] {
    (givenAlphas(settings).count == 1 ? alphas + givenAlphas(settings) : alphas).unique
  }

  /// The values of `--alpha`.
  static func givenAlphas(_ settings: Settings) -> [Double] {
    if case .some(.values(let values)) = settings.loss.alpha { values } else { [] }
  }

  // MARK: - Lines

  private static func lines(_ base: Convention, _ settings: Settings) -> [Convention] {
    let gammas = gammas(settings)
    var lines: [Convention] = []
    func add(
      _ epsilon: Epsilon, _ modulator: Modulator, _ rule: SoftTargetRule?, _ gamma: Double,
      smoothing: Double = 0, by smoothingRule: SmoothingRule = .uniform
    ) {
      var line = base
      line.epsilon = epsilon
      line.modulator = modulator
      line.softTargets = rule
      line.gamma = gamma
      if line.labelSmoothing == 0 {
        (line.labelSmoothing, line.smoothingRule) = (smoothing, smoothingRule)
      }
      lines.append(line.lineForm(hasFractions: base.softTargets != nil))
    }
    let variants = Preset.all.flatMap(\.variants)
    let given = given(settings)
    let rules: [SoftTargetRule?] =
      base.softTargets.map { [$0] + variants.compactMap(\.softTargets) } ?? [nil]
    for gamma in gammas {
      for rule in rules.unique {
        // Fractions take a rule each; beside them few epsilons are worth their time.
        let epsilons = rule == nil ? self.epsilons : [.none]
        for epsilon in epsilons + given { add(epsilon, .power, rule, gamma) }
      }
      for variant in variants {
        let rule = variant.softTargets ?? base.softTargets
        for epsilon in [variant.epsilon, .none] {
          add(
            epsilon, variant.modulator, rule, gamma, smoothing: variant.labelSmoothing,
            by: variant.smoothingRule)
        }
      }
      for modulator in [settings.loss.modulator].compactMap(\.self) {
        for epsilon in [.none] + given { add(epsilon, modulator, base.softTargets, gamma) }
      }
    }
    // Where α and γ are swapped.
    for gamma in alphas(settings) { add(.none, .power, base.softTargets, gamma) }
    return lines.filter { $0.modulator.kind != .normalized && !$0.modulator.kind.needsQuality }
      .unique
  }

  /// The epsilon rules of the presets, and of programs that have none.
  private static var epsilons: [Epsilon] {
    [.none] + Preset.all.flatMap(\.variants).map(\.epsilon)
      // Imbalance-XGBoost; LightGBM objectives; the Gaussian focal loss.
      + [Epsilon(.add, 1e-9), .clip(1e-15), .clip(1e-12)]
  }

  private static func given(_ settings: Settings) -> [Epsilon] {
    guard let value = settings.loss.epsilon, value > 0 else { return [] }
    return [Epsilon(settings.loss.epsilonRule ?? .clip, value)]
  }

  // MARK: - Weightings

  /// The rules of one number, of which few programs have that of negatives.
  private static func triedRules(_ settings: Settings) -> [Alpha.Rule] {
    Alpha.Rule.allCases.filter {
      $0 != .none && $0 != .perClass && ($0 != .negatives || settings.loss.alphaRule == $0)
    }
  }

  private static func weightings(
    _ base: Convention, _ settings: Settings, _ predictionCount: Int
  ) -> [Convention] {
    let list = givenAlphas(settings)
    var alphas: [Alpha] = [.none]
    for alpha in self.alphas(settings) {
      alphas += triedRules(settings).map {
        Alpha($0, [alpha])
      }
      // A number a of clcarwin's is the list a, 1 − a.
      if predictionCount == 2 { alphas.append(Alpha(.perClass, [alpha, 1 - alpha])) }
    }
    if list.count > 1 {
      // In one-vs-all a list by column cannot be applied to sums by class: it has a reading.
      alphas.append(Alpha(.perClass, list))
      if base.task == .multilabel {
        alphas += [Alpha(.balanced, list), Alpha(.positiveWeight, list)]
      }
    }
    if let rule = settings.loss.alphaRule { alphas = alphas.filter { $0.rule == rule } }
    return alphas.filter { $0.rule.isMeaningful(in: base.task) }.unique.flatMap { alpha in
      ([[]] + [settings.loss.classWeights].compactMap(\.self)).map { weights in
        Convention(task: base.task, input: base.input, alpha: alpha, classWeights: weights)
      }
    }
  }
}
