/// The engine of grids: samples become pairs once, and every convention that can makes its focal terms
/// of these pairs.
///
/// ```
/// samples ─▶ pairs (q, ce) ─┬▶ terms of γ₁ ─▶ exact sums, cell by cell
///            once a source  ├▶ terms of γ₂ ─▶ …
///                           └▶ …              α and class weights: factors of the sums, at the end
/// ```
///
/// The sums are the same bits as those of a ``LossAccumulator`` for a convention alone: the same
/// functions make the same terms, and sums are exact.
struct PairSource: Sendable {
  /// Makes the pairs, and the terms of the first convention beside.
  let evaluator: LossEvaluator

  /// The conventions that differ in more than α, the evaluator's own first.
  private(set) var terms: [TermSums]

  /// The samples under the evaluator's convention: their number and weights.
  private(set) var counting: LossAccumulator

  /// The sums of one convention, without the α that only cells determine.
  struct TermSums: Sendable {
    let evaluator: LossEvaluator
    var sums: CellSums
    var modulations = ModulationSums()

    init(_ evaluator: LossEvaluator) {
      self.evaluator = evaluator
      sums = CellSums(evaluator)
    }

    /// Whether nothing is needed but the sums of ``SlicedTerms``.
    var areSliced: Bool { evaluator.makesTermsOfPairs && !evaluator.isNormalized }
  }

  /// What is filled and filled again for every convention, rather than held by each.
  struct Room: Sendable {
    /// The pairs of the sources that make their own.
    var pairs = LossBatch(keepsPairs: true)
    var terms: LossBatch
    var products: [Double] = []
    var bins = SumBins()
    var sorted = PairsByCell()

    /// Room for what is gathered.
    init(for quantity: Quantity) {
      terms = LossBatch(keepsModulations: quantity == .termsAndFactors)
    }
  }

  /// What is gathered of the terms.
  enum Quantity {
    /// Their sums, and those of the modulating factors and of their squares.
    case termsAndFactors
    /// The sums of the terms that are finite.
    case finiteTerms
  }

  /// A source of no samples.
  ///
  /// - Parameter evaluator: makes the pairs.
  init(_ evaluator: LossEvaluator) {
    self.evaluator = evaluator
    terms = [TermSums(evaluator)]
    counting = LossAccumulator(evaluator, hasCrossEntropy: false)
  }

  /// The place of the terms of a convention; nil where there is none.
  ///
  /// Conventions come in the order of a grid, so that what is looked for is usually the last.
  ///
  /// - Parameter hasSameTerms: whether a convention has the terms that are looked for.
  /// - Returns: the place.
  func place(_ hasSameTerms: (Convention) -> Bool) -> Int? {
    terms.lastIndex { hasSameTerms($0.evaluator.convention) }
  }

  /// Makes a place for the terms of another convention.
  ///
  /// - Parameter evaluator: an evaluator that can make its terms of the pairs.
  /// - Returns: the place.
  mutating func append(_ evaluator: LossEvaluator) -> Int {
    terms.append(TermSums(evaluator))
    return terms.count - 1
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - pairs: what the evaluator made of them, with pairs kept.
  ///   - samples: the samples.
  ///   - quantity: what is gathered.
  ///   - room: what is used on the way.
  mutating func add(
    _ pairs: LossBatch, of samples: SampleBatch, _ quantity: Quantity, _ room: inout Room
  ) {
    counting.addAllButTerms(pairs, of: samples, &room.bins)
    // Of γ = 0 there is one sum only, for which nothing need be sorted.
    let canBeSliced =
      samples.weights.isEmpty && pairs.hasPairs
      && terms.contains { $0.areSliced && !$0.evaluator.hasFactorsOfOne }
    let isSorted = canBeSliced && room.sorted.take(pairs)
    for place in terms.indices {
      if isSorted, terms[place].areSliced {
        let sums = SlicedTerms(room.sorted, terms[place].evaluator.modulatingFactor)
        terms[place].sums.add(sums.terms)
        if quantity == .termsAndFactors { terms[place].modulations.add(sums) }
        continue
      }
      // Where there are no pairs the first terms are there.
      let isMade = place == 0 && quantity == .termsAndFactors && !pairs.hasPairs
      if !isMade {
        terms[place].evaluator.evaluate(samples, from: pairs, into: &room.terms)
      }
      switch quantity {
      case .termsAndFactors:
        add(isMade ? pairs : room.terms, of: samples, to: place, &room)
      case .finiteTerms:
        room.terms.removeInfiniteParts()
        let layout = terms[place].evaluator.layout
        terms[place].sums.add(room.terms, of: samples, layout, &room.bins)
      }
    }
  }

  private mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, to place: Int, _ room: inout Room
  ) {
    let evaluator = terms[place].evaluator
    terms[place].sums.add(losses, of: samples, evaluator.layout, &room.bins)
    if evaluator.hasFactorsOfOne, losses.partsPerSample == evaluator.predictionCount,
      samples.weights.isEmpty
    {
      terms[place].modulations.addOnes(count: losses.modulations.count)
    } else {
      terms[place].modulations.add(losses, of: samples, &room.products, &room.bins)
    }
  }

  /// The bytes that the sums take.
  var byteCount: Int { terms.reduce(counting.byteCount) { $0 + $1.sums.byteCount } }

  /// Adds another source of the same conventions.
  mutating func merge(_ other: PairSource) {
    counting.merge(other.counting)
    for place in terms.indices {
      terms[place].sums.merge(other.terms[place].sums)
      terms[place].modulations.merge(other.terms[place].modulations)
    }
  }

  /// The accumulator of a convention of which a place has the terms.
  func accumulator(
    _ place: Int, under evaluator: LossEvaluator, _ moments: LossMoments? = nil
  ) -> LossAccumulator {
    counting.completed(evaluator, terms[place].sums, moments)
  }
}

extension PairSource: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.part("counting", &counting)
    try coder.parts("terms", &terms)
  }
}

extension PairSource.TermSums: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try sums.code(&coder)
    try modulations.code(&coder)
  }
}
