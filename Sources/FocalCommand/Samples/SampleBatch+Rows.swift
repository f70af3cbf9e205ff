import FocalLoss

extension SampleBatch {
  /// Cuts predictions and weights, which have all rows, to the rows that are samples.
  mutating func keepRows(_ selection: RowSelection, width: Int) {
    if let kept = selection.kept {
      for (sample, row) in kept.enumerated() where sample != row {
        for column in 0..<width {
          predictions[sample * width + column] = predictions[row * width + column]
        }
        if !weights.isEmpty { weights[sample] = weights[row] }
      }
    }
    predictions.removeLast(predictions.count - selection.sampleCount * width)
    if !weights.isEmpty { weights.removeLast(weights.count - selection.sampleCount) }
  }

  /// Cuts the samples to those of the rows before one.
  mutating func truncate(before row: Int, _ selection: inout RowSelection, width: Int) {
    let targetWidth = selection.sampleCount == 0 ? 0 : targetCount / selection.sampleCount
    selection.truncate(before: row)
    let count = selection.sampleCount
    predictions.removeLast(predictions.count - count * width)
    if !weights.isEmpty { weights.removeLast(weights.count - count) }
    switch targets {
    case .classes(let classes): targets = .classes(Array(classes.prefix(count)))
    case .values(let values): targets = .values(Array(values.prefix(count * targetWidth)))
    }
  }

  private var targetCount: Int {
    switch targets {
    case .classes(let classes): classes.count
    case .values(let values): values.count
    }
  }
}
