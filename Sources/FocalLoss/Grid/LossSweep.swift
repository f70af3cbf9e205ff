/// The losses of the same samples under many conventions, gathered in one pass.
///
/// The conventions differ in α, γ, ε and label smoothing. Samples become pairs (q, ce) once for each
/// ε and smoothing; every γ makes its focal terms of the pairs, and every α is applied to the exact
/// sums at the end. So each ``LossSummary`` is the same bits as that of a ``LossAccumulator`` for its
/// convention alone.
public struct LossSweep: Sendable {
  /// What is known of one convention at the end.
  public struct Cell: Sendable {
    /// The convention.
    public let convention: Convention
    /// The losses of the samples under it.
    public let summary: LossSummary
    /// Σ α_t·m·ce / Σ m with m = w·q^γ: what is left of the loss when its own factor is divided out.
    ///
    /// In nats, and a mean over elements in tasks of several; nil where no sample has a factor.
    public let normalizedLoss: Double?
    /// (Σ m)² / Σ m², the number of equal samples that would weigh as much.
    ///
    /// Elements in tasks of several. Within 3 ulp; nil where no sample has a factor.
    public let effectiveCount: Double?
    /// The loss of the best constant prediction; nil where it is not known, as ``Baseline`` says.
    public let bestConstantLoss: Double?

    /// 1 − L/L₀ with L₀ the loss of the best constant prediction; nil where L₀ is 0 or not known.
    public var skill: Double? {
      Baseline.skill(ofLoss: summary.loss, best: bestConstantLoss)
    }
  }

  /// The sums of one γ: those of the focal terms and of their modulating factors.
  private struct TermSums: Sendable {
    let evaluator: LossEvaluator
    var accumulator: LossAccumulator
    var modulations = ModulationSums()

    init(_ evaluator: LossEvaluator) {
      self.evaluator = evaluator
      accumulator = LossAccumulator(evaluator)
    }

    /// Whether nothing is needed but the sums of ``SlicedTerms``.
    var areSliced: Bool { evaluator.makesTermsOfPairs && !evaluator.isNormalized }

    /// Adds the modulating factors of pairs without weights.
    ///
    /// - Returns: the sums of their terms, which are still to be added.
    mutating func addModulations(of pairs: PairsByCell) -> SlicedTerms {
      let terms = SlicedTerms(pairs, evaluator.modulatingFactor)
      modulations.add(terms)
      return terms
    }
  }

  /// The gammas that share the pairs of one ε and smoothing.
  private struct PairSums: Sendable {
    /// The convention without what gammas and alphas change.
    let key: Convention
    var terms: [TermSums]
    /// The pairs, and the terms of the first γ.
    var pairs = LossBatch(keepsPairs: true)
  }

  /// A convention with the place of its sums.
  private struct Place: Sendable {
    let evaluator: LossEvaluator
    let pairs: Int
    let terms: Int
  }

  private var pairSums: [PairSums] = []
  private var places: [Place] = []
  private var targets: TargetSums

  /// What is filled and filled again for every γ, rather than held by each.
  private var terms = LossBatch(keepsPairs: true)
  private var products: [Double] = []
  private var bins = SumBins()
  private var pairsByCell = PairsByCell()

  /// A grid of no samples.
  ///
  /// - Parameters:
  ///   - conventions: at least one; of the same task and kind of prediction.
  ///   - predictionCount: the predictions of a sample.
  /// - Throws: ``ParameterError`` where a convention is out of range or its lists do not fit.
  public init(
    _ conventions: [Convention], predictionCount: Int
  ) throws(ParameterError) {
    precondition(!conventions.isEmpty, "a grid has conventions")
    targets = TargetSums(task: conventions[0].task, predictionCount: predictionCount)
    for convention in conventions {
      let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
      places.append(place(evaluator))
    }
  }

  /// The place of the sums of a convention, found or made.
  ///
  /// Conventions come in the order of the grid, so that what is looked for is usually the last.
  private mutating func place(_ evaluator: LossEvaluator) -> Place {
    let key = evaluator.convention.pairKey
    let found = pairSums.lastIndex { $0.key == key }
    let pairs = found ?? pairSums.count
    if found == nil { pairSums.append(PairSums(key: key, terms: [])) }
    let termKey = evaluator.convention.termKey
    if let terms = pairSums[pairs].terms.lastIndex(where: {
      $0.evaluator.convention.termKey == termKey
    }) {
      return Place(evaluator: evaluator, pairs: pairs, terms: terms)
    }
    pairSums[pairs].terms.append(TermSums(evaluator))
    return Place(evaluator: evaluator, pairs: pairs, terms: pairSums[pairs].terms.count - 1)
  }

  /// Adds samples, and their losses under the first convention to its accumulator.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator of the first convention made of the samples, with pairs kept.
  ///   - samples: the samples.
  ///   - accumulator: the accumulator of the first convention.
  public mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, to accumulator: inout LossAccumulator
  ) {
    targets.add(samples)
    let terms = add(losses, of: samples, to: 0)
    accumulator.add(losses, of: samples, termSums: terms?.terms)
    for index in pairSums.indices.dropFirst() {
      pairSums[index].terms[0].evaluator.evaluate(samples, into: &pairSums[index].pairs)
      let terms = add(pairSums[index].pairs, of: samples, to: index)
      pairSums[index].terms[0].accumulator.add(
        pairSums[index].pairs, of: samples, termSums: terms?.terms)
    }
  }

  /// Adds the terms of every γ but the first to the sums of an ε and smoothing, and the modulating
  /// factors of all.
  ///
  /// - Returns: the sums of the terms of the first, where they have been made.
  private mutating func add(
    _ pairs: LossBatch, of samples: SampleBatch, to index: Int
  ) -> SlicedTerms? {
    // Of γ = 0 there is one sum only, for which nothing need be sorted.
    let canBeSliced =
      samples.weights.isEmpty && pairs.hasPairs
      && pairSums[index].terms.contains { $0.areSliced && !$0.evaluator.hasFactorsOfOne }
    let isSorted = canBeSliced && pairsByCell.take(pairs)
    for place in pairSums[index].terms.indices.dropFirst() {
      if isSorted, pairSums[index].terms[place].areSliced {
        let terms = pairSums[index].terms[place].addModulations(of: pairsByCell)
        pairSums[index].terms[place].accumulator.addTerms(terms.terms)
        continue
      }
      pairSums[index].terms[place].evaluator.evaluate(samples, from: pairs, into: &terms)
      pairSums[index].terms[place].accumulator.addTerms(terms, of: samples, &bins)
      addModulations(terms, of: samples, to: index, place)
    }
    if isSorted, pairSums[index].terms[0].areSliced {
      return pairSums[index].terms[0].addModulations(of: pairsByCell)
    }
    addModulations(pairs, of: samples, to: index, 0)
    return nil
  }

  private mutating func addModulations(
    _ losses: LossBatch, of samples: SampleBatch, to index: Int, _ place: Int
  ) {
    let evaluator = pairSums[index].terms[place].evaluator
    if evaluator.hasFactorsOfOne, losses.partsPerSample == evaluator.predictionCount,
      samples.weights.isEmpty
    {
      pairSums[index].terms[place].modulations.addOnes(count: losses.modulations.count)
    } else {
      pairSums[index].terms[place].modulations.add(losses, of: samples, &products, &bins)
    }
  }

  /// Adds another grid of the same conventions.
  ///
  /// - Parameter other: the grid; an empty one changes nothing.
  public mutating func merge(_ other: LossSweep) {
    targets.merge(other.targets)
    for index in pairSums.indices {
      for place in pairSums[index].terms.indices {
        let terms = other.pairSums[index].terms[place]
        pairSums[index].terms[place].accumulator.merge(terms.accumulator)
        pairSums[index].terms[place].modulations.merge(terms.modulations)
      }
    }
  }

  /// What is known of every convention, in the order given.
  ///
  /// - Parameter accumulator: the sums of the same samples under the first convention.
  /// - Returns: a cell for every convention.
  public func cells(_ accumulator: LossAccumulator) -> [Cell] {
    places.map { place in
      let terms = pairSums[place.pairs].terms
      let base = place.pairs == 0 ? accumulator : terms[0].accumulator
      let sums = place.terms == 0 ? base : terms[place.terms].accumulator
      let completed = sums.completed(place.evaluator, countedBy: base)
      let modulations = terms[place.terms].modulations
      return Cell(
        convention: place.evaluator.convention, summary: completed.summary,
        normalizedLoss: completed.weightedTotal.divided(by: modulations.sum),
        effectiveCount: modulations.effectiveCount,
        bestConstantLoss: ConstantLoss(completed, targets).flatMap { constant in
          constant.bestLogits.flatMap(constant.loss)
        })
    }
  }
}

extension Convention {
  /// What the pairs of samples depend on: everything but γ and α.
  fileprivate var pairKey: Convention {
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
