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
    /// The standard error of the mean; nil where the class has fewer than two samples or an infinite
    /// loss, and where it was not asked for.
    public let standardError: Double?
    /// Σwℓ over the samples of the class.
    public let sum: Double
    /// The class's part of the sum over all samples.
    public let share: Double?
  }

  /// The loss under the convention's reduction; the mean where the reduction is none.
  public let loss: Double?
  /// The standard error of ``loss``, in nats.
  ///
  /// ```
  /// mean            √((Σ(wℓ)² − (Σwℓ)²/n) / (n·(n − 1)))
  /// sum             n times that
  /// divide-by       that of the sum over N
  /// weighted-mean   √(n/(n − 1)·Σw²(ℓ − μ)²) / Σw        μ = Σwℓ/Σw, class weights in w too
  /// ```
  ///
  /// ℓ is the loss of a sample as a double; everything else is exact, and rounded within an ulp at the
  /// end: equal losses have the standard error 0, whatever their size. Nil under other reductions, under
  /// the normalised modulator, for fewer than two samples and for an infinite loss.
  public let standardError: Double?
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

extension LossSummary {
  /// The same with a loss and a cross entropy that were reduced elsewhere.
  package func with(loss: Double?, crossEntropy: Double?) -> LossSummary {
    LossSummary(
      loss: loss, standardError: standardError, mean: mean, sum: sum, count: count,
      elements: elements, positives: positives, weightSum: weightSum, crossEntropy: crossEntropy,
      capped: capped, classes: classes)
  }
}

/// The reductions of the exact sums, each rounded once.
extension LossAccumulator {
  /// The reduced losses of all samples added.
  public var summary: LossSummary {
    let modulation = modulationTotal
    let total = total(modulation)
    let plainCounts = reductionCounts(withClassWeights: false)
    let plainDivision = evaluator.convention.reduction.division(plainCounts)
    let plainWeights = weightSum(withClassWeights: false)
    return LossSummary(
      loss: loss(total, modulation),
      standardError: standardError,
      mean: total.divided(by: Double(count)),
      sum: total.value, count: count, elements: count * evaluator.predictionCount,
      positives: plainCounts.positives,
      weightSum: plainWeights.divided(by: Double(plainCounts.weightColumns)) ?? plainWeights.value,
      crossEntropy: crossEntropyTotal.flatMap {
        plainDivision(
          $0, weightSum: plainWeights,
          groups: groupIndices.lazy.map { (groupCrossEntropies[$0], groups[$0].count) })
      },
      capped: cappedCounts.usedIndices.reduce(0) {
        $0 + (evaluator.factor(ofCell: $1) == 0 ? 0 : cappedCounts[$1])
      },
      classes: classSummaries(total, modulation))
  }

  /// The loss under the convention's reduction, as the summary has it.
  package var loss: Double? {
    let modulation = modulationTotal
    return loss(total(modulation), modulation)
  }

  /// The loss under the convention's reduction.
  ///
  /// - Parameters:
  ///   - total: the sum over all groups.
  ///   - modulation: ``modulationTotal``.
  /// - Returns: the loss; nil where there is none.
  private func loss(_ total: ExactSum, _ modulation: ExactSum) -> Double? {
    let division = evaluator.convention.reduction.division(
      reductionCounts(withClassWeights: true))
    return division(
      total, weightSum: weightSum(withClassWeights: true),
      groups: groupIndices.lazy.map { (sum(ofGroup: $0, modulation), groups[$0].count) })
  }

  /// What a reduction divides by.
  private func reductionCounts(withClassWeights: Bool) -> Reduction.Counts {
    let convention = evaluator.convention
    return Reduction.Counts(
      samples: count, predictions: evaluator.predictionCount,
      positives: groups.usedIndices.reduce(0) { $0 + groups[$1].positives },
      weightColumns: areWeightsOfColumns ? evaluator.predictionCount : 1,
      columnWeights: withClassWeights && areWeightsOfColumns && convention.task == .oneVsAll
        ? convention.classWeights : [],
      areClassesColumns: convention.task == .multilabel)
  }

  private var groupIndices: Range<Int> { 0..<groups.count }

  /// The sum of the modulating factors over all groups, where losses are divided by it; made once, which
  /// keeps the work of many classes from growing with their square.
  private var modulationTotal: ExactSum {
    var total = ExactSum()
    for group in sums.modulations.usedIndices { total.merge(sums.modulations[group]) }
    return total
  }

  /// The sum over all groups.
  private func total(_ modulation: ExactSum) -> ExactSum {
    guard evaluator.isNormalized else { return sum(over: sums.terms.usedIndices) }
    var total = ExactSum()
    for group in groupIndices { total.merge(sum(ofGroup: group, modulation)) }
    return total
  }

  /// A sum of a group divided by the sum of the modulating factors: of the column in multilabel,
  /// of all samples elsewhere.
  private func normalized(
    _ sum: ExactSum, ofGroup group: Int, _ modulation: ExactSum
  ) -> ExactSum {
    let isMultilabel = evaluator.convention.task == .multilabel
    let modulation = isMultilabel ? sums.modulations[group] : modulation
    var normalized = ExactSum()
    let divisor = modulation.value < 1e-6 ? ExactSum(1e-6) : modulation
    if !normalized.add(sum, dividedBy: divisor) { normalized.add(.nan) }
    return normalized
  }

  /// The exact sum of the cells, each times its factor.
  func sum(over cells: some Sequence<Int>) -> ExactSum {
    var total = ExactSum()
    for cell in cells { total.merge(sums.terms[cell], times: evaluator.factor(ofCell: cell)) }
    return total
  }

  /// The exact sum of the cells of a group, each times its factor.
  private func sum(ofGroup group: Int, _ modulation: ExactSum) -> ExactSum {
    let sum = sum(over: evaluator.layout.cells(ofGroup: group))
    return evaluator.isNormalized ? normalized(sum, ofGroup: group, modulation) : sum
  }

  /// Whether every column has all the weights, times a class weight of its own.
  var areWeightsOfColumns: Bool {
    let convention = evaluator.convention
    return convention.task == .multilabel
      || convention.task == .oneVsAll && convention.classWeightRule == .column
  }

  /// Σw over the samples, once for every column where the weights are those of columns.
  func weightSum(withClassWeights: Bool) -> ExactSum {
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
    for index in groups.usedIndices {
      let factor = withClassWeights && index < classWeights.count ? classWeights[index] : 1
      total.merge(groupWeights[index], times: factor)
      total.add(Double(groups[index].unweighted), times: factor)
    }
    return total
  }

  /// Σw over the samples, each once.
  var sampleWeightSum: ExactSum {
    if evaluator.convention.task == .multilabel { return weight(ofGroup: 0) }
    var total = ExactSum()
    for index in groups.usedIndices { total.merge(weight(ofGroup: index)) }
    return total
  }

  private func classSummaries(_ total: ExactSum, _ modulation: ExactSum) -> [LossSummary
    .ClassSummary]
  {
    let layout = evaluator.layout
    return groupIndices.compactMap { index in
      let hasClass = index < layout.classCount
      guard hasClass || groups[index].count > 0 else { return nil }
      let sum = sum(ofGroup: index, modulation)
      return LossSummary.ClassSummary(
        classIndex: hasClass ? index : nil, count: groups[index].count,
        positives: groups[index].positives, mean: sum.divided(by: Double(groups[index].count)),
        standardError: standardError(ofGroup: index), sum: sum.value, share: sum.divided(by: total))
    }
  }
}
