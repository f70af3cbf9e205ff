import FocalLoss

/// What a pipeline has computed.
struct PipelineResult {
  let binding: ColumnBinding
  let convention: Convention
  let summary: LossSummary
  let warnings: WarningTally

  /// The texts of the labels met, by column.
  let labelTexts: [[String]]

  /// The elements of the report's array of samples, a comma after each; empty where none are wanted.
  let sampleList: [UInt8]
}
