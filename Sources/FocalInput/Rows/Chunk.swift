/// Whole rows of a file, as bytes: the unit of work.
package struct Chunk: Sendable {
  /// The buffer; only ``rows`` of it counts.
  package internal(set) var bytes: [UInt8] = []

  /// Where the rows are: from the beginning of the first to the end of the last.
  ///
  /// The last row of a file may lack its line terminator.
  package internal(set) var rows = 0..<0

  /// Where the rows are, one by one; nil where their format tells, such as a row a line.
  package internal(set) var extents: [Range<Int>]?

  /// What the numbers of the rows are, where they are binary, strip after strip; empty where rows are
  /// text.
  var strips: [NumberStrip] = []

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
  package init() {}

  /// A chunk of bytes that are there already.
  init(bytes: [UInt8], rows: Range<Int>) {
    self.bytes = bytes
    self.rows = rows
  }

  /// Leaves out what is before an index, such as a header.
  ///
  /// - Parameter index: the beginning of a row, or the end.
  package mutating func removeRows(before index: Int) { rows = index..<rows.upperBound }
}

extension Chunk {
  /// Where a byte stands: in the file where the chunk knows, else counted from its beginning.
  ///
  /// - Parameters:
  ///   - index: the index of the byte.
  ///   - field: the field that it belongs to, counted from 0.
  /// - Returns: the position.
  func position(of index: Int, field: Int? = nil) -> RowPosition {
    let origin = origin(of: index)
    var (line, column) = (origin.line, origin.column)
    for byte in bytes[min(origin.index, index)..<index] {
      if byte == ASCII.lineFeed {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return RowPosition(line: line, field: field.map { $0 + 1 }, column: column)
  }

  /// The lines that chunks after this one count on with.
  var lineCount: Int {
    guard origins.isEmpty else { return 0 }
    let isLastLineOpen = !rows.isEmpty && bytes[rows.upperBound - 1] != ASCII.lineFeed
    return skippedLineCount + bytes.span.lineFeedCount(in: rows) + (isLastLineOpen ? 1 : 0)
  }

  /// The last origin that is not after an index.
  private func origin(of index: Int) -> Origin {
    guard !origins.isEmpty else {
      return Origin(index: rows.lowerBound, line: skippedLineCount + 1, column: 1)
    }
    var (lower, upper) = (0, origins.count)
    while lower + 1 < upper {
      let middle = (lower + upper) / 2
      if origins[middle].index <= index { lower = middle } else { upper = middle }
    }
    return origins[lower]
  }
}

/// Where in a file a row, or a field of it, stands.
package struct RowPosition: Equatable, Sendable {
  /// The line on which the row begins, counted from 1, as editors and `grep -n` count.
  package var line: Int

  /// The field, counted from 1; nil for the whole row.
  package var field: Int?

  /// The byte of the line, counted from 1; nil in formats whose fields are counted instead.
  package var column: Int?

  /// The field of the row, counted from 1, where ``field`` counts the elements of arrays in fields too.
  package var fieldOfRow: Int?

  /// A position.
  package init(line: Int, field: Int? = nil, column: Int? = nil) {
    self.line = line
    self.field = field
    self.column = column
  }
}
