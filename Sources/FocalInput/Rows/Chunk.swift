/// Whole rows of a file, as bytes: the unit of work.
public struct Chunk: Sendable {
  /// The buffer; only ``rows`` of it counts.
  public internal(set) var bytes: [UInt8] = []

  /// Where the rows are: from the beginning of the first to the end of the last.
  ///
  /// The last row of a file may lack its line terminator.
  public internal(set) var rows = 0..<0

  /// Where the rows are, one by one; nil where their format tells, such as a row a line.
  public internal(set) var extents: [Range<Int>]?

  /// Where parts of the chunk stand in the file, in order; none where lines are counted chunk by
  /// chunk.
  var origins: [Origin] = []

  /// The lines passed over between the end of the chunk before and ``rows``.
  var skippedLineCount = 0

  /// Where the bytes from an index on stand in the file.
  struct Origin: Equatable, Sendable {
    var index: Int
    var line: Int
    var column: Int

    init(index: Int, line: Int, column: Int) {
      self.index = index
      self.line = line
      self.column = column
    }

    /// The same place for the bytes from another index on.
    init(_ index: Int, _ other: Origin) {
      self.init(index: index, line: other.line, column: other.column)
    }
  }

  /// An empty chunk, to be filled by a reader.
  public init() {}

  /// Leaves out what is before an index, such as a header.
  ///
  /// - Parameter index: the beginning of a row, or the end.
  public mutating func removeRows(before index: Int) { rows = index..<rows.upperBound }
}
