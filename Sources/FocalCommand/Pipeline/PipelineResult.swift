import FocalLoss

/// What a pipeline has computed.
struct PipelineResult {
  let binding: ColumnBinding
  let convention: Convention

  /// The sums of the losses, and what they are reduced to.
  let accumulator: LossAccumulator
  let summary: LossSummary
  let warnings: WarningTally

  /// What was gathered beside the loss.
  let gathering: Gathering

  /// The hardest samples, hardest first; nil where nobody asks.
  let top: [TopSample]?

  /// How the labels met are written.
  let labelTexts: LabelTexts

  /// The lines of the report's array of samples, a comma after each, in parts as they came; empty
  /// where none are wanted.
  let sampleList: [[UInt8]]
}
