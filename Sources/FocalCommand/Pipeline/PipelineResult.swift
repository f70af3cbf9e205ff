import FocalLoss

/// What a run knows of its input at the end, beside what was gathered.
struct PipelineResult {
  let binding: ColumnBinding
  let convention: Convention
  let warnings: WarningTally

  /// How the labels met are written.
  let labelTexts: LabelTexts

  /// The numbers of the rows of every chunk.
  let rows: RowNumbering

  /// The lines of the report's array of samples, a comma after each, in parts as they came; empty
  /// where none are wanted.
  let sampleList: [[UInt8]]
}
