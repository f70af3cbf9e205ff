import FocalInput
import FocalLoss

/// Predictions that leave no doubt, and what they say of the columns.
extension SampleBinder {
  /// Notes elements whose prediction says that they are impossible, and signs that labels and
  /// predictions have changed places.
  func noteCertainties(
    _ samples: SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally
  ) {
    let width = binding.predictions.count
    let (never, always) = certainties
    for sample in 0..<selection.sampleCount {
      let row = selection.row(ofSample: sample)
      for column in 0..<width {
        let prediction = samples.predictions[sample * width + column]
        if prediction != 0 && prediction != 1 { tally.betweenZeroAndOne.note(row: row) }
        // Almost no prediction is certain, so the target is rarely needed.
        guard prediction == never || prediction == always else { continue }
        let target = samples.target(ofSample: sample, column, width)
        let isWrong =
          prediction == never ? target == 1 : target == 0 && convention.task.isElementwise
        if isWrong { tally.certainAndWrong.note(row: row) }
      }
    }
    guard labels.meaning == .fraction, case .values(let values) = samples.targets else { return }
    for (index, value) in values.enumerated() where value != 0 && value != 1 {
      tally.fractions.note(row: selection.row(ofSample: index / max(1, binding.labels.count)))
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
