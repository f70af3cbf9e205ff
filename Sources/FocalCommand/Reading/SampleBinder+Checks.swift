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
  ///   - rounded: takes the places of those put back.
  /// - Returns: what is wrong with the first that is too far out.
  func checkPredictions(
    _ samples: inout SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally,
    areInRange: Bool, _ rounded: inout [Int]
  ) -> SampleError? {
    switch convention.input {
    case .probabilities:
      let error =
        areInRange ? nil : hold(&samples.predictions, selection, in: 0...1, &tally, &rounded)
      if binding.task == .multiclass { noteSums(samples.predictions, selection, &tally) }
      return error
    case .logProbabilities:
      return hold(&samples.predictions, selection, in: -.infinity...0, &tally, &rounded)
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

  /// Checks the qualities of samples.
  func checkQualities(_ samples: SampleBatch, _ selection: RowSelection) -> SampleError? {
    guard let sample = samples.qualities.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) else {
      return nil
    }
    return SampleError(
      problem: .qualityOutOfRange(samples.qualities[sample]),
      row: selection.row(ofSample: sample), field: binding.quality)
  }

  private func hold(
    _ predictions: inout [Double], _ selection: RowSelection, in range: ClosedRange<Double>,
    _ tally: inout WarningTally, _ rounded: inout [Int]
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
      rounded.append(index)
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

/// Predictions that leave no doubt, and what they say of the columns.
extension SampleBinder {
  /// Notes elements whose prediction says that they are impossible, and signs that labels and
  /// predictions have changed places.
  ///
  /// - Returns: whether all predictions are in range, and neither certain nor whole.
  func noteCertainties(
    _ samples: SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally
  ) -> Bool {
    let predictions = samples.predictions.span
    var areAllPlain = true
    var start = 0
    while start < predictions.count {
      let block = start..<min(start + Self.blockCount, predictions.count)
      // Almost all predictions are neither certain nor whole: a quarter of the time for a whole block.
      if arePlain(predictions, in: block) {
        let row = selection.row(ofSample: start / binding.predictions.count)
        tally.betweenZeroAndOne.note(row: row, count: block.count)
      } else {
        noteCertainties(samples, in: block, selection, &tally)
        areAllPlain = false
      }
      start = block.upperBound
    }
    if labels.meaning == .fraction, case .values(let values) = samples.targets {
      for (index, value) in values.enumerated() where value != 0 && value != 1 {
        tally.fractions.note(row: selection.row(ofSample: index / max(1, binding.labels.count)))
      }
    }
    return areAllPlain
  }

  private static let blockCount = 64

  /// Whether predictions are in range and neither 0 nor 1, and neither of probability 0 nor 1.
  private func arePlain(_ predictions: Span<Double>, in block: Range<Int>) -> Bool {
    let (never, always) = certainties
    let predictions = predictions.extracting(block)
    if convention.input == .probabilities {
      // Above 0 and below 1 the bit patterns are those from 1 on and below that of 1.
      var outside: UInt64 = 0
      for index in predictions.indices {
        let bits = predictions[index].bitPattern
        outside |= bits | (bits &- 1) | ((1.0).bitPattern &- 1 &- bits)
      }
      return outside >> 63 == 0
    }
    var others = 0
    for index in predictions.indices {
      let prediction = predictions[index]
      let isPlain =
        (prediction > never) && (prediction < always) && (prediction != 0) && (prediction != 1)
      others |= isPlain ? 0 : 1
    }
    return others == 0
  }

  private func noteCertainties(
    _ samples: SampleBatch, in block: Range<Int>, _ selection: RowSelection,
    _ tally: inout WarningTally
  ) {
    let width = binding.predictions.count
    let (never, always) = certainties
    for index in block {
      let prediction = samples.predictions[index]
      let (sample, column) = index.quotientAndRemainder(dividingBy: width)
      let row = selection.row(ofSample: sample)
      if prediction != 0 && prediction != 1 { tally.betweenZeroAndOne.note(row: row) }
      // Almost no prediction is certain, so the target is rarely needed.
      guard prediction == never || prediction == always else { continue }
      let target = samples.target(ofSample: sample, column, width)
      let isWrong =
        prediction == never ? target == 1 : target == 0 && convention.task.isElementwise
      if isWrong { tally.certainAndWrong.note(row: row) }
    }
  }

  /// The predictions of probability 0 and 1.
  private var certainties: (never: Double, always: Double) {
    switch convention.input {
    case .probabilities: (0, 1)
    case .logits: (-.infinity, .infinity)
    case .logProbabilities: (-.infinity, 0)
    }
  }
}

extension SampleBatch {
  /// The target of an element, as 0, 1 or between.
  fileprivate func target(ofSample sample: Int, _ column: Int, _ width: Int) -> Double {
    switch targets {
    case .classes(let classes): Int(classes[sample]) == column ? 1 : 0
    case .values(let values): values[sample * width + column]
    }
  }
}
