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

  /// The elements that an epsilon rule changes, as changed, and those of infinite cross entropy.
  ///
  /// - Parameters:
  ///   - probabilities: what the predictions say of the targets.
  ///   - rule: an evaluator with the rule.
  ///   - changesAll: whether every element counts as changed.
  /// - Returns: their pairs, in order.
  func changed(
    _ probabilities: [TargetProbability], _ rule: LossEvaluator, changesAll: Bool
  ) -> ElementPairs {
    var changed = ElementPairs(capacity: changesAll ? probabilities.count : 0)
    for (element, probability) in probabilities.enumerated()
    where !rule.epsilonGuard.leavesAlone(probability) {
      let target = rule.applyGuard(to: probability, isPositive: arePositive[element])
      if changesAll || target.pair.complement != probability.complement
        || target.pair.crossEntropy != probability.crossEntropy
        || probability.crossEntropy == .infinity
      {
        changed.append(element, target.pair)
      }
    }
    return changed
  }

  /// What a convention sums of elements.
  enum Quantity {
    /// The focal term.
    case focalTerm
    /// The term that α does not multiply.
    case unbalancedTerm
  }

  /// A quantity of elements.
  func numbers(
    _ quantity: Quantity, _ pairs: ElementPairs, _ evaluator: LossEvaluator
  ) -> [Double] {
    let count = pairs.elements.count
    guard let otherTerm = evaluator.otherTerm else {
      return (0..<count).map {
        evaluator.focalTerm(pairs.pair(at: $0), index: 0)
      }
    }
    return (0..<count).map { place in
      guard quantity == .focalTerm else { return otherTerm.unbalanced(pairs.complements[place]) }
      let element = pairs.elements[place]
      let index =
        classes.isEmpty
        ? evaluator.modulatorIndex(
          element % evaluator.predictionCount, isPositive: arePositive[element])
        : classes[element]
      return otherTerm(pairs.pair(at: place), index: index)
    }
  }

  /// The cells that a quantity of elements is added to.
  func cells(
    _ quantity: Quantity, _ pairs: ElementPairs, _ evaluator: LossEvaluator
  ) -> [Int32] {
    let isWhole = pairs.elements.count == batch.cells.count
    let cells = isWhole ? batch.cells : pairs.elements.map { batch.cells[$0] }
    guard quantity == .unbalancedTerm else { return cells }
    return cells.map {
      evaluator.layout.unbalancedCell(group: evaluator.layout.group(ofCell: Int($0)))
    }
  }
}

/// The complements and cross entropies of some elements.
struct ElementPairs {
  private(set) var elements: [Int] = []
  private(set) var complements: [Double] = []
  private(set) var crossEntropies: [Double] = []

  init(capacity: Int) {
    elements.reserveCapacity(capacity)
    complements.reserveCapacity(capacity)
    crossEntropies.reserveCapacity(capacity)
  }

  /// The pairs of all elements.
  init(_ probabilities: [TargetProbability]) {
    elements = Array(probabilities.indices)
    complements = probabilities.map(\.complement)
    crossEntropies = probabilities.map(\.crossEntropy)
  }

  mutating func append(_ element: Int, _ pair: LossPair) {
    elements.append(element)
    complements.append(pair.complement)
    crossEntropies.append(pair.crossEntropy)
  }

  func pair(at place: Int) -> LossPair {
    LossPair(complement: complements[place], crossEntropy: crossEntropies[place])
  }

  /// Some of the pairs, where there are those of all elements.
  func selecting(_ elements: [Int]) -> ElementPairs {
    var pairs = ElementPairs(capacity: elements.count)
    for element in elements {
      pairs.append(element, pair(at: element))
    }
    return pairs
  }
}

extension LossEvaluator {
  /// What the convention sums of elements.
  var quantities: [HardElements.Quantity] {
    hasUnbalancedTerm ? [.focalTerm, .unbalancedTerm] : [.focalTerm]
  }
}
