import FocalLoss

/// Finds the samples of a chunk that may be among the hardest of all.
///
/// A worker does not know the rows before its chunk. But its chunks come in the order of the input,
/// so what is not among the hardest of its own chunks is not among those of all; only what is has its
/// texts taken out of the chunk.
struct TopCandidates: Sendable {
  private var hardest: HardestSamples
  private var sampleCount = 0

  /// Whether the input is JSON, where an id is a string or not.
  private let isJSON: Bool

  /// The candidates of the chunk added last.
  private(set) var ofChunk: [TopSample] = []

  init(capacity: Int, isJSON: Bool) {
    hardest = HardestSamples(capacity: capacity)
    self.isJSON = isJSON
  }

  /// Adds the samples of a chunk.
  ///
  /// - Parameters:
  ///   - batch: the samples.
  ///   - evaluator: makes their losses.
  mutating func add(_ batch: AttributedBatch, _ evaluator: LossEvaluator) {
    let losses = evaluator.losses(of: batch.losses)
    let weights = batch.samples.weights
    let contributions =
      weights.isEmpty ? losses : zip(losses, weights).map { $1 == 0 ? 0 : $1 * $0 }
    ofChunk = hardest.add(contributions, firstNumber: sampleCount).map { sample in
      TopSample(
        batch, isJSON: isJSON, sample: sample, loss: losses[sample],
        targetProbability: evaluator.targetProbability(of: batch.samples, sample: sample))
    }
    sampleCount += losses.count
  }
}
