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

  private let lines: [Line]
  private let predictionCount: Int

  /// The groups that have samples.
  private let usedGroupCount: Int

  /// How each of `Reduction.allCases` divides.
  private let divisions: [Reduction.Division]

  /// The rounded sums of a line, of the groups that have any.
  struct Line: Sendable {
    fileprivate let layout: CellLayout

    /// The groups in order, and the sums of the cells of each, one group after another.
    fileprivate let groups: [Int32]
    fileprivate let sums: [Double]

    init(_ sums: SparseSums, _ layout: CellLayout) {
      self.layout = layout
      groups = Set(sums.usedIndices.map { Int32(layout.group(ofCell: $0)) }).sorted()
      self.sums = groups.flatMap { layout.cells(ofGroup: Int($0)).map { sums[$0].value } }
    }
  }

  init(_ lines: [Line], _ counting: LossAccumulator) {
    let task = counting.evaluator.convention.task
    self.lines = lines
    predictionCount = counting.evaluator.predictionCount
    count = counting.count
    elements = count * predictionCount
    positives = counting.groups.usedIndices.reduce(0) { $0 + counting.groups[$1].positives }
    groupCounts = (0..<counting.groups.count).map { counting.groups[$0].count }
    groupWeights = (0..<counting.groups.count).map {
      counting.groupWeights[$0].value + Double(counting.groups[$0].unweighted)
    }
    usedGroupCount = groupCounts.count { $0 > 0 }
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
    var (total, means) = (0.0, 0.0)
    let layout = lines[line].layout
    var sums = lines[line].sums[...]
    for group in lines[line].groups.map({ Int($0) }) {
      var sum = 0.0
      func add(times factor: Double) {
        let next = sums.removeFirst()
        if factor != 0 { sum += factor * next }
      }
      for cell in group * layout.sideCount..<(group + 1) * layout.sideCount {
        add(times: weighting.factors[cell])
      }
      if layout.cellCount > layout.balancedCellCount {
        add(times: weighting.groupFactors[group])
      }
      total += sum
      if groupCounts[group] > 0 { means += sum / Double(groupCounts[group]) }
    }
    return divisions.map {
      $0.estimate(
        total, weightSum: weighting.weightSum, meanOfGroups: means / Double(usedGroupCount))
    }
  }
}
