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

  /// Leaves out what is before an index, such as a header.
  ///
  /// - Parameter index: the beginning of a row, or the end.
  public mutating func removeRows(before index: Int) { rows = index..<rows.upperBound }
}
