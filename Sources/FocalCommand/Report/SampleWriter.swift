import FocalInput

/// Writes something for every sample of a batch.
///
/// A writer keeps nothing from one batch to the next, so that batches can be written on any thread.
protocol SampleWriter: Sendable {
  /// Whether it writes derivatives too.
  var needsDerivatives: Bool { get }

  /// What comes before the first sample.
  ///
  /// - Parameters:
  ///   - header: the first row of the input.
  ///   - chunk: the chunk it stands in.
  /// - Returns: the bytes to write.
  func start(_ header: CSVHeader, _ chunk: Chunk) -> [UInt8]

  /// Writes the samples of a batch.
  ///
  /// - Parameters:
  ///   - values: what is computed of each.
  ///   - columns: the batch of columns that they come from.
  ///   - chunk: the bytes of the batch.
  ///   - binder: the meaning of the columns.
  ///   - decoder: the decoder that made the batch.
  ///   - firstRow: the number of the first sample.
  ///   - output: takes the bytes.
  func write(
    _ values: SampleValues, _ columns: ColumnBatch, _ chunk: Chunk, _ binder: SampleBinder,
    _ decoder: CSVDecoder, firstRow: Int, to output: inout [UInt8])
}
