import FocalInput
import FocalLoss

/// A batch at the end of its way, with all that may be written of it.
struct WrittenBatch {
  /// The loss of every sample.
  let losses: [Double]

  /// The derivatives by every logit, where they are wanted.
  let derivatives: DerivativeBatch?

  /// The rows that the samples are.
  let selection: RowSelection

  /// The columns that the samples come from, and the bytes of their texts.
  let columns: ColumnBatch
  let chunk: Chunk
  let categories: [CategoryTable]

  /// The meaning of the columns.
  let binder: SampleBinder

  /// The number of the first row.
  let firstRow: Int
}
