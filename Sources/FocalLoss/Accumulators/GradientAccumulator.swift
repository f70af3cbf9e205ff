/// The sizes of gradients, by class: which samples a model would learn from.
///
/// The size of a sample's gradient is Σ|dℓ/dz| over its logits, times the sample's weight; its sums are
/// exact, so batches may be added in any order and accumulators merged in any order with the same bits.
/// Samples are counted whose Hessian has a negative diagonal element, which samples predicted badly
/// have: the second-order steps of boosting do not minimise there.
package struct GradientAccumulator: Sendable {
  /// The gradients of the samples of one class, or of one column in multilabel.
  package struct ClassSummary: Equatable, Sendable {
    /// Σw|dℓ/dz| over the class.
    package let sum: Double
    /// The class's part of the sum over all samples; nil for 0/0 and ∞/∞.
    package let share: Double?
    /// The samples of the class whose Hessian is negative somewhere.
    package let negativeHessianCount: Int
  }

  private let evaluator: LossEvaluator
  private var sums: SparseSums
  private var negativeHessians: SparseList<Int>

  /// The samples whose Hessian is negative somewhere, and that have a weight.
  package private(set) var negativeHessianCount = 0

  /// An accumulator of no samples.
  ///
  /// - Precondition: ``Convention/hasDerivatives``.
  ///
  /// - Parameter evaluator: the evaluator whose derivatives will be added.
  package init(_ evaluator: LossEvaluator) {
    self.evaluator = evaluator
    sums = SparseSums(count: evaluator.layout.groupCount)
    negativeHessians = SparseList(repeating: 0, count: evaluator.layout.groupCount)
  }

  /// The bytes that the sums and counts take.
  package var byteCount: Int { sums.byteCount + negativeHessians.byteCount }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  package mutating func add(_ losses: LossBatch, of samples: SampleBatch) {
    let derivatives = evaluator.derivatives(ofChecked: samples, losses)
    let width = evaluator.predictionCount
    // In multilabel every column is a class of its own, elsewhere a sample has one.
    let columnCount = evaluator.convention.task == .multilabel ? width : 1
    let partCount = losses.partsPerSample / columnCount
    let logitCount = width / columnCount
    for sample in 0..<losses.sampleCount {
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      guard weight != 0 else { continue }
      var isAnyNegative = false
      for column in 0..<columnCount {
        let part = sample * losses.partsPerSample + column * partCount
        let group = evaluator.layout.group(ofCell: Int(losses.cells[part]))
        let logits =
          sample * width + column * logitCount..<sample * width + (column + 1) * logitCount
        for logit in logits {
          sums.add(derivatives.gradients[logit].magnitude, times: weight, at: group)
        }
        guard logits.contains(where: { derivatives.hessians[$0] < 0 }) else { continue }
        negativeHessians[group] += 1
        isAnyNegative = true
      }
      negativeHessianCount += isAnyNegative ? 1 : 0
    }
  }

  /// Adds another accumulator of the same evaluator.
  ///
  /// - Parameter other: the accumulator; an empty one changes nothing.
  package mutating func merge(_ other: GradientAccumulator) {
    sums.merge(other.sums)
    for group in other.negativeHessians.usedIndices {
      negativeHessians[group] += other.negativeHessians[group]
    }
    negativeHessianCount += other.negativeHessianCount
  }

  /// Σw|dℓ/dz| over all samples.
  package var sum: Double { total.value }

  /// What the gradients of classes come to.
  ///
  /// - Parameter classes: the classes or columns; nil for samples without one, as in
  ///   ``LossSummary/ClassSummary/classIndex``.
  /// - Returns: the sums of each.
  package func summaries(ofClasses classes: [Int?]) -> [ClassSummary] {
    let total = total
    return classes.map { classIndex in
      let group = classIndex ?? evaluator.layout.classCount
      let sum = sums[group]
      return ClassSummary(
        sum: sum.value, share: sum.divided(by: total),
        negativeHessianCount: negativeHessians[group])
    }
  }

  private var total: ExactSum {
    var total = ExactSum()
    for group in sums.usedIndices { total.merge(sums[group]) }
    return total
  }
}

extension GradientAccumulator: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("sizes", &sums)
    try coder.counts("negativeHessians", &negativeHessians, \.self)
    try coder.count("negativeHessianCount", &negativeHessianCount)
  }
}
