import FocalLoss

/// What a pipeline has computed.
struct PipelineResult {
  let binding: ColumnBinding
  let convention: Convention
  let summary: LossSummary
  let warnings: WarningTally

  /// The same samples under other conventions, where they are compared.
  let comparisons: [Comparison]

  /// How the labels met are written.
  let labelTexts: LabelTexts

  /// The elements of the report's array of samples, a comma after each; empty where none are wanted.
  let sampleList: [UInt8]
}
