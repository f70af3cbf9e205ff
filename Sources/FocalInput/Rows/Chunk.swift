/// Whole rows of a file, as bytes: the unit of work.
public struct Chunk: Sendable {
  /// The buffer; only ``rows`` of it counts.
  public internal(set) var bytes: [UInt8] = []

  /// Where the rows are: from the beginning of the first to the end of the last.
  ///
  /// The last row of a file may lack its line terminator.
  public internal(set) var rows = 0..<0

  /// An empty chunk, to be filled by a reader.
  public init() {}
}
