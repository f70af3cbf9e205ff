import FocalInput

/// Writes something for every sample of a batch.
///
/// A writer keeps nothing from one batch to the next, so that batches can be written on any thread.
protocol SampleWriter: Sendable {
  /// Whether it writes derivatives too.
  var needsDerivatives: Bool { get }

  /// What comes before the first sample.
  ///
  /// - Parameter table: the table that the rows come from.
  /// - Returns: the bytes to write.
  func start(_ table: TableReader) -> [UInt8]

  /// Writes the rows of a batch; those left out pass through with no loss.
  ///
  /// - Parameters:
  ///   - batch: the samples, evaluated, and the rows they come from.
  ///   - output: takes the bytes.
  func write(_ batch: WrittenBatch, to output: inout [UInt8])
}
