import FocalLoss

/// Shortcuts from a convention to the losses of a few samples.
extension Convention {
  func losses(
    _ predictions: [Double], _ targets: SampleBatch.Targets, predictionCount: Int = 1
  ) throws -> [Double] {
    try LossEvaluator(self, predictionCount: predictionCount)
      .losses(of: SampleBatch(predictions: predictions, targets: targets))
  }

  /// The loss of one sample.
  func loss(_ predictions: [Double], _ targets: SampleBatch.Targets) throws -> Double {
    try losses(predictions, targets, predictionCount: predictions.count)[0]
  }

  /// The derivatives of one sample.
  func derivatives(
    _ predictions: [Double], _ targets: SampleBatch.Targets
  ) throws -> DerivativeBatch {
    try LossEvaluator(self, predictionCount: predictions.count)
      .derivatives(of: SampleBatch(predictions: predictions, targets: targets))
  }

  func summary(_ samples: SampleBatch, predictionCount: Int = 1) throws -> LossSummary {
    let evaluator = try LossEvaluator(self, predictionCount: predictionCount)
    return evaluator.accumulator(of: samples).summary
  }
}

extension LossEvaluator {
  /// An accumulator that holds a batch of samples.
  func accumulator(of samples: SampleBatch) -> LossAccumulator {
    var losses = LossBatch()
    evaluate(samples, into: &losses)
    var accumulator = LossAccumulator(self)
    accumulator.add(losses, of: samples)
    return accumulator
  }
}
