/// The sums of losses from which every reduction is computed.
///
/// Batches may be added in any order and accumulators merged in any order: the results are the same
/// bits, since every sum is exact. Each cell of the losses has its own sum, without α and class
/// weights, which are applied to the exact sums at the end and rounded once.
public struct LossAccumulator: Sendable {
  private(set) var evaluator: LossEvaluator
  var sums: CellSums
  var groupWeights: SparseSums
  /// The sum of all cross entropies, alone.
  var crossEntropySum = SparseSums(count: 1)
  /// The cross entropies of the groups, where the reduction is the mean of the groups' means.
  var groupCrossEntropies: SparseSums
  var groups: SparseList<Group>
  var cappedCounts: SparseList<Int>
  var count = 0

  /// What the standard errors of the loss and of the means of classes are made of; nil where none are
  /// wanted.
  var moments: LossMoments?

  /// The same of the columns of multilabel, each of which has all samples.
  var columnMoments: LossMoments?

  /// Where the numbers of a batch are gathered; empty between two.
  private var bins = SumBins()
  var momentBins = MomentBins()

  /// What is counted of the samples of a group.
  struct Group {
    var count = 0
    var positives = 0
    /// The samples of batches without weights, which weigh 1 each.
    var unweighted = 0

    mutating func add(_ other: Group) {
      count += other.count
      positives += other.positives
      unweighted += other.unweighted
    }
  }

  /// Whether cross entropies are summed too.
  let hasCrossEntropy: Bool

  /// The losses that standard errors are wanted of.
  let standardErrors: StandardErrors

  /// An accumulator of no samples.
  ///
  /// - Parameter evaluator: makes the losses.
  public init(_ evaluator: LossEvaluator) {
    self.init(evaluator, hasCrossEntropy: true, standardErrors: .ofClasses)
  }

  /// An accumulator of no samples.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator whose losses will be added.
  ///   - hasCrossEntropy: whether the summary is to have the cross entropy; without it, one exact sum
  ///     fewer is kept.
  ///   - standardErrors: the losses that standard errors are wanted of.
  package init(
    _ evaluator: LossEvaluator, hasCrossEntropy: Bool, standardErrors: StandardErrors = .none
  ) {
    self.evaluator = evaluator
    self.hasCrossEntropy = hasCrossEntropy
    self.standardErrors = standardErrors
    moments = Self.moments(evaluator, standardErrors)
    columnMoments = Self.columnMoments(evaluator, standardErrors)
    let layout = evaluator.layout
    sums = CellSums(evaluator)
    groupWeights = SparseSums(count: layout.groupCount)
    groupCrossEntropies = SparseSums(count: evaluator.meansAreOfGroups ? layout.groupCount : 0)
    cappedCounts = SparseList(repeating: 0, count: layout.cellCount)
    groups = SparseList(repeating: Group(), count: layout.groupCount)
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
      other.hasCrossEntropy == hasCrossEntropy, other.standardErrors == standardErrors
    else { throw .otherConvention }
    merge(other)
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  package mutating func add(_ losses: LossBatch, of samples: SampleBatch) {
    // Moved out, since the sums are changed beside.
    var bins = bins
    self.bins = SumBins()
    add(losses, of: samples, &bins)
    self.bins = bins
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  ///   - bins: where numbers are gathered, which many accumulators can share.
  package mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ bins: inout SumBins
  ) {
    addAllButTerms(losses, of: samples, &bins)
    sums.add(losses, of: samples, evaluator.layout, &bins)
    addMoments(losses, samples)
  }

  /// Adds everything but the focal terms of evaluated samples: their number, weights and cross entropies.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator made of the samples.
  ///   - samples: the samples.
  ///   - bins: where numbers are gathered.
  mutating func addAllButTerms(
    _ losses: LossBatch, of samples: SampleBatch, _ bins: inout SumBins
  ) {
    addCounts(of: losses, samples)
    if hasCrossEntropy { addCrossEntropies(losses, samples, &bins) }
    for part in losses.cappedParts
    where samples.weights.isEmpty || samples.weights[part / losses.partsPerSample] != 0 {
      cappedCounts[Int(losses.cells[part])] += 1
    }
  }

  /// An accumulator of the same samples, under another evaluator.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator; its factors are applied to the sums.
  ///   - sums: the sums of its terms.
  ///   - moments: what standard errors are made of; nil where there are to be none.
  /// - Returns: an accumulator of everything but other cross entropies.
  func completed(
    _ evaluator: LossEvaluator, _ sums: CellSums, _ moments: LossMoments? = nil
  ) -> LossAccumulator {
    var completed = self
    completed.moments = moments
    completed.evaluator = evaluator
    completed.sums = sums
    return completed
  }

  /// The bytes that the sums and counts take.
  package var byteCount: Int {
    sums.byteCount + groupWeights.byteCount + groupCrossEntropies.byteCount
      + cappedCounts.byteCount + groups.byteCount + (moments?.byteCount ?? 0)
      + (columnMoments?.byteCount ?? 0)
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
  var weightedTotal: ExactSum { sum(over: sums.terms.usedIndices) }

  /// Adds another accumulator of the same evaluator.
  ///
  /// - Parameter other: the accumulator; an empty one changes nothing.
  package mutating func merge(_ other: LossAccumulator) {
    count += other.count
    crossEntropySum.merge(other.crossEntropySum)
    sums.merge(other.sums)
    groupCrossEntropies.merge(other.groupCrossEntropies)
    groupWeights.merge(other.groupWeights)
    for cell in other.cappedCounts.usedIndices { cappedCounts[cell] += other.cappedCounts[cell] }
    for group in other.groups.usedIndices { groups[group].add(other.groups[group]) }
    if let others = other.moments { moments?.merge(others) }
    if let others = other.columnMoments { columnMoments?.merge(others) }
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
}
