import FocalInput

/// What became of a chunk.
struct ChunkOutcome {
  /// The rows of the chunk that are right, those left out included.
  var rowCount: Int

  /// The lines of the chunk.
  var lineCount: Int

  /// What was noticed, with rows counted from the beginning of the chunk.
  var warnings: WarningTally

  /// What the samples write to a stream or a list.
  var output: [UInt8]

  /// What is wrong after the samples; its line counts from the beginning of the chunk.
  var failure: Failure?

  enum Failure {
    case input(InputError)
    case sample(SampleError, RowPosition)
  }
}
