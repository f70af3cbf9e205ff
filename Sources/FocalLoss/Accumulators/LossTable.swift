/// The rounded sums of a ``LossGrid``, from which losses are estimated in a few operations.
///
/// For a search through thousands of conventions: what it finds, ``LossGrid/loss(ofLine:under:)``
/// gives exactly.
///
/// - Accuracy: relative errors of a few ulp a cell, as all sums are of numbers of one sign.
public struct LossTable: Sendable {
  /// The samples.
  public let count: Int

  /// The samples times the predictions of each.
  public let elements: Int

  /// The positives, as ``LossSummary/positives`` counts them.
  public let positives: Int

  /// The samples of each class, then those without one; of each column in multilabel.
  public let groupCounts: [Int]

  /// Σw of each group.
  public let groupWeights: [Double]

  private let cellSums: [[Double]]
  private let layout: CellLayout
  private let task: ClassificationTask
  private let predictionCount: Int

  init(_ evaluator: LossEvaluator, _ counting: LossAccumulator, cellSums: [[Double]]) {
    task = evaluator.convention.task
    layout = evaluator.layout
    predictionCount = evaluator.predictionCount
    count = counting.count
    elements = count * predictionCount
    positives = counting.groups.reduce(0) { $0 + $1.positives }
    groupCounts = counting.groups.map(\.count)
    groupWeights = counting.groups.indices.map {
      counting.groupWeights[$0].value + Double(counting.groups[$0].unweighted)
    }
    self.cellSums = cellSums
  }

  /// α and class weights, as factors of the cells.
  public struct Weighting: Sendable {
    /// The factor of every cell.
    public let factors: [Double]

    /// Σw with the class weights in w.
    public let weightSum: Double
  }

  /// The factors of a convention.
  ///
  /// - Parameter convention: any convention of the task; only α and class weights matter.
  /// - Returns: the factors.
  /// - Throws: ``ParameterError`` where the convention is out of range.
  public func weighting(_ convention: Convention) throws(ParameterError) -> Weighting {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    precondition(evaluator.columnFactors.isEmpty, "the cells do not know the columns")
    let weights = convention.classWeights
    let weightSum = groupWeights.indices.reduce(0.0) {
      $0 + groupWeights[$1] * ($1 < weights.count ? weights[$1] : 1)
    }
    return Weighting(factors: evaluator.factors, weightSum: weightSum)
  }

  /// The losses of a line under every reduction.
  ///
  /// - Parameters:
  ///   - line: the index of the line.
  ///   - weighting: the factors.
  /// - Returns: a loss for each of `Reduction.allCases`, NaN where there is no such number.
  public func losses(ofLine line: Int, _ weighting: Weighting) -> [Double] {
    var total = 0.0
    var means = 0.0
    var meanCount = 0
    for group in groupCounts.indices {
      var sum = 0.0
      for cell in layout.cells(ofGroup: group) {
        let factor = weighting.factors[cell]
        if factor != 0 { sum += factor * cellSums[line][cell] }
      }
      total += sum
      if groupCounts[group] > 0 {
        means += sum / Double(groupCounts[group])
        meanCount += 1
      }
    }
    return Reduction.allCases.map { reduction in
      switch reduction {
      case .none, .mean: total / Double(count)
      case .sum: total
      case .meanElements: total / Double(elements)
      case .sumOfMeans: total / Double(predictionCount)
      case .macro: task == .multilabel ? total / Double(elements) : means / Double(meanCount)
      case .positives: total / Double(max(1, positives))
      case .weightedMean:
        total * (task == .multilabel ? Double(predictionCount) : 1) / weighting.weightSum
      case .weightedMeanElements:
        total / (task == .multilabel ? 1 : Double(predictionCount)) / weighting.weightSum
      }
    }
  }
}
