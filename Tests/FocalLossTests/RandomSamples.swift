import FocalLoss
import TestSupport

/// Random samples of one task, to be reordered and split.
struct RandomSamples {
  let task: ClassificationTask
  let predictionCount: Int
  let predictions: [[Double]]
  /// A class index a sample for one-vs-all, the target values of a sample for other tasks.
  let targets: [[Double]]
  let weights: [Double]

  /// Draws samples: logits in ±40, targets of which a third is fractional where soft ones are asked.
  init(
    _ task: ClassificationTask, predictionCount: Int, count: Int, isSoft: Bool,
    isWeighted: Bool, using generator: inout SplitMix64
  ) {
    self.task = task
    self.predictionCount = predictionCount
    var predictions: [[Double]] = []
    var targets: [[Double]] = []
    for sample in 0..<count {
      predictions.append(
        (0..<predictionCount).map { _ in Double.random(in: -40...40, using: &generator) })
      targets.append(
        Self.target(
          task, predictionCount, isFractional: isSoft && sample % 3 == 0, using: &generator))
    }
    self.predictions = predictions
    self.targets = targets
    weights =
      isWeighted
      ? (0..<count).map { _ in Double(Int.random(in: 0...8, using: &generator)) / 3 } : []
  }

  private static func target(
    _ task: ClassificationTask, _ predictionCount: Int, isFractional: Bool,
    using generator: inout SplitMix64
  ) -> [Double] {
    switch task {
    case .oneVsAll:
      return [Double(Int.random(in: -1..<predictionCount, using: &generator))]
    case .binary, .multilabel:
      return (0..<predictionCount).map { _ in
        isFractional
          ? Double.random(in: 0..<1, using: &generator)
          : Bool.random(using: &generator) ? 1 : 0
      }
    case .multiclass:
      let hot = Int.random(in: 0..<predictionCount, using: &generator)
      let share = isFractional ? Double.random(in: 0..<1, using: &generator) : 0
      return (0..<predictionCount).map {
        $0 == hot ? 1 - share : share / Double(predictionCount - 1)
      }
    }
  }

  /// The samples at some indices, as one batch.
  func batch(_ indices: some Sequence<Int>) -> SampleBatch {
    let indices = Array(indices)
    return SampleBatch(
      predictions: indices.flatMap { predictions[$0] },
      targets: task == .oneVsAll
        ? .classes(indices.map { Int32(targets[$0][0]) })
        : .values(indices.flatMap { targets[$0] }),
      weights: weights.isEmpty ? [] : indices.map { weights[$0] })
  }
}
