import FocalInput
import FocalLoss

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
