import FocalInput
import FocalLoss

/// The ranges of predictions and weights.
extension SampleBinder {
  /// How far a probability may be outside [0, 1] to count as a rounding error of float32.
  private static let roundingTolerance = 1e-6

  /// Checks the predictions of a batch, and puts rounding errors back into range.
  func checkPredictions(
    _ predictions: inout [Double], _ tally: inout WarningTally
  ) -> SampleError? {
    switch input {
    case .probabilities: hold(&predictions, in: 0...1, &tally)
    case .logProbabilities: hold(&predictions, in: -.infinity...0, &tally)
    case .logits: checkLogits(predictions, &tally)
    }
  }

  /// Checks the weights of a batch.
  func checkWeights(_ weights: [Double]) -> SampleError? {
    guard let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) else { return nil }
    return SampleError(
      problem: .weightOutOfRange(weights[row]), row: row, field: binding.weight)
  }

  private func hold(
    _ predictions: inout [Double], in range: ClosedRange<Double>, _ tally: inout WarningTally
  ) -> SampleError? {
    for index in predictions.indices where !range.contains(predictions[index]) {
      let prediction = predictions[index]
      let (row, column) = index.quotientAndRemainder(dividingBy: binding.predictions.count)
      let held = min(max(prediction, range.lowerBound), range.upperBound)
      guard (prediction - held).magnitude <= Self.roundingTolerance else {
        return SampleError(
          problem: input == .probabilities
            ? .probabilityOutOfRange(prediction) : .logProbabilityOutOfRange(prediction),
          row: row, field: binding.predictions[column])
      }
      tally.roundedProbabilities.note(row: row)
      predictions[index] = held
    }
    return nil
  }

  private func checkLogits(_ logits: [Double], _ tally: inout WarningTally) -> SampleError? {
    let classCount = binding.predictions.count
    // One such logit in the whole input is enough to tell.
    if tally.outsideUnitInterval.count == 0,
      let index = logits.firstIndex(where: { !(0...1).contains($0) })
    {
      tally.outsideUnitInterval.note(row: index / classCount)
    }
    guard binding.task == .multiclass, logits.contains(where: \.isInfinite) else { return nil }
    for row in 0..<logits.count / classCount
    where !Softmax.isDefined(logits: logits.span, from: row * classCount, classCount: classCount) {
      return SampleError(problem: .undefinedSoftmax, row: row, field: binding.predictions[0])
    }
    return nil
  }
}

extension SampleBatch {
  /// Cuts the batch to its first samples.
  mutating func truncate(to count: Int, _ predictionCount: Int) {
    predictions.removeLast(predictions.count - count * predictionCount)
    if !weights.isEmpty { weights.removeLast(weights.count - count) }
    switch targets {
    case .classes(let classes): targets = .classes(Array(classes.prefix(count)))
    case .values(let values): targets = .values(Array(values.prefix(count * predictionCount)))
    }
  }
}
