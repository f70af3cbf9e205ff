/// Reads the numbers of arrays in chunks of whole rows, as they stand in the file.
///
/// ```
/// file    header │ y_true: 1 0 1 1 0 │ header │ p: a b c d e       (members, or columns in Fortran order)
/// chunks  1 0 1 a b c │ 1 0 d e                                   strip after strip, as many rows of each
/// ```
///
/// An array of rows is read in its order, so that a pipe will do. Everything else is read at several
/// places in turn, and what comes through a pipe is held.
package final class ArrayReader: ChunkSource {
  /// The names of the columns; empty where they have none.
  package var names: [String] { table.names }

  /// The names of the arrays that have several columns, as bytes.
  package var members: Set<[UInt8]> { table.members }

  package var columnCount: Int { table.columnCount }

  /// The names as a line of CSV; empty where there are none.
  var headerLine: [UInt8] {
    guard !names.isEmpty else { return [] }
    let fields = names.map { name -> String in
      guard name.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return name }
      return "\""
        + name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
    return Array((fields.joined(separator: ",") + "\n").utf8)
  }

  private let source: ByteSource
  private let table: ArrayTable

  /// The bytes of a chunk, unless a row needs more.
  package var chunkByteCount: Int

  /// What the numbers of a chunk are; every chunk shares this one array.
  private let numbers: [NumberStrip]

  /// Whether the bytes are read in their order.
  private let isSequential: Bool

  /// The rows read.
  private var rowCount = 0

  /// The whole rows in the first bytes.
  private(set) var beginning = Chunk()

  /// The bytes of a pipe that are held at most, where they are not read in their order.
  static let heldByteLimit = 1 << 30

  /// Begins to read arrays.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from; nothing of it has been read.
  ///   - isArchive: whether it is an archive of arrays rather than a lone one.
  ///   - chunkByteCount: the bytes of a chunk, unless a row needs more.
  ///   - isWanted: whether a member of a name may be wanted.
  /// - Throws: ``InputError`` where the source is none, or its arrays cannot be read.
  init(
    _ source: ByteSource, isArchive: Bool, chunkByteCount: Int = InputLimits.chunkByteCount,
    isWanted: (String) -> Bool
  ) throws(InputError) {
    if isArchive {
      guard ZipDirectory.begins(try source.peek(4)) else { throw InputError(.notAnArchive) }
      self.source = try source.readableAnywhere(limit: Self.heldByteLimit)
      table = try ArrayTable(archive: self.source, isWanted: isWanted)
      isSequential = false
    } else {
      let header = try Self.header(of: source)
      self.source =
        header.isColumnMajor ? try source.readableAnywhere(limit: Self.heldByteLimit) : source
      table = try ArrayTable([ArrayTable.Part(header: header, offset: header.byteCount)])
      let byteCount = self.source.anywhereByteCount
      isSequential = byteCount == nil
      do throws(ArrayProblem) {
        if let byteCount { try header.checkSize(byteCount) }
      } catch {
        throw InputError(.array(error, member: nil))
      }
    }
    self.chunkByteCount = chunkByteCount
    numbers = table.strips.map(\.numbers)
    try readBeginning()
    if isSequential { try Self.skip(table.strips[0].offset, of: source) }
  }

  /// Reads the whole rows in the first bytes; what is read in its order can be read again.
  private func readBeginning() throws(InputError) {
    let wanted = min(table.rowCount, FirstBytes.count / table.rowByteCount)
    var count = wanted
    if isSequential {
      let start = table.strips[0].offset
      let bytes = try source.peek(start + wanted * table.rowByteCount)
      beginning.bytes = Array(bytes.dropFirst(start).prefix(wanted * table.rowByteCount))
      count = beginning.bytes.count / table.rowByteCount
    } else {
      try read(0..<wanted, into: &beginning)
    }
    finish(&beginning, count)
  }

  /// Reads the next chunk.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end.
  /// - Throws: ``InputError`` where the source ends too early or too late, or cannot be read.
  package func next(_ chunk: inout Chunk) throws(InputError) -> Bool {
    let wanted = min(max(1, chunkByteCount / table.rowByteCount), table.rowCount - rowCount)
    var count = wanted
    if isSequential {
      let byteCount = wanted * table.rowByteCount
      Self.grow(&chunk.bytes, to: byteCount)
      count = try Self.fill(&chunk.bytes, to: byteCount, from: source) / table.rowByteCount
      // The rows before the end come first, and then the error.
      if count == 0 { try checkEnd() }
    } else {
      try read(rowCount..<rowCount + wanted, into: &chunk)
    }
    rowCount += count
    finish(&chunk, count)
    return count > 0
  }

  /// Reads rows at the places where their numbers stand.
  private func read(_ rows: Range<Int>, into chunk: inout Chunk) throws(InputError) {
    Self.grow(&chunk.bytes, to: rows.count * table.rowByteCount)
    var start = 0
    for strip in table.strips {
      let offset = strip.offset + rows.lowerBound * strip.numbers.rowByteCount
      let end = start + rows.count * strip.numbers.rowByteCount
      try source.read(at: offset, into: &chunk.bytes, start..<end)
      start = end
    }
  }

  private static func grow(_ bytes: inout [UInt8], to count: Int) {
    if bytes.count < count { bytes += Array(repeating: 0, count: count - bytes.count) }
  }

  /// Says what the bytes of a chunk are.
  private func finish(_ chunk: inout Chunk, _ rowCount: Int) {
    chunk.rows = 0..<rowCount * table.rowByteCount
    chunk.extents = nil
    chunk.origins = []
    chunk.skippedLineCount = 0
    chunk.strips = numbers
  }

  /// Reads bytes in their order, until there are enough or no more.
  private static func fill(
    _ buffer: inout [UInt8], to end: Int, from source: ByteSource
  ) throws(InputError) -> Int {
    var count = 0
    while count < end {
      let readCount = try source.read(into: &buffer, count..<end)
      if readCount == 0 { break }
      count += readCount
    }
    return count
  }

  private func checkEnd() throws(InputError) {
    var rest: [UInt8] = [0]
    if rowCount < table.rowCount {
      throw InputError(
        .array(.cutShort(rowCount: rowCount, expected: table.rowCount), member: nil))
    }
    if try source.read(into: &rest, 0..<1) > 0 {
      throw InputError(.array(.bytesAfterEnd, member: nil))
    }
  }

  private static func skip(_ count: Int, of source: ByteSource) throws(InputError) {
    var skipped = [UInt8](repeating: 0, count: count)
    _ = try fill(&skipped, to: count, from: source)
  }

  /// The header of a lone array, of which nothing has been read.
  private static func header(of source: ByteSource) throws(InputError) -> ArrayHeader {
    var readError: InputError?
    do throws(ArrayProblem) {
      return try ArrayTable.header { count throws(ArrayProblem) in
        do throws(InputError) {
          return try source.peek(count)
        } catch {
          readError = error
          return []
        }
      }
    } catch {
      throw readError ?? InputError(.array(error, member: nil))
    }
  }
}
