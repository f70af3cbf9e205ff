import FocalLoss

/// One row of the input, as it was understood.
struct FoundRow: Sendable {
  /// What became of the row.
  enum State: String, Sendable {
    /// It is a sample.
    case kept
    /// It was left out, since a value is missing.
    case skipped
    /// It was left out, since its label is to be ignored.
    case ignored
  }

  /// The number of the row, from 1.
  let row: Int
  let state: State

  /// The labels as they are written, one a label column.
  let labels: [String]

  /// The text of the id column, where one is asked for.
  let id: String?

  /// The row as a batch of one sample; nil where it was left out.
  let sample: SampleBatch?
}
