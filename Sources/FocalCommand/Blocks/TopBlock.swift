import FocalLoss
import FocalOutput

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
  private var samples: [TopSample] {
    Array(candidates.sorted { $0.isHarder(than: $1) }.prefix(capacity))
  }

  func part(_ context: BlockContext) -> ReportPart {
    let samples = samples
    let rows = context.result.rows
    let sum = context.summary.sum
    let hasIDs = samples.first?.id != nil
    let prediction = samples.first?.predicted == nil ? "prediction" : "predicted"
    let ids: [Table.Field<TopSample>] =
      hasIDs
      ? [
        .init("id", key: "id", name: "id") { sample in
          sample.id.map { .json($0.json, shown: $0.text) } ?? .text(nil)
        }
      ] : []
    var table = Table(
      key: "top", of: samples,
      [
        .init("row", key: "row", name: "row") {
          .integer(rows.number(ofRow: $0.row, inChunk: $0.chunk))
        }
      ] + ids + [
        .init("label", key: "label", name: "label") {
          .json(JSONText.field($0.label), shown: $0.label)
        },
        .init(prediction, key: prediction, name: prediction) { sample in
          sample.prediction.map { .number($0) } ?? .text(sample.predicted)
        },
        .init("p_t", key: "targetProbability", name: "target_probability") {
          .number($0.targetProbability)
        },
        .init("loss", key: "loss", name: "loss") { .number($0.loss) },
        .init("share", key: "share", name: "share") { .share($0.share(of: sum)) },
      ])
    table.keyCount = hasIDs ? 2 : 1
    return ReportPart(table)
  }
}

/// One of the hardest samples.
struct TopSample: Sendable {
  /// The chunk, and the row in it, both counted from 0.
  let chunk: Int
  let row: Int

  /// The id, as the input has it, and as JSON.
  let id: (text: String, json: String)?

  /// How its label is written; of several label columns the names of those that are 1.
  let label: String

  /// The prediction, where a sample has one.
  let prediction: Double?

  /// The class that is predicted most, where a sample has several predictions.
  let predicted: String?

  /// p_t, of several elements the least.
  let targetProbability: Double

  /// The loss ℓ, without the weight.
  let loss: Double
  let weight: Double

  /// Its part of the sum, wℓ.
  var contribution: Double { weight == 0 ? 0 : weight * loss }

  /// The part of a sum that it is.
  func share(of sum: Double) -> Double? {
    var own = ExactSum()
    if weight != 0 { own.add(loss, times: weight) }
    return own.divided(by: sum)
  }

  /// Whether it comes before another: more loss first, and of the same loss the earlier row.
  func isHarder(than other: TopSample) -> Bool {
    guard contribution == other.contribution else { return contribution > other.contribution }
    return (chunk, row) < (other.chunk, other.row)
  }
}

extension TopSample {
  /// A sample of a batch.
  init(
    _ batch: EvaluatedBatch, isJSON: Bool, sample: Int, loss: Double
  ) {
    let binder = batch.binder
    let binding = binder.binding
    let row = batch.selection.row(ofSample: sample)
    let predictions = batch.samples.predictions
    let width = binding.predictions.count
    let own = predictions[sample * width..<(sample + 1) * width]
    chunk = batch.chunkNumber
    self.row = row
    id = binder.idColumn.map { batch.id($0, row, isJSON: isJSON) }
    label = batch.label(ofSample: sample, row)
    prediction = width == 1 ? own.first : nil
    let best = own.indices.max { own[$0] < own[$1] }
    predicted = width == 1 ? nil : best.map { binding.classNames[$0 - sample * width] }
    targetProbability = batch.evaluator.targetProbability(of: batch.samples, sample: sample)
    self.loss = loss
    weight = batch.samples.weights.isEmpty ? 1 : batch.samples.weights[sample]
  }
}
