/// Cuts the bytes of a source into chunks of whole rows.
///
/// ```
/// source   a,b⏎1,2⏎3,|4⏎5,6⏎
/// chunks   a,b⏎1,2⏎    3,4⏎5,6⏎        the beginning of a row waits for the next chunk
/// ```
///
/// Files are read, not mapped: a file that is cut short meanwhile is then an error, not a signal.
package final class ChunkReader: ChunkSource {
  private let source: ByteSource
  private let format: RowFormat
  package var chunkByteCount: Int
  private let rowByteLimit: Int

  /// The beginning of a row, for the next chunk.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var isAtStart = true

  /// A reader.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - format: what ends a row.
  ///   - chunkByteCount: the bytes of a chunk, unless a row needs more.
  ///   - rowByteLimit: the bytes of a row at most.
  package init(
    _ source: ByteSource, format: RowFormat, chunkByteCount: Int = InputLimits.chunkByteCount,
    rowByteLimit: Int = InputLimits.rowByteCount
  ) {
    precondition(chunkByteCount > 0, "a chunk has bytes")
    self.source = source
    self.format = format
    self.chunkByteCount = chunkByteCount
    self.rowByteLimit = rowByteLimit
  }

  /// Reads the next chunk.
  ///
  /// The first one holds the first row of the source, if there is any.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end of the source.
  /// - Throws: ``InputError`` where the source cannot be read, or a row is too long; the line of the
  ///   position counts from the beginning of the chunk.
  package func next(_ chunk: inout Chunk) throws(InputError) -> Bool {
    var count = rest.count
    // A small file needs no large buffer, whose pages cost a good part of the time to start.
    grow(&chunk.bytes, to: max(min(chunkByteCount, source.byteCountHint), count))
    chunk.bytes.replaceSubrange(0..<count, with: rest)
    rest.removeAll(keepingCapacity: true)
    while true {
      count = try fill(&chunk.bytes, from: count)
      let start = isAtStart ? format.startOfFirstRow(chunk.bytes.span, count: count) : 0
      // What is beyond the limit waits, so that no chunk is long enough to hide a row that is.
      let limit = max(start, min(count, rowByteLimit))
      let end =
        isAtEnd && count <= rowByteLimit
        ? count : format.endOfLastRow(chunk.bytes.span, in: start..<limit)
      if let end {
        isAtStart = false
        rest.append(contentsOf: chunk.bytes[end..<count])
        chunk.rows = 0..<end
        chunk.extents = nil
        chunk.origins = []
        chunk.skippedLineCount = 0
        return end > 0
      }
      // The row is longer than the chunk: one byte more than the limit tells that it is too long.
      guard chunk.bytes.count <= rowByteLimit else {
        let line = chunk.bytes[..<start].count { $0 == ASCII.lineFeed } + 1
        throw InputError(.rowTooLong(limit: rowByteLimit), at: RowPosition(line: line))
      }
      grow(&chunk.bytes, to: min(chunk.bytes.count * 2, rowByteLimit + 1))
    }
  }

  /// Fills the buffer up, or until the source ends.
  private func fill(_ buffer: inout [UInt8], from start: Int) throws(InputError) -> Int {
    var count = start
    while count < buffer.count, !isAtEnd {
      let readCount = try source.read(into: &buffer, count..<buffer.count)
      isAtEnd = readCount == 0
      count += readCount
    }
    return count
  }

  private func grow(_ buffer: inout [UInt8], to count: Int) {
    if buffer.count < count {
      // An array rather than a repeated element, which debug builds append byte by byte.
      buffer += Array(repeating: 0, count: count - buffer.count)
    }
  }
}

/// Where chunks of whole rows come from, one after another.
protocol ChunkSource: AnyObject {
  /// The bytes of a chunk, unless a row needs more.
  var chunkByteCount: Int { get set }

  /// Reads the next chunk.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end.
  /// - Throws: ``InputError`` where the rows after the last chunk cannot be read.
  func next(_ chunk: inout Chunk) throws(InputError) -> Bool
}

/// What ends a row, and what hides such an end.
package enum RowFormat: Equatable, Sendable {
  /// Delimited fields, of which quoted ones may hold line feeds.
  case delimited(by: UInt8)
  /// A row a line, whatever is in it.
  case lines

  /// The index of the first row of a file, after a UTF-8 byte-order mark and lines that are empty or, of
  /// delimited fields, blank.
  ///
  /// - Parameters:
  ///   - bytes: a buffer that begins as the file does.
  ///   - count: the bytes to look at.
  /// - Returns: the index; the count where there is no row yet.
  func startOfFirstRow(_ bytes: Span<UInt8>, count: Int) -> Int {
    var index = bytes.extracting(first: count).startsWithByteOrderMark ? 3 : 0
    while index < count {
      var end = index
      if case .delimited(let delimiter) = self {
        // A tab that stands between fields makes a row, though all of them are empty.
        while end < count, bytes[end] == ASCII.space || bytes[end] == ASCII.tab,
          bytes[end] != delimiter || delimiter == ASCII.space
        { end += 1 }
      }
      let isCRLF =
        end + 1 < count && bytes[end] == ASCII.carriageReturn && bytes[end + 1] == ASCII.lineFeed
      guard isCRLF || end < count && bytes[end] == ASCII.lineFeed else { break }
      index = end + (isCRLF ? 2 : 1)
    }
    return index
  }

  /// The index after the last row that ends in a range of a buffer.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: the bytes to look at; the first is that of a row.
  /// - Returns: the index; nil where no row ends.
  func endOfLastRow(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
    switch self {
    case .lines: endOfLastLine(bytes, range)
    case .delimited(let delimiter):
      bytes.contains(ASCII.quote, in: range)
        ? endOfLastQuotedRow(bytes, range, delimiter) : endOfLastLine(bytes, range)
    }
  }

  private func endOfLastLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound, bytes[index - 1] != ASCII.lineFeed { index -= 1 }
    return index > range.lowerBound ? index : nil
  }

  /// A quote opens a field only at its beginning, blanks aside; elsewhere in an unquoted field it is
  /// text.
  private func endOfLastQuotedRow(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ delimiter: UInt8
  ) -> Int? {
    enum State {
      case fieldStart
      case unquoted
      case quoted
      /// After a quote in a quoted field: its end, or the first of two that stand for one.
      case quoteInQuoted
    }
    var state = State.fieldStart
    var lastEnd: Int?
    for index in range {
      let byte = bytes[index]
      switch state {
      case .quoted:
        if byte == ASCII.quote { state = .quoteInQuoted }
      case .quoteInQuoted where byte == ASCII.quote, .fieldStart where byte == ASCII.quote:
        state = .quoted
      case .fieldStart, .unquoted, .quoteInQuoted:
        let isBlank = byte == ASCII.space || byte == ASCII.tab
        let isBeforeField = isBlank && (state == .fieldStart || delimiter == ASCII.space)
        state =
          byte == delimiter || byte == ASCII.lineFeed || isBeforeField ? .fieldStart : .unquoted
        if byte == ASCII.lineFeed { lastEnd = index + 1 }
      }
    }
    return lastEnd
  }
}
