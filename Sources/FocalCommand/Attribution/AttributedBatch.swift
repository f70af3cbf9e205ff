import FocalInput
import FocalLoss

/// An evaluated batch, with the columns that say where its samples come from.
struct AttributedBatch {
  let samples: SampleBatch
  let losses: LossBatch

  /// The rows that the samples are.
  let selection: RowSelection

  /// The columns of the rows, and the bytes and categories of their texts.
  let columns: ColumnBatch
  let chunk: Chunk
  let categories: [CategoryTable]

  /// The meaning of the columns.
  let binder: SampleBinder
}
