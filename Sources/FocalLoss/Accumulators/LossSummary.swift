/// The losses of a data set, reduced.
///
/// Losses are in nats. Numbers that do not exist, x/0 and ∞/∞, are nil.
public struct LossSummary: Equatable, Sendable {
  /// The losses of the samples of one class, or of one column in multilabel.
  public struct ClassSummary: Equatable, Sendable {
    /// The class or column; nil for the samples without one: background and fractional targets.
    public let classIndex: Int?
    /// The samples of the class; in multilabel all samples.
    public let count: Int
    /// The positives among them.
    public let positives: Int
    /// Σwℓ / count over the samples of the class.
    public let mean: Double?
    /// Σwℓ over the samples of the class.
    public let sum: Double
    /// The class's part of the sum over all samples.
    public let share: Double?
  }

  /// The loss under the convention's reduction; the mean where the reduction is none.
  public let loss: Double?
  /// Σwℓ / count.
  public let mean: Double?
  /// Σwℓ.
  public let sum: Double
  /// The samples.
  public let count: Int
  /// The samples times the predictions of each.
  public let elements: Int
  /// The positives: elements with target 1, rows with a foreground class, or rows of a class but 0.
  public let positives: Int
  /// Σw.
  public let weightSum: Double
  /// The cross entropy under the same reduction: γ 0, no α and no class weights; nil too where it
  /// was not summed.
  public let crossEntropy: Double?
  /// The elements whose loss the epsilon rule changed on the wrong side.
  public let capped: Int
  /// The losses class by class.
  public let classes: [ClassSummary]
}

/// The reductions of the exact sums, each rounded once.
extension LossAccumulator {
  /// The reduced losses of all samples added.
  public var summary: LossSummary {
    let cells = 0..<cellSums.count
    let total = total
    let plainCounts = reductionCounts(withClassWeights: false)
    let plainDivision = evaluator.convention.reduction.division(plainCounts)
    let plainWeights = weightSum(withClassWeights: false)
    return LossSummary(
      loss: loss(total),
      mean: total.divided(by: Double(count)),
      sum: total.value, count: count, elements: count * evaluator.predictionCount,
      positives: plainCounts.positives,
      weightSum: plainWeights.divided(by: Double(plainCounts.weightColumns)) ?? plainWeights.value,
      crossEntropy: crossEntropyTotal.flatMap {
        plainDivision(
          $0, weightSum: plainWeights,
          groups: {
            self.groups.indices.map { (groupCrossEntropies[$0], self.groups[$0].count) }
          })
      },
      capped: cells.reduce(0) { $0 + (evaluator.factors[$1] == 0 ? 0 : cappedCounts[$1]) },
      classes: classSummaries(total))
  }

  /// The loss under the convention's reduction, as the summary has it.
  var loss: Double? { loss(total) }

  /// The loss under the convention's reduction.
  ///
  /// - Parameter total: the sum over all groups.
  /// - Returns: the loss; nil where there is none.
  private func loss(_ total: ExactSum) -> Double? {
    let division = evaluator.convention.reduction.division(
      reductionCounts(withClassWeights: true))
    return division(
      total, weightSum: weightSum(withClassWeights: true),
      groups: { self.groups.indices.map { (sum(ofGroup: $0), self.groups[$0].count) } })
  }

  /// What a reduction divides by.
  private func reductionCounts(withClassWeights: Bool) -> Reduction.Counts {
    let convention = evaluator.convention
    return Reduction.Counts(
      samples: count, predictions: evaluator.predictionCount,
      positives: groups.reduce(0) { $0 + $1.positives },
      weightColumns: areWeightsOfColumns ? evaluator.predictionCount : 1,
      columnWeights: withClassWeights && areWeightsOfColumns && convention.task == .oneVsAll
        ? convention.classWeights : [],
      areClassesColumns: convention.task == .multilabel)
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
    var normalized = ExactSum()
    let divisor = modulation.value < 1e-6 ? ExactSum(1e-6) : modulation
    if !normalized.add(sum, dividedBy: divisor) { normalized.add(.nan) }
    return normalized
  }

  /// The exact sum of the cells, each times its factor.
  func sum(over cells: some Sequence<Int>) -> ExactSum {
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
      let ofSamples = sampleWeightSum
      var total = ExactSum()
      for column in 0..<evaluator.predictionCount {
        let isWeighted = withClassWeights && !classWeights.isEmpty
        total.merge(ofSamples, times: isWeighted ? classWeights[column] : 1)
      }
      return total
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
        sum: sum.value, share: sum.divided(by: total))
    }
  }
}
