/// The elements of samples with hard targets, as conventions of one task have them in common.
///
/// An element is a target with one probability: a prediction of the sigmoid tasks, a row of softmax.
struct HardElements {
  /// The cells of the elements; it holds no losses.
  private(set) var batch = LossBatch()

  /// Whether the target of each element is the positive class; of softmax every one is.
  private let arePositive: [Bool]

  /// The true class of each row of softmax; empty elsewhere.
  private let classes: [Int]

  init(_ samples: SampleBatch, _ evaluator: LossEvaluator) {
    let isElementwise = evaluator.convention.task.isElementwise
    let columnCount = isElementwise ? evaluator.predictionCount : 1
    let sampleCount = samples.predictions.count / evaluator.predictionCount
    if isElementwise {
      classes = []
      arePositive = evaluator.elementTargets(of: samples).map { $0 == 1 }
    } else {
      classes = (0..<sampleCount).map {
        evaluator.distribution(of: samples, sample: $0).classIndex ?? 0
      }
      arePositive = Array(repeating: true, count: sampleCount)
    }
    batch.prepare(
      sampleCount: sampleCount, partsPerSample: columnCount, hasModulations: false)
    for element in arePositive.indices {
      let group =
        isElementwise
        ? evaluator.group(
          of: samples, sample: element / columnCount, column: element % columnCount,
          target: arePositive[element] ? 1 : 0) : classes[element]
      batch.cells[element] = evaluator.layout.cell(
        group: group, isPositive: arePositive[element])
    }
  }

  /// What the predictions say of the targets, before any epsilon rule.
  func probabilities(of samples: SampleBatch, _ link: LossEvaluator) -> [TargetProbability] {
    guard !classes.isEmpty else {
      return arePositive.indices.map {
        link.targetProbability(samples.predictions[$0], isPositive: arePositive[$0])
      }
    }
    var row = ClassProbabilities(input: link.convention.input, classCount: link.predictionCount)
    let predictions = samples.predictions.span
    var probabilities: [TargetProbability] = []
    probabilities.reserveCapacity(classes.count)
    for (sample, classIndex) in classes.enumerated() {
      let start = sample * link.predictionCount
      row.update(predictions, from: start)
      probabilities.append(row.probability(of: classIndex, predictions, from: start))
    }
    return probabilities
  }

  /// An element that an epsilon rule changes, and to what.
  struct Change {
    let element: Int
    let complement: Double
    let crossEntropy: Double
  }

  /// The elements that an epsilon rule changes, and those with an infinite cross entropy.
  ///
  /// - Parameters:
  ///   - probabilities: what the predictions say of the targets.
  ///   - rule: an evaluator with the rule.
  ///   - changesAll: whether every element counts as changed.
  /// - Returns: the elements in order.
  func changes(
    _ probabilities: [TargetProbability], _ rule: LossEvaluator, changesAll: Bool
  ) -> [Change] {
    var changes: [Change] = []
    if changesAll { changes.reserveCapacity(probabilities.count) }
    for (element, probability) in probabilities.enumerated() {
      let target = rule.applyGuard(to: probability, isPositive: arePositive[element])
      if changesAll || target.complement != probability.complement
        || target.crossEntropy != probability.crossEntropy || probability.crossEntropy == .infinity
      {
        changes.append(
          Change(
            element: element, complement: target.complement, crossEntropy: target.crossEntropy))
      }
    }
    return changes
  }

  /// The focal term of an element whose pair is given.
  func term(
    _ element: Int, _ complement: Double, _ crossEntropy: Double, _ evaluator: LossEvaluator
  ) -> Double {
    // Only the modulators with several values have an index, which takes a division to find.
    guard evaluator.otherTerm != nil else {
      return evaluator.focalTerm(complement: complement, crossEntropy: crossEntropy, index: 0)
    }
    let index =
      classes.isEmpty
      ? evaluator.modulatorIndex(
        element % evaluator.predictionCount, isPositive: arePositive[element])
      : classes[element]
    return evaluator.focalTerm(complement: complement, crossEntropy: crossEntropy, index: index)
  }
}
