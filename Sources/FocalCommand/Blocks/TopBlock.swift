import FocalLoss

/// The samples that carry the most loss.
struct TopBlock: Block {
  private let capacity: Int

  /// Whether the input is JSON, where an id is a string or not.
  private let isJSON: Bool

  /// Tells which samples of a batch may be among the hardest.
  private var hardest: HardestSamples
  private var sampleCount = 0

  /// The hardest samples so far, and some that may be.
  private var candidates: [TopSample] = []

  /// A block of no samples.
  ///
  /// - Parameters:
  ///   - capacity: the samples wanted.
  ///   - isJSON: whether the input is JSON.
  init(capacity: Int, isJSON: Bool) {
    self.capacity = capacity
    self.isJSON = isJSON
    hardest = HardestSamples(capacity: capacity)
  }

  /// Only samples that are among the hardest so far have their texts taken out of the chunk.
  mutating func add(_ batch: EvaluatedBatch) {
    let losses = batch.evaluator.losses(of: batch.losses)
    let weights = batch.samples.weights
    let contributions =
      weights.isEmpty ? losses : zip(losses, weights).map { $1 == 0 ? 0 : $1 * $0 }
    for sample in hardest.add(contributions, firstNumber: sampleCount) {
      candidates.append(TopSample(batch, isJSON: isJSON, sample: sample, loss: losses[sample]))
    }
    sampleCount += losses.count
    prune()
  }

  mutating func merge(_ other: TopBlock) {
    candidates += other.candidates
    prune()
  }

  /// Sorts now and then only, so that a sample costs little however many are wanted.
  private mutating func prune() {
    if candidates.count > capacity + capacity / 4 + 1000 { candidates = samples }
  }

  /// The samples, the hardest first.
  var samples: [TopSample] {
    Array(candidates.sorted { $0.isHarder(than: $1) }.prefix(capacity))
  }

  func parts(_ report: Report) -> [any ReportBlock] {
    [TopRows(samples: samples, rows: report.result.rows, sum: report.summary.sum)]
  }
}
