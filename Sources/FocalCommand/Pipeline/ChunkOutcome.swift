import FocalInput

/// What became of a chunk.
struct ChunkOutcome: Sendable {
  /// The rows of the chunk that are right, those left out included.
  var rowCount: Int

  /// The rows of the chunk that are samples.
  var sampleCount: Int

  /// The bytes of its rows.
  var byteCount: Int

  /// Whether the file of labels ended before the rows did.
  var hasTooFewLabels: Bool

  /// The lines of the chunk.
  var lineCount: Int

  /// What was noticed, with rows counted from the beginning of the chunk.
  var warnings: WarningTally

  /// What the samples write to a stream or a list.
  var output: [UInt8]

  /// What is wrong after the samples; its line counts from the beginning of the chunk.
  var failure: Failure?

  enum Failure: Sendable {
    case input(InputError)
    case sample(SampleError, RowPosition)
    /// A label in a file of its own is wrong; the position is that in its file.
    case label(SampleError, file: String, RowPosition)
  }
}
