/// The losses of the same samples under many conventions, gathered in one pass.
///
/// The conventions differ in α, γ, ε and label smoothing. Samples become pairs (q, ce) once for each
/// ε and smoothing; every γ makes its focal terms of the pairs, and every α is applied to the exact
/// sums at the end. So each ``LossSummary`` is the same bits as that of a ``LossAccumulator`` for its
/// convention alone.
package struct LossSweep: Sendable {
  /// What is known of one convention at the end.
  package struct Outcome: Sendable {
    /// The convention.
    package let convention: Convention
    /// The losses of the samples under it.
    package let summary: LossSummary
    /// Σ α_t·m·ce / Σ m with m = w·q^γ: what is left of the loss when its own factor is divided out.
    ///
    /// In nats, and a mean over elements in tasks of several; nil where no sample has a factor.
    package let normalizedLoss: Double?
    /// (Σ m)² / Σ m², the number of equal samples that would weigh as much.
    ///
    /// Elements in tasks of several. Within 3 ulp; nil where no sample has a factor.
    package let effectiveCount: Double?
    /// The loss of the best constant prediction; nil where it is not known, as ``Baseline`` says.
    package let bestConstantLoss: Double?

    /// 1 − L/L₀ with L₀ the loss of the best constant prediction; nil where L₀ is 0 or not known.
    package var skill: Double? {
      Baseline.skill(ofLoss: summary.loss, best: bestConstantLoss)
    }
  }

  /// A convention with the place of its sums.
  private struct Place: Sendable {
    let evaluator: LossEvaluator
    let source: Int
    let terms: Int

    /// What its standard error is made of; nil where none is wanted.
    var moments: LossMoments?
  }

  /// One for each ε and smoothing.
  private var sources: [PairSource] = []
  private var places: [Place] = []
  private var targets: TargetSums
  private var room = PairSource.Room(for: .termsAndFactors)

  /// What is filled and filled again for standard errors.
  private var losses = LossBatch()
  private var momentBins = MomentBins()
  private let hasStandardErrors: Bool

  /// A grid of no samples.
  ///
  /// - Parameters:
  ///   - conventions: at least one; of the same task and kind of prediction.
  ///   - predictionCount: the predictions of a sample.
  ///   - hasStandardErrors: whether the losses are to have standard errors, for which every convention
  ///     is evaluated by itself.
  /// - Throws: ``ParameterError`` where a convention is out of range or its lists do not fit.
  package init(
    _ conventions: [Convention], predictionCount: Int, hasStandardErrors: Bool = false
  ) throws(ParameterError) {
    precondition(!conventions.isEmpty, "a grid has conventions")
    self.hasStandardErrors = hasStandardErrors
    targets = TargetSums(task: conventions[0].task, predictionCount: predictionCount)
    // Looked up, so that the work does not grow with the square of the γs.
    var sourcesByKey: [Convention: Int] = [:]
    var termsByKey: [Convention: Int] = [:]
    for convention in conventions {
      let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
      let (sourceKey, termKey) = (convention.sourceKey, convention.termKey)
      let source = sourcesByKey[sourceKey] ?? sources.count
      if source == sources.count {
        sources.append(PairSource(evaluator))
        sourcesByKey[sourceKey] = source
        // The first terms of a source are those of its own convention.
        termsByKey[termKey] = 0
      }
      let terms = termsByKey[termKey] ?? sources[source].append(evaluator)
      termsByKey[termKey] = terms
      places.append(
        Place(
          evaluator: evaluator, source: source, terms: terms,
          moments: LossAccumulator.moments(evaluator, hasStandardErrors ? .ofLoss : .none)))
    }
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator of the first convention made of the samples, with pairs kept.
  ///   - samples: the samples.
  package mutating func add(_ losses: LossBatch, of samples: SampleBatch) {
    // Whole targets of binary samples, which alone have pairs, are known by their class.
    if sources[0].evaluator.convention.task != .binary || !losses.hasPairs { targets.add(samples) }
    sources[0].add(losses, of: samples, .termsAndFactors, &room)
    // Moved out, since a source changes the rest of the room.
    var pairs = room.pairs
    room.pairs = LossBatch()
    for index in sources.indices.dropFirst() {
      sources[index].evaluator.evaluate(samples, into: &pairs)
      sources[index].add(pairs, of: samples, .termsAndFactors, &room)
    }
    room.pairs = pairs
    if hasStandardErrors { addMoments(of: samples) }
  }

  /// Adds the losses of samples under every convention to what standard errors are made of.
  private mutating func addMoments(of samples: SampleBatch) {
    var last: Place?
    for index in places.indices {
      let place = places[index]
      // Conventions that differ in α alone stand together and have the same terms.
      if last?.source != place.source || last?.terms != place.terms {
        place.evaluator.evaluate(samples, into: &losses)
      }
      last = place
      places[index].moments?.add(losses, of: samples, place.evaluator, &momentBins)
    }
  }

  /// The bytes that the sums take.
  package var byteCount: Int {
    sources.reduce(targets.byteCount) { $0 + $1.byteCount }
      + places.reduce(0) { $0 + ($1.moments?.byteCount ?? 0) }
  }

  /// Adds another grid of the same conventions.
  ///
  /// - Parameter other: the grid; an empty one changes nothing.
  package mutating func merge(_ other: LossSweep) {
    targets.merge(other.targets)
    for index in sources.indices { sources[index].merge(other.sources[index]) }
    for index in places.indices {
      if let moments = other.places[index].moments { places[index].moments?.merge(moments) }
    }
  }

  /// The sums of the samples under the first convention.
  package var firstAccumulator: LossAccumulator {
    sources[0].accumulator(0, under: sources[0].evaluator)
  }

  /// What is known of every convention, in the order given.
  package var outcomes: [Outcome] {
    let weights = TargetWeights(firstAccumulator, targets)
    return places.map { place in
      let accumulator = sources[place.source].accumulator(
        place.terms, under: place.evaluator, place.moments)
      let modulations = sources[place.source].terms[place.terms].modulations
      return Outcome(
        convention: place.evaluator.convention, summary: accumulator.summary,
        normalizedLoss: accumulator.weightedTotal.divided(by: modulations.sum),
        effectiveCount: modulations.effectiveCount,
        bestConstantLoss: ConstantLoss(accumulator, weights).flatMap { constant in
          constant.bestLogits.flatMap(constant.loss)
        })
    }
  }
}

extension Convention {
  /// What the pairs of samples depend on: everything but γ and α.
  fileprivate var sourceKey: Convention {
    var key = termKey
    key.alpha = .none
    key.gamma = 0
    return key
  }

  /// What the focal terms depend on: everything but an α that only cells determine.
  fileprivate var termKey: Convention {
    var key = self
    if !hasAlphaInTerms { key.alpha = .none }
    return key
  }

  /// Whether α differs within a cell, by column in one-vs-all or by class of a soft multiclass target.
  private var hasAlphaInTerms: Bool {
    switch task {
    case .oneVsAll: alpha.isPerColumn
    case .multiclass: softTargets != nil || labelSmoothing > 0
    case .binary, .multilabel: false
    }
  }
}

extension LossSweep: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.part("targets", &targets)
    try coder.parts("sources", &sources)
    guard hasStandardErrors else { return }
    let indices = places.indices.filter { places[$0].moments != nil }
    var moments = places.compactMap(\.moments)
    try coder.parts("moments", &moments)
    for (index, own) in zip(indices, moments) { places[index].moments = own }
  }
}
