/// The exact sums of the focal terms of one convention, without α and class weights.
///
/// What else is known of the samples is the same for many conventions: a ``LossAccumulator`` counts it.
struct CellSums: Sendable {
  /// The sums of the terms, one a cell.
  private(set) var terms: SparseSums

  /// The sums of the modulating factors of the groups, where losses are divided by theirs.
  private(set) var modulations: SparseSums

  /// Empty sums.
  ///
  /// - Parameter evaluator: makes the terms.
  init(_ evaluator: LossEvaluator) {
    let layout = evaluator.layout
    terms = SparseSums(count: layout.cellCount)
    modulations = SparseSums(count: evaluator.isNormalized ? layout.groupCount : 0)
  }

  /// Sums that were added up elsewhere.
  ///
  /// - Parameters:
  ///   - terms: the sums of the terms.
  ///   - modulations: those of the modulating factors; none where losses are not divided by them.
  init(_ terms: SparseSums, modulations: SparseSums = SparseSums(count: 0)) {
    self.terms = terms
    self.modulations = modulations
  }

  /// The bytes that the sums take.
  var byteCount: Int { terms.byteCount + modulations.byteCount }

  /// Adds the terms of evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator made of the samples.
  ///   - samples: the samples.
  ///   - layout: the evaluator's.
  ///   - bins: where numbers are gathered.
  mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ layout: CellLayout, _ bins: inout SumBins
  ) {
    if samples.weights.isEmpty {
      bins.add(losses.parts.span, at: losses.cells.span, to: &terms)
    } else {
      WeightedProducts(losses.parts, losses.cells, weights: samples.weights)
        .add(to: &terms, &bins)
    }
    guard modulations.count > 0 else { return }
    for (part, modulation) in losses.modulations.enumerated() {
      let weight = samples.weights.isEmpty ? 1 : samples.weights[part / losses.partsPerSample]
      let group = layout.group(ofCell: Int(losses.cells[part]))
      modulations.add(modulation, times: weight, at: group)
    }
  }

  /// Adds terms that have been summed already.
  ///
  /// - Parameter sums: the sums of the terms of each cell.
  mutating func add(_ sums: [(cell: Int, sum: SlicedSum)]) {
    for (cell, sum) in sums { terms.add(sum, at: cell) }
  }

  /// Adds other sums of the same convention.
  mutating func merge(_ other: CellSums) {
    terms.merge(other.terms)
    modulations.merge(other.modulations)
  }
}

extension CellSums: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("losses", &terms)
    if modulations.count > 0 { try coder.sums("modulations", &modulations) }
  }
}
