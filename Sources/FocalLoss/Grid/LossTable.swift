/// The rounded sums of a ``LossGrid``, from which losses are estimated in a few operations.
///
/// For a search through thousands of conventions: what it finds, ``LossGrid/loss(ofLine:under:)``
/// gives exactly.
///
/// - Accuracy: relative errors of a few ulp a cell, as all sums are of numbers of one sign.
package struct LossTable: Sendable {
  /// The samples.
  package let count: Int

  /// The samples times the predictions of each.
  package let elements: Int

  /// The positives, as ``LossSummary/positives`` counts them.
  package let positives: Int

  /// The samples of each class, then those without one; of each column in multilabel.
  package let groupCounts: [Int]

  /// Σw of each group.
  package let groupWeights: [Double]

  private let cellSums: [[Double]]
  private let layouts: [CellLayout]
  private let predictionCount: Int

  /// How each of `Reduction.allCases` divides.
  private let divisions: [Reduction.Division]

  init(_ evaluators: [LossEvaluator], _ counting: LossAccumulator, cellSums: [[Double]]) {
    let task = evaluators[0].convention.task
    layouts = evaluators.map(\.layout)
    predictionCount = evaluators[0].predictionCount
    count = counting.count
    elements = count * predictionCount
    positives = counting.groups.reduce(0) { $0 + $1.positives }
    groupCounts = counting.groups.map(\.count)
    groupWeights = counting.groups.indices.map {
      counting.groupWeights[$0].value + Double(counting.groups[$0].unweighted)
    }
    self.cellSums = cellSums
    let counts = Reduction.Counts(
      samples: count, predictions: predictionCount, positives: positives,
      weightColumns: task == .multilabel ? predictionCount : 1,
      areClassesColumns: task == .multilabel)
    divisions = Reduction.allCases.map { $0.division(counts) }
  }

  /// α and class weights, as factors of the cells.
  package struct Weighting: Sendable {
    /// The factor of every cell that α multiplies.
    package let factors: [Double]

    /// The class weight of every group, the factor of the cells that α does not multiply.
    package let groupFactors: [Double]

    /// Σw with the class weights in w.
    package let weightSum: Double
  }

  /// The factors of a convention.
  ///
  /// - Parameter convention: any convention of the task; only α and class weights matter.
  /// - Returns: the factors.
  /// - Throws: ``ParameterError`` where the convention is out of range.
  package func weighting(_ convention: Convention) throws(ParameterError) -> Weighting {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    precondition(evaluator.columnFactors.isEmpty, "the cells do not know the columns")
    let weights = convention.classWeights
    let groupFactors = groupWeights.indices.map { $0 < weights.count ? weights[$0] : 1 }
    let weightSum = zip(groupWeights, groupFactors).reduce(0) { $0 + $1.0 * $1.1 }
    return Weighting(
      factors: evaluator.factors, groupFactors: groupFactors, weightSum: weightSum)
  }

  /// The losses of a line under every reduction.
  ///
  /// - Parameters:
  ///   - line: the index of the line.
  ///   - weighting: the factors.
  /// - Returns: a loss for each of `Reduction.allCases`, NaN where there is no such number.
  package func losses(ofLine line: Int, _ weighting: Weighting) -> [Double] {
    var groups: [Reduction.Division.Group<Double>] = []
    let layout = layouts[line]
    for group in groupCounts.indices {
      var sum = 0.0
      func add(_ cell: Int, times factor: Double) {
        if factor != 0 { sum += factor * cellSums[line][cell] }
      }
      for cell in group * layout.sideCount..<(group + 1) * layout.sideCount {
        add(cell, times: weighting.factors[cell])
      }
      if layout.cellCount > layout.balancedCellCount {
        add(layout.balancedCellCount + group, times: weighting.groupFactors[group])
      }
      groups.append((sum, groupCounts[group]))
    }
    let total = groups.reduce(0) { $0 + $1.sum }
    return divisions.map {
      $0.estimate(total, weightSum: weighting.weightSum, groups: groups)
    }
  }
}
