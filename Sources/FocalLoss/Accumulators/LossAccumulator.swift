/// The sums of losses from which every reduction is computed.
///
/// Batches may be added in any order and accumulators merged in any order: the results are the same
/// bits, since every sum is exact. Each cell of the losses has its own sum, without α and class
/// weights, which are applied to the exact sums at the end and rounded once.
public struct LossAccumulator: Sendable {
  private(set) var evaluator: LossEvaluator
  private var cellSums: SparseSums
  private(set) var groupWeights: SparseSums
  /// The sum of all cross entropies, alone.
  private var crossEntropySum = SparseSums(count: 1)
  /// The cross entropies of the groups, where the reduction is the mean of the groups' means.
  private var groupCrossEntropies: SparseSums
  private(set) var groups: [Group]
  /// The sums of the modulating factors of the groups, where losses are divided by theirs.
  private var modulationSums: SparseSums
  private var cappedCounts: [Int]
  private(set) var count = 0

  /// Where the numbers of a batch are gathered; empty between two.
  private var bins = SumBins()

  /// What is counted of the samples of a group.
  struct Group {
    var count = 0
    var positives = 0
    /// The samples of batches without weights, which weigh 1 each.
    var unweighted = 0
  }

  /// An accumulator of no samples.
  ///
  /// - Parameter evaluator: the evaluator whose losses will be added.
  public init(_ evaluator: LossEvaluator) {
    self.evaluator = evaluator
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
    self.init(evaluator)
    self.cellSums = cellSums
    count = counting.count
    groups = counting.groups
    groupWeights = counting.groupWeights
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  public mutating func add(_ losses: LossBatch, of samples: SampleBatch) {
    addCounts(of: losses, samples)
    // Moved out, since the terms change other members.
    var bins = bins
    self.bins = SumBins()
    addTerms(losses, of: samples, &bins)
    let isWeighted = !samples.weights.isEmpty
    if isWeighted {
      let crossEntropies = WeightedProducts(losses.crossEntropies, [], weights: samples.weights)
      bins.add(crossEntropies.terms.span, to: &crossEntropySum)
    } else {
      bins.add(losses.crossEntropies.span, to: &crossEntropySum)
    }
    self.bins = bins
    for part in losses.cappedParts
    where !isWeighted || samples.weights[part / losses.partsPerSample] != 0 {
      cappedCounts[Int(losses.cells[part])] += 1
    }
    if evaluator.meansAreOfGroups { addGroupCrossEntropies(losses, samples) }
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
      let parts = WeightedProducts(losses.parts, losses.cells, weights: samples.weights)
      bins.add(parts.terms.span, at: parts.indices.span, to: &cellSums)
    }
    if evaluator.isNormalized { addModulations(losses, samples) }
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

  /// The exact sum of the losses before any normalisation: Σ w·α·q^γ·ce.
  var weightedTotal: ExactSum { sum(over: 0..<cellSums.count) }

  /// Adds another accumulator of the same evaluator.
  ///
  /// - Parameter other: the accumulator; an empty one changes nothing.
  public mutating func merge(_ other: LossAccumulator) {
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

  /// The reduced losses of all samples added.
  public var summary: LossSummary {
    let cells = 0..<cellSums.count
    let total = total
    let elements = count * evaluator.predictionCount
    let positives = groups.reduce(0) { $0 + $1.positives }
    let plainWeights = weightSum(withClassWeights: false)
    let weights = weightSum(withClassWeights: true)

    let columnCount = areWeightsOfColumns ? evaluator.predictionCount : 1

    func reduced(
      _ sum: ExactSum, weightSum: ExactSum, ofGroup groupSum: (Int) -> ExactSum
    ) -> Double? {
      switch evaluator.convention.reduction {
      case .none, .mean: sum.divided(by: Double(count))
      case .sum: sum.value
      case .meanElements: sum.divided(by: Double(elements))
      case .sumOfMeans: sum.divided(by: Double(evaluator.predictionCount))
      case .macro:
        evaluator.meansAreOfGroups
          ? meanOfGroupMeans(groupSum) : sum.divided(by: Double(elements))
      case .positives: sum.divided(by: Double(max(1, positives)))
      case .weightedMean:
        // Every column has all the weights; together they count once.
        sum.multiplied(by: Double(columnCount)).divided(by: weightSum)
      case .weightedMeanElements:
        sum.divided(
          by: areWeightsOfColumns
            ? weightSum : weightSum.multiplied(by: Double(evaluator.predictionCount)))
      }
    }
    return LossSummary(
      loss: reduced(total, weightSum: weights, ofGroup: sum(ofGroup:)),
      mean: total.divided(by: Double(count)),
      sum: total.value, count: count, elements: elements, positives: positives,
      weightSum: plainWeights.divided(by: Double(columnCount)) ?? plainWeights.value,
      crossEntropy: reduced(
        crossEntropySum[0], weightSum: plainWeights, ofGroup: { groupCrossEntropies[$0] }),
      capped: cells.reduce(0) { $0 + (evaluator.factors[$1] == 0 ? 0 : cappedCounts[$1]) },
      classes: classSummaries(total))
  }

  /// Counts samples without their losses.
  mutating func addCounts(of losses: LossBatch, _ samples: SampleBatch) {
    count += losses.sampleCount
    if evaluator.convention.task == .multilabel {
      addToColumns(losses, samples)
      return
    }
    let layout = evaluator.layout
    // All parts of a sample are of one group, which for these tasks tells whether it is positive.
    var cellCounts = Array(repeating: 0, count: layout.cellCount)
    var otherCounts = cellCounts
    // By turns, since a counter that has just been written is slow to read.
    for sample in stride(from: 0, to: losses.sampleCount - 1, by: 2) {
      cellCounts[Int(losses.cells[sample * losses.partsPerSample])] += 1
      otherCounts[Int(losses.cells[(sample + 1) * losses.partsPerSample])] += 1
    }
    if losses.sampleCount % 2 == 1 {
      cellCounts[Int(losses.cells[(losses.sampleCount - 1) * losses.partsPerSample])] += 1
    }
    for cell in cellCounts.indices { cellCounts[cell] += otherCounts[cell] }
    for cell in cellCounts.indices where cellCounts[cell] > 0 {
      let group = layout.group(ofCell: cell)
      groups[group].count += cellCounts[cell]
      groups[group].positives += isPositive(group) ? cellCounts[cell] : 0
      groups[group].unweighted += samples.weights.isEmpty ? cellCounts[cell] : 0
    }
    for sample in samples.weights.indices {
      let cell = Int(losses.cells[sample * losses.partsPerSample])
      groupWeights.add(samples.weights[sample], at: layout.group(ofCell: cell))
    }
  }

  /// Adds samples to the columns of multilabel, each of which has all of them.
  private mutating func addToColumns(_ losses: LossBatch, _ samples: SampleBatch) {
    let columnCount = evaluator.predictionCount
    for column in groups.indices {
      groups[column].count += losses.sampleCount
      groups[column].unweighted += samples.weights.isEmpty ? losses.sampleCount : 0
      for weight in samples.weights { groupWeights.add(weight, at: column) }
    }
    guard case .values(let values) = samples.targets else { return }
    for sample in 0..<losses.sampleCount {
      for column in 0..<columnCount where values[sample * columnCount + column] == 1 {
        groups[column].positives += 1
      }
    }
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

  /// The mean over the groups that have samples of Σwℓ / count of each.
  private func meanOfGroupMeans(_ groupSum: (Int) -> ExactSum) -> Double? {
    var means = ExactSum()
    var meanCount = 0
    for (index, group) in groups.enumerated() {
      guard let mean = groupSum(index).divided(by: Double(group.count)) else { continue }
      means.add(mean)
      meanCount += 1
    }
    return means.divided(by: Double(meanCount))
  }

  /// Whether the samples of a group are positive, where columns have no groups of their own.
  private func isPositive(_ group: Int) -> Bool {
    switch evaluator.convention.task {
    case .binary: group == 1
    case .oneVsAll: group < evaluator.predictionCount
    case .multiclass, .multilabel: group != 0 && group < evaluator.predictionCount
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

  /// The sum over all groups.
  private var total: ExactSum {
    guard evaluator.isNormalized else { return sum(over: 0..<cellSums.count) }
    var total = ExactSum()
    for group in groups.indices { total.merge(sum(ofGroup: group)) }
    return total
  }

  /// A sum of a group divided by the sum of the modulating factors: of the column in multilabel,
  /// of all samples elsewhere.
  private func normalized(_ sum: ExactSum, ofGroup group: Int) -> ExactSum {
    var modulation = ExactSum()
    let isMultilabel = evaluator.convention.task == .multilabel
    for index in groups.indices where !isMultilabel || index == group {
      modulation.merge(modulationSums[index])
    }
    let isVanishing = modulation.value < 1e-6
    let quotient = isVanishing ? sum.divided(by: 1e-6) : sum.divided(by: modulation)
    var normalized = ExactSum()
    normalized.add(quotient ?? .nan)
    return normalized
  }

  /// The exact sum of the cells, each times its factor.
  private func sum(over cells: some Sequence<Int>) -> ExactSum {
    var total = ExactSum()
    for cell in cells { total.merge(cellSums[cell], times: evaluator.factors[cell]) }
    return total
  }

  /// The exact sum of the cells of a group, each times its factor.
  private func sum(ofGroup group: Int) -> ExactSum {
    let sum = sum(over: evaluator.layout.cells(ofGroup: group))
    return evaluator.isNormalized ? normalized(sum, ofGroup: group) : sum
  }

  /// Whether every column has all the weights, times a class weight of its own.
  private var areWeightsOfColumns: Bool {
    let convention = evaluator.convention
    return convention.task == .multilabel
      || convention.task == .oneVsAll && convention.classWeightRule == .column
  }

  /// Σw over the samples, once for every column where the weights are those of columns.
  private func weightSum(withClassWeights: Bool) -> ExactSum {
    let classWeights = evaluator.convention.classWeights
    if areWeightsOfColumns, evaluator.convention.task == .oneVsAll {
      var columns = ExactSum()
      for column in 0..<evaluator.predictionCount {
        let isWeighted = withClassWeights && !classWeights.isEmpty
        columns.add(isWeighted ? classWeights[column] : 1)
      }
      return sampleWeightSum.multiplied(by: columns.value)
    }
    var total = ExactSum()
    for (index, group) in groups.enumerated() {
      let factor = withClassWeights && index < classWeights.count ? classWeights[index] : 1
      total.merge(groupWeights[index], times: factor)
      total.add(Double(group.unweighted), times: factor)
    }
    return total
  }

  private var sampleWeightSum: ExactSum {
    var total = ExactSum()
    for (index, group) in groups.enumerated() {
      total.merge(groupWeights[index])
      total.add(Double(group.unweighted))
    }
    return total
  }

  private func classSummaries(_ total: ExactSum) -> [LossSummary.ClassSummary] {
    let layout = evaluator.layout
    return groups.indices.compactMap { index in
      let hasClass = index < layout.classCount
      guard hasClass || groups[index].count > 0 else { return nil }
      let sum = sum(ofGroup: index)
      return LossSummary.ClassSummary(
        classIndex: hasClass ? index : nil, count: groups[index].count,
        positives: groups[index].positives, mean: sum.divided(by: Double(groups[index].count)),
        sum: sum.value, share: sum.divided(by: total.value))
    }
  }
}
