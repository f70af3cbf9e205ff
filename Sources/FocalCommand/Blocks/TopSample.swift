import FocalLoss

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
