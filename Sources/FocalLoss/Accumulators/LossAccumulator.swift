/// The sums of losses from which every reduction is computed.
///
/// Batches may be added in any order and accumulators merged in any order: the results are the same
/// bits, since every sum is exact. Each cell of the losses has its own sum, without α and class
/// weights, which are applied to the exact sums at the end and rounded once.
public struct LossAccumulator: Sendable {
  private(set) var evaluator: LossEvaluator
  private(set) var cellSums: SparseSums
  var groupWeights: SparseSums
  /// The sum of all cross entropies, alone.
  private(set) var crossEntropySum = SparseSums(count: 1)
  /// The cross entropies of the groups, where the reduction is the mean of the groups' means.
  private(set) var groupCrossEntropies: SparseSums
  var groups: [Group]
  /// The sums of the modulating factors of the groups, where losses are divided by theirs.
  private(set) var modulationSums: SparseSums
  private(set) var cappedCounts: [Int]
  var count = 0

  /// Where the numbers of a batch are gathered; empty between two.
  private var bins = SumBins()

  /// What is counted of the samples of a group.
  struct Group {
    var count = 0
    var positives = 0
    /// The samples of batches without weights, which weigh 1 each.
    var unweighted = 0
  }

  /// Whether cross entropies are summed too.
  private let hasCrossEntropy: Bool

  /// An accumulator of no samples.
  ///
  /// - Parameter evaluator: makes the losses.
  public init(_ evaluator: LossEvaluator) { self.init(evaluator, hasCrossEntropy: true) }

  /// An accumulator of no samples.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator whose losses will be added.
  ///   - hasCrossEntropy: whether the summary is to have the cross entropy; without it, one exact sum
  ///     fewer is kept.
  package init(_ evaluator: LossEvaluator, hasCrossEntropy: Bool) {
    self.evaluator = evaluator
    self.hasCrossEntropy = hasCrossEntropy
    let layout = evaluator.layout
    cellSums = SparseSums(count: layout.cellCount)
    groupWeights = SparseSums(count: layout.groupCount)
    groupCrossEntropies = SparseSums(count: evaluator.meansAreOfGroups ? layout.groupCount : 0)
    modulationSums = SparseSums(count: evaluator.isNormalized ? layout.groupCount : 0)
    cappedCounts = Array(repeating: 0, count: layout.cellCount)
    groups = Array(repeating: Group(), count: layout.groupCount)
  }

  /// An accumulator of sums that were added up elsewhere.
  ///
  /// Its summary has no cross entropy.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator whose factors are applied to the sums.
  ///   - cellSums: the sums of its parts by cell.
  ///   - counting: an accumulator of the same layout that has counted the samples.
  init(_ evaluator: LossEvaluator, cellSums: SparseSums, countedBy counting: LossAccumulator) {
    self.init(evaluator, hasCrossEntropy: false)
    self.cellSums = cellSums
    count = counting.count
    groups = counting.groups
    groupWeights = counting.groupWeights
  }

  /// Evaluates samples and adds them.
  ///
  /// - Parameter samples: the samples.
  /// - Throws: ``EvaluationError`` where the shapes do not fit; nothing is added then.
  public mutating func add(_ samples: SampleBatch) throws(EvaluationError) {
    try evaluator.check(samples)
    var losses = LossBatch()
    evaluator.evaluate(samples, into: &losses)
    add(losses, of: samples)
  }

  /// Adds what another accumulator has gathered under the same convention.
  ///
  /// - Parameter other: the accumulator; an empty one changes nothing.
  /// - Throws: ``EvaluationError/otherConvention``.
  public mutating func add(_ other: LossAccumulator) throws(EvaluationError) {
    guard other.evaluator.convention == evaluator.convention,
      other.evaluator.predictionCount == evaluator.predictionCount,
      other.hasCrossEntropy == hasCrossEntropy
    else { throw .otherConvention }
    merge(other)
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  package mutating func add(_ losses: LossBatch, of samples: SampleBatch) {
    addAllButTerms(losses, of: samples)
    // Moved out, since the terms change other members.
    var bins = bins
    self.bins = SumBins()
    addTerms(losses, of: samples, &bins)
    self.bins = bins
  }

  /// Adds everything but the focal terms of evaluated samples: their number, weights and cross entropies.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator made of the samples.
  ///   - samples: the samples.
  mutating func addAllButTerms(_ losses: LossBatch, of samples: SampleBatch) {
    addCounts(of: losses, samples)
    if hasCrossEntropy {
      var bins = bins
      self.bins = SumBins()
      addCrossEntropies(losses, samples, &bins)
      self.bins = bins
    }
    for part in losses.cappedParts
    where samples.weights.isEmpty || samples.weights[part / losses.partsPerSample] != 0 {
      cappedCounts[Int(losses.cells[part])] += 1
    }
  }

  /// Adds the focal terms of evaluated samples and nothing else, as another accumulator counts the
  /// same samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  ///   - bins: where numbers are gathered.
  mutating func addTerms(
    _ losses: LossBatch, of samples: SampleBatch, _ bins: inout SumBins
  ) {
    if samples.weights.isEmpty {
      bins.add(losses.parts.span, at: losses.cells.span, to: &cellSums)
    } else {
      WeightedProducts(losses.parts, losses.cells, weights: samples.weights)
        .add(to: &cellSums, &bins)
    }
    if evaluator.isNormalized { addModulations(losses, samples) }
  }

  /// Adds focal terms that have been summed already, and nothing else.
  ///
  /// - Parameter terms: the sums of the terms of each cell.
  mutating func addTerms(_ terms: [(cell: Int, sum: SlicedSum)]) {
    for (cell, sum) in terms { cellSums.add(sum, at: cell) }
  }

  /// The accumulator that another evaluator would have of the same samples, with these terms.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator; its terms must be those added here, its factors may differ.
  ///   - base: an accumulator that has counted the same samples.
  /// - Returns: an accumulator of everything.
  func completed(_ evaluator: LossEvaluator, countedBy base: LossAccumulator) -> LossAccumulator {
    var completed = base
    completed.evaluator = evaluator
    completed.cellSums = cellSums
    completed.modulationSums = modulationSums
    return completed
  }

  /// The accumulator with other sums, of the same samples.
  ///
  /// - Parameters:
  ///   - sums: the sums of the focal terms, one a cell.
  ///   - modulations: the sums of the modulating factors, one a group, for losses divided by theirs.
  /// - Returns: an accumulator that has counted the same samples.
  func withSums(_ sums: [ExactSum], _ modulations: [ExactSum]) -> LossAccumulator {
    var other = self
    other.cellSums = SparseSums(sums)
    if evaluator.isNormalized { other.modulationSums = SparseSums(modulations) }
    return other
  }

  /// The samples of a group.
  func sampleCount(ofGroup group: Int) -> Int { groups[group].count }

  /// Σw over the samples of a group.
  func weight(ofGroup group: Int) -> ExactSum {
    var weight = groupWeights[group]
    weight.add(Double(groups[group].unweighted))
    return weight
  }

  /// The sum of all cross entropies; nil where they are not summed.
  var crossEntropyTotal: ExactSum? { hasCrossEntropy ? crossEntropySum[0] : nil }

  /// The exact sum of the losses before any normalisation: Σ w·α·q^γ·ce.
  var weightedTotal: ExactSum { sum(over: 0..<cellSums.count) }

  /// Adds another accumulator of the same evaluator.
  ///
  /// - Parameter other: the accumulator; an empty one changes nothing.
  package mutating func merge(_ other: LossAccumulator) {
    count += other.count
    crossEntropySum.merge(other.crossEntropySum)
    cellSums.merge(other.cellSums)
    groupCrossEntropies.merge(other.groupCrossEntropies)
    modulationSums.merge(other.modulationSums)
    groupWeights.merge(other.groupWeights)
    for cell in cappedCounts.indices { cappedCounts[cell] += other.cappedCounts[cell] }
    for group in groups.indices {
      groups[group].count += other.groups[group].count
      groups[group].positives += other.groups[group].positives
      groups[group].unweighted += other.groups[group].unweighted
    }
  }

  private mutating func addCrossEntropies(
    _ losses: LossBatch, _ samples: SampleBatch, _ bins: inout SumBins
  ) {
    precondition(losses.crossEntropies.count == losses.sampleCount, "cross entropies, not pairs")
    if samples.weights.isEmpty {
      bins.add(losses.crossEntropies.span, to: &crossEntropySum)
    } else {
      WeightedProducts(losses.crossEntropies, [], weights: samples.weights)
        .add(to: &crossEntropySum, &bins)
    }
    if evaluator.meansAreOfGroups { addGroupCrossEntropies(losses, samples) }
  }

  private mutating func addGroupCrossEntropies(_ losses: LossBatch, _ samples: SampleBatch) {
    for sample in 0..<losses.sampleCount {
      let cell = Int(losses.cells[sample * losses.partsPerSample])
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      guard weight != 0 else { continue }
      groupCrossEntropies.add(
        losses.crossEntropies[sample], times: weight, at: evaluator.layout.group(ofCell: cell))
    }
  }

  private mutating func addModulations(_ losses: LossBatch, _ samples: SampleBatch) {
    for (part, modulation) in losses.modulations.enumerated() {
      let sample = part / losses.partsPerSample
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      let group = evaluator.layout.group(ofCell: Int(losses.cells[part]))
      modulationSums.add(modulation, times: weight, at: group)
    }
  }
}
