/// What an accumulator does not know of the targets of its samples: how much of them is positive.
///
/// - Accuracy: exact.
package struct TargetSums: Sendable {
  private let task: ClassificationTask
  private let predictionCount: Int

  /// Σ w·y by column: over all samples in multilabel, over those with fractional targets elsewhere.
  private var sums: SparseSums

  /// The targets of 1 with a weight of 1, by column of multilabel; counting is cheaper than adding.
  private var counts: [Int]

  /// Whether there were targets between 0 and 1.
  private(set) var hasFractions = false

  /// The sums over no samples.
  package init(task: ClassificationTask, predictionCount: Int) {
    self.task = task
    self.predictionCount = predictionCount
    sums = SparseSums(count: task == .oneVsAll ? 0 : predictionCount)
    counts = Array(repeating: 0, count: task == .multilabel ? predictionCount : 0)
  }

  /// The bytes that the sums take.
  package var byteCount: Int { sums.byteCount + 8 * counts.count }

  /// Adds samples.
  package mutating func add(_ samples: SampleBatch) {
    guard case .values(let values) = samples.targets else { return }
    switch task {
    case .oneVsAll: break
    case .binary, .multilabel:
      // Whole targets of binary samples are known by their class.
      if task == .binary, !LossEvaluator.hasFractions(values) { return }
      for (element, target) in values.enumerated() where target != 0 {
        let isFraction = target != 1
        if isFraction { hasFractions = true }
        guard isFraction || task == .multilabel else { continue }
        add(target, column: element % predictionCount, sample: element / predictionCount, samples)
      }
    case .multiclass:
      for sample in 0..<values.count / predictionCount {
        let row = values[sample * predictionCount..<(sample + 1) * predictionCount]
        guard !row.contains(1) else { continue }
        hasFractions = true
        for (column, share) in row.enumerated() {
          add(share, column: column, sample: sample, samples)
        }
      }
    }
  }

  /// Adds other sums.
  package mutating func merge(_ other: TargetSums) {
    sums.merge(other.sums)
    for column in counts.indices { counts[column] += other.counts[column] }
    hasFractions = hasFractions || other.hasFractions
  }

  /// Σ w·y of a column.
  func positiveWeight(_ column: Int) -> ExactSum {
    var sum = sums[column]
    if !counts.isEmpty { sum.add(Double(counts[column])) }
    return sum
  }

  private mutating func add(_ target: Double, column: Int, sample: Int, _ samples: SampleBatch) {
    if samples.weights.isEmpty, target == 1, task == .multilabel {
      counts[column] += 1
    } else {
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      sums.add(target, times: weight, at: column)
    }
  }
}

extension TargetSums: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("sums", &sums)
    try coder.counts("counts", &counts)
    try coder.flag("hasFractions", &hasFractions)
  }
}
