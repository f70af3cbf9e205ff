import FocalLoss

/// What a run knows of its input at the end, beside what was gathered.
struct PipelineResult {
  let input: InputFacts
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

/// What was read, for reports.
struct InputFacts {
  /// The files, and how they are written.
  let files: [String]
  let format: String

  /// The rows, those left out included.
  let rowCount: Int

  /// The samples that were not left out.
  let sampleCount: Int

  /// The labels of a file of their own that no prediction has asked for by its id.
  let unmatchedLabelCount: Int

  /// The labels that are held to be joined by their ids.
  var heldLabelCount = 0

  /// The columns of a document that were passed over because nothing is read of them.
  var otherNames: [String] = []

  /// The parts of the data that were merged; nil for one run.
  var shards: [Shard]?
}

/// The row numbers over all files of rows that are known by their chunk.
///
/// A worker does not know how many rows there were before its chunk; the pipeline, which takes what
/// became of chunks in their order, does.
struct RowNumbering: Equatable, Sendable {
  /// The rows before each chunk, and lastly those of all.
  private var starts = [0]

  /// The chunks that are known.
  var chunkCount: Int { starts.count - 1 }

  /// The rows that are known.
  var rowCount: Int { starts[chunkCount] }

  /// Adds the rows of the next chunk.
  mutating func append(rowCount: Int) { starts.append(self.rowCount + rowCount) }

  /// The number, from 1, of a row that is counted from 0 in its chunk.
  func number(ofRow row: Int, inChunk chunk: Int) -> Int { starts[chunk] + row + 1 }
}
