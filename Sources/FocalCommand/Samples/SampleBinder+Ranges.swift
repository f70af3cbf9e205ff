import FocalInput
import FocalLoss

/// The ranges of predictions and weights.
extension SampleBinder {
  /// How far a probability may be outside [0, 1] to count as a rounding error of float32.
  private static let roundingTolerance = 1e-6

  /// How far the probabilities of a row may sum beside 1 before it is worth a warning.
  ///
  /// Ten probabilities with two decimals each are that far off by rounding alone.
  private static let sumTolerance = 0.05

  /// Checks the predictions of samples, and puts rounding errors back into range.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - selection: the rows that they are.
  ///   - tally: counts what is worth a warning.
  ///   - areInRange: whether it is known that all of them are in range.
  /// - Returns: what is wrong with the first that is too far out.
  func checkPredictions(
    _ samples: inout SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally,
    areInRange: Bool
  ) -> SampleError? {
    switch convention.input {
    case .probabilities:
      let error =
        areInRange ? nil : hold(&samples.predictions, selection, in: 0...1, &tally)
      if binding.task == .multiclass { noteSums(samples.predictions, selection, &tally) }
      return error
    case .logProbabilities:
      return hold(&samples.predictions, selection, in: -.infinity...0, &tally)
    case .logits: return checkLogits(samples.predictions, selection, &tally)
    }
  }

  /// Checks the weights of samples.
  func checkWeights(_ samples: SampleBatch, _ selection: RowSelection) -> SampleError? {
    guard let sample = samples.weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) else {
      return nil
    }
    return SampleError(
      problem: .weightOutOfRange(samples.weights[sample]), row: selection.row(ofSample: sample),
      field: binding.weight)
  }

  private func hold(
    _ predictions: inout [Double], _ selection: RowSelection, in range: ClosedRange<Double>,
    _ tally: inout WarningTally
  ) -> SampleError? {
    for index in predictions.indices where !range.contains(predictions[index]) {
      let prediction = predictions[index]
      let (sample, column) = index.quotientAndRemainder(dividingBy: binding.predictions.count)
      let held = min(max(prediction, range.lowerBound), range.upperBound)
      guard (prediction - held).magnitude <= Self.roundingTolerance else {
        return SampleError(
          problem: convention.input == .probabilities
            ? .probabilityOutOfRange(prediction) : .logProbabilityOutOfRange(prediction),
          row: selection.row(ofSample: sample), field: binding.predictions[column])
      }
      tally.roundedProbabilities.note(row: selection.row(ofSample: sample))
      predictions[index] = held
    }
    return nil
  }

  private func noteSums(
    _ probabilities: [Double], _ selection: RowSelection, _ tally: inout WarningTally
  ) {
    let width = binding.predictions.count
    for sample in 0..<selection.sampleCount {
      var sum = 0.0
      for column in 0..<width { sum += probabilities[sample * width + column] }
      if (sum - 1).magnitude > Self.sumTolerance {
        tally.unevenSums.note(row: selection.row(ofSample: sample))
      }
    }
  }

  private func checkLogits(
    _ logits: [Double], _ selection: RowSelection, _ tally: inout WarningTally
  ) -> SampleError? {
    let width = binding.predictions.count
    // One such logit in the whole input is enough to tell.
    if let index = logits.firstIndex(where: { !(0...1).contains($0) }) {
      tally.outsideUnitInterval.note(row: selection.row(ofSample: index / width))
    }
    guard binding.task == .multiclass, logits.contains(where: \.isInfinite) else { return nil }
    for sample in 0..<selection.sampleCount
    where !Softmax.isDefined(logits: logits.span, from: sample * width, classCount: width) {
      return SampleError(
        problem: .undefinedSoftmax, row: selection.row(ofSample: sample),
        field: binding.predictions[0])
    }
    return nil
  }
}
