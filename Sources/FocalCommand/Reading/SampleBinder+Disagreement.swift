import FocalLoss

/// Labels that may be the predicted classes.
extension SampleBinder {
  /// Notes the first sample whose label is not the class of the largest prediction.
  func noteDisagreement(
    _ samples: SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally
  ) {
    let width = binding.predictions.count
    let sample = (0..<selection.sampleCount).first { sample in
      let predictions = samples.predictions[sample * width..<(sample + 1) * width]
      switch samples.targets {
      case .classes(let classes):
        let target = Int(classes[sample])
        return target < 0 || predictions[predictions.startIndex + target] != predictions.max()
      case .values(let values):
        guard width == 1, let prediction = predictions.first else { return true }
        let isPositive = values[sample] > 0.5
        return isPositive ? prediction < evenPrediction : prediction > evenPrediction
      }
    }
    if let sample { tally.disagreements.note(row: selection.row(ofSample: sample)) }
  }

  /// The prediction at which both classes of a binary problem are as likely.
  private var evenPrediction: Double {
    switch convention.input {
    case .probabilities: 0.5
    case .logits: 0
    case .logProbabilities: -0.6931471805599453
    }
  }
}
