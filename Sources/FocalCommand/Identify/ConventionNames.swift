import FocalLoss

/// Names conventions: by the presets that are near, and by what is on their axes.
struct ConventionNames {
  /// A preset as it is for the samples.
  struct Known {
    let preset: Preset
    let convention: Convention

    /// Whether the original takes another kind of prediction.
    let isOfOtherInput: Bool
  }

  /// The presets that apply to the samples, each for every task that it has.
  let known: [Known]

  private let exact: Convention
  private let estimates: Estimates
  private let settings: Settings

  init(_ estimates: Estimates, exact: Convention) {
    self.exact = exact
    self.estimates = estimates
    settings = estimates.settings
    let presets = settings.loss.presets.isEmpty ? Preset.all : settings.loss.presets
    known = presets.flatMap { preset in
      estimates.tasks.filter(preset.tasks.contains).map { task in
        let convention = preset.convention(task: task, input: exact.input)
        return Known(
          preset: preset, convention: convention,
          isOfOtherInput: !preset.variants.contains { $0.input == exact.input })
      }
    }
  }

  /// What the presets give as they are.
  var presetCandidates: [Candidate] {
    known.compactMap { known in
      estimates.loss(known.convention).map {
        candidate(known, estimates.standard(known.convention), loss: $0)
      }
    }
  }

  /// What a convention is called.
  ///
  /// - Parameters:
  ///   - convention: the convention.
  ///   - loss: what it gives.
  /// - Returns: a candidate for each preset that comes nearest or near, and the convention by itself.
  func candidates(_ convention: Convention, loss: Double) -> [Candidate] {
    let standard = estimates.standard(convention)
    var near: [(known: Known, cost: Int, isPlain: Bool)] = []
    for known in known where known.convention.task == convention.task {
      let changes = changes(from: known, to: standard)
      guard changes.count <= 2 || !settings.loss.presets.isEmpty && changes.count <= 3 else {
        continue
      }
      let cost = changes.cost + (known.isOfOtherInput ? 1 : 0)
      // One axis is soon changed, but that of epsilon says little where it changes no digit.
      let hasOwnEpsilon = known.convention.epsilon == standard.epsilon
      near.append((known, cost, isPlain: cost <= 2 && hasOwnEpsilon))
    }
    let least = near.map(\.cost).min() ?? 0
    var candidates = near.filter { $0.cost == least || $0.isPlain }.map {
      candidate($0.known, standard, loss: loss)
    }
    if settings.loss.presets.isEmpty { candidates.append(bare(convention, standard, loss: loss)) }
    return candidates
  }

  private func candidate(
    _ known: Known, _ convention: Convention, loss: Double
  ) -> Candidate {
    let changes = changes(from: known, to: convention)
    var own = form(of: known, beside: convention)
    own.classWeights = []
    let texts = convention.differences(from: own, hasFractions: estimates.hasFractions)
    let isAsIs = changes.cost == 0 && !known.isOfOtherInput
    var name = known.preset.name
    if known.isOfOtherInput { name += " of \(known.preset.variants[0].input.rawValue)" }
    if !texts.isEmpty { name += " with \(texts.joined(separator: ", "))" }
    return Candidate(
      kind: isAsIs ? .preset : .presetWithOptions, name: name, preset: known.preset.name,
      convention: changes.cost == 0 ? known.convention : convention, loss: loss,
      changes: changes.cost + (known.isOfOtherInput ? 1 : 0),
      explanation: "\(known.preset.summary). \(convention.explanation(from: exact))")
  }

  private func bare(_ convention: Convention, _ standard: Convention, loss: Double) -> Candidate {
    var plain = estimates.standard(exact)
    plain.task = convention.task
    // Neither α of the usual is a choice worth a word.
    if [Alpha.none, exact.alpha].contains(standard.alpha) { plain.alpha = standard.alpha }
    let texts = standard.differences(from: exact, hasFractions: estimates.hasFractions)
    return Candidate(
      kind: .convention, name: texts.isEmpty ? "exact" : texts.joined(separator: ", "),
      convention: convention, loss: loss,
      changes: changes(from: plain, to: standard).cost + (convention.task == exact.task ? 0 : 2),
      explanation: standard.explanation(from: exact))
  }

  /// A preset in the form that can be compared, with the class weights of a convention.
  private func form(of known: Known, beside convention: Convention) -> Convention {
    var own = known.convention
    own.classWeights = convention.classWeights
    return estimates.standard(own)
  }

  /// The axes in which a convention differs from a preset, the class weights among them.
  private func changes(
    from known: Known, to convention: Convention
  ) -> (count: Int, cost: Int) {
    var (count, cost) = changes(from: form(of: known, beside: convention), to: convention)
    if !convention.classWeights.isEmpty { cost += 1 }
    return (count, cost)
  }

  /// The axes that differ and were not asked for, and what the differences cost.
  private func changes(from a: Convention, to b: Convention) -> (count: Int, cost: Int) {
    var count = 0
    var cost = 0
    func add(_ isOther: Bool, isGiven: Bool, cost own: Int = 2) {
      guard isOther else { return }
      count += isGiven ? 0 : 1
      cost += isGiven ? 1 : own
    }
    let given = ConventionSpace.givenAlphas(settings)
    let isRareRule = [Alpha.Rule.positiveWeight, .positivesOnly].contains(b.alpha.rule)
    add(
      a.alpha != b.alpha, isGiven: !given.isEmpty && b.alpha.values == given,
      cost: isRareRule ? 3 : 2)
    add(
      a.gamma != b.gamma && b.modulator.kind.usesGamma, isGiven: b.gamma == settings.loss.gamma)
    add(a.modulator != b.modulator, isGiven: b.modulator == settings.loss.modulator, cost: 4)
    add(
      a.epsilon != b.epsilon || a.softTargets != b.softTargets,
      isGiven: settings.loss.epsilon != nil && b.epsilon.value == settings.loss.epsilon)
    let isRareReduction = [Reduction.macro, .sumOfMeans].contains(b.reduction)
    add(
      a.reduction != b.reduction, isGiven: b.reduction == settings.loss.reduction,
      cost: isRareReduction ? 3 : 2)
    add(
      a.classWeights != b.classWeights || a.classWeightRule != b.classWeightRule, isGiven: true)
    add(
      a.labelSmoothing != b.labelSmoothing || a.smoothingRule != b.smoothingRule, isGiven: true)
    return (count, cost)
  }
}

extension Estimates {
  /// The form of a convention in which those are equal that cannot but give the same loss.
  func standard(_ convention: Convention) -> Convention {
    convention.standardForm(
      predictionCount: predictionCount, hasFractions: hasFractions,
      isWeighted: settings.input.weight != nil)
  }
}
