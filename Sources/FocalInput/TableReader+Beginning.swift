/// The beginning of files of delimited fields.
extension TableReader {
  /// The first rows of a file of delimited fields, its header among them.
  static func beginning(
    of source: ByteSource, _ dialect: CSVDialect, _ options: Options, _ reader: ChunkReader
  ) throws(InputError) -> (Chunk, CSVHeader) {
    let format = RowFormat.delimited(by: dialect.delimiter)
    var count = FirstBytes.count
    while true {
      // Of a small file there is no more than it has, whose room need not be made.
      let bytes = try source.peek(min(count, source.byteCountHint))
      let isLast = bytes.count < count || count > InputLimits.rowByteCount
      let start = format.startOfFirstRow(bytes.span, count: bytes.count)
      let end =
        isLast ? bytes.count : format.endOfLastRow(bytes.span, in: start..<bytes.count) ?? start
      let chunk = Chunk(bytes: bytes, rows: 0..<end)
      do throws(InputError) {
        return (chunk, try CSVHeader(of: chunk, dialect, decide: options.headerDecision))
      } catch {
        // There may be comments only, so far, or a long row.
        guard !isLast, error.problem == .noRows else {
          // A row that is too long is cut off here.
          if count > InputLimits.rowByteCount { _ = try firstChunk(of: reader, from: 0) }
          throw error
        }
      }
      count *= 2
    }
  }

  /// The chunk with the first row of data; nil where there is none.
  static func firstChunk(
    of reader: ChunkReader, from start: Int
  ) throws(InputError) -> Chunk? {
    var chunk = Chunk()
    var passedCount = start
    var lineCount = 0
    do throws(InputError) {
      while try reader.next(&chunk) {
        if passedCount < chunk.rows.count || passedCount == 0 {
          chunk.removeRows(before: chunk.rows.lowerBound + passedCount)
          return chunk
        }
        passedCount -= chunk.rows.count
        lineCount += chunk.bytes.span.lineFeedCount(in: chunk.rows)
      }
      return nil
    } catch {
      throw error.moved(byLines: lineCount)
    }
  }
}
