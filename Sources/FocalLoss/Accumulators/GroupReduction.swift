/// The loss of groups of samples that are reduced each for itself, and then summed or averaged.
///
/// Groups are numbered as the sections of a ``LossBreakdown`` of the same samples, which has the sums of
/// their losses. All sums are exact, so that batches may be added and reductions merged in any order with
/// the same bits.
package struct GroupReduction: Sendable {
  private let evaluator: LossEvaluator
  private let reduction: Reduction
  private var crossEntropies = ExactSums()

  /// Σw of every group, without and with the class weights in w; looked at by the weighted means.
  private var weights = ExactSums()
  private var classWeights = ExactSums()
  private var sectionCount = 0

  /// The reduction of no samples; nil where the convention's is not one of groups.
  ///
  /// - Parameter evaluator: the evaluator whose losses will be added.
  package init?(_ evaluator: LossEvaluator) {
    guard let reduction = evaluator.convention.reduction.ofEachGroup else { return nil }
    self.evaluator = evaluator
    self.reduction = reduction
  }

  /// The bytes that the sums take.
  package var byteCount: Int {
    crossEntropies.byteCount + weights.byteCount + classWeights.byteCount
  }

  /// Makes groups up to a number of them; those there are stay.
  package mutating func makeSections(_ count: Int) {
    guard count > sectionCount else { return }
    sectionCount = count
    crossEntropies.grow(to: count)
    weights.grow(to: count)
    classWeights.grow(to: count)
  }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  ///   - sections: the group of every sample.
  package mutating func add(_ losses: LossBatch, of samples: SampleBatch, sections: [Int32]) {
    for sample in 0..<losses.sampleCount {
      let section = Int(sections[sample])
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      guard weight != 0 else { continue }
      crossEntropies.add(losses.crossEntropies[sample], times: weight, at: section)
      guard isByWeights else { continue }
      weights.add(weight, at: section)
      let group = evaluator.layout.group(
        ofCell: Int(losses.cells[sample * losses.partsPerSample]))
      classWeights.add(weight, times: classWeight(ofGroup: group), at: section)
    }
  }

  private var isByWeights: Bool {
    reduction == .weightedMean || reduction == .weightedMeanElements
  }

  /// Whether every column has the weights, times a class weight of its own.
  private var areWeightsOfColumns: Bool {
    evaluator.convention.task == .multilabel || evaluator.convention.weighsColumns
  }

  /// What the weight of a sample is multiplied by: the weight of its class, or those of all columns.
  private func classWeight(ofGroup group: Int) -> Double {
    let all = evaluator.convention.classWeights
    guard areWeightsOfColumns else { return group < all.count ? all[group] : 1 }
    return all.isEmpty ? Double(evaluator.predictionCount) : all.reduce(0, +)
  }

  /// Adds another reduction of the same evaluator.
  ///
  /// - Parameters:
  ///   - other: the reduction.
  ///   - sections: the groups here that its groups are.
  package mutating func merge(_ other: GroupReduction, into sections: [Int]) {
    makeSections((sections.max() ?? -1) + 1)
    for section in 0..<other.sectionCount {
      crossEntropies.add(other.crossEntropies, at: section, to: sections[section])
      weights.add(other.weights, at: section, to: sections[section])
      classWeights.add(other.classWeights, at: section, to: sections[section])
    }
  }

  /// The loss and the cross entropy, each nil where there is none.
  ///
  /// - Parameter breakdown: the sums of the losses of the groups.
  /// - Returns: the sum or the mean over the groups.
  package func reduced(_ breakdown: LossBreakdown) -> (loss: Double?, crossEntropy: Double?) {
    let columns = Double(evaluator.predictionCount)
    let sumOfColumns = { (section: Int) in
      areWeightsOfColumns ? weights[section].multiplied(by: columns) : weights[section]
    }
    return (
      reduced(
        breakdown, withClassWeights: true, sum: breakdown.sum, weightSum: { classWeights[$0] }),
      reduced(
        breakdown, withClassWeights: false, sum: { crossEntropies[$0] }, weightSum: sumOfColumns)
    )
  }

  private func reduced(
    _ breakdown: LossBreakdown, withClassWeights: Bool, sum: (Int) -> ExactSum,
    weightSum: (Int) -> ExactSum
  ) -> Double? {
    let convention = evaluator.convention
    var total = ExactSum()
    var groupCount = 0
    for section in 0..<sectionCount {
      let counted = breakdown.counted(section)
      let division = reduction.division(
        Reduction.Counts(
          samples: counted.count, predictions: evaluator.predictionCount,
          positives: counted.positives,
          weightColumns: areWeightsOfColumns ? evaluator.predictionCount : 1,
          columnWeights: withClassWeights && convention.weighsColumns
            ? convention.classWeights : [],
          areClassesColumns: convention.task == .multilabel))
      if division.add(sum(section), weightSum: weightSum(section), to: &total) { groupCount += 1 }
    }
    if case .sumOfGroups = convention.reduction { return total.value }
    return total.divided(by: Double(groupCount))
  }
}

extension GroupReduction: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("crossEntropies", &crossEntropies)
    try coder.sums("weights", &weights)
    try coder.sums("classWeights", &classWeights)
  }
}
