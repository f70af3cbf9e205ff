/// Reads a table, whatever format it is written in: its columns first, then its rows in chunks.
///
/// The format is told by the caller, by the name of the file, or by its first bytes.
package final class TableReader {
  /// How a table is written.
  package enum Format: Equatable, Sendable {
    /// Delimited fields.
    case delimited(CSVDialect)
    /// JSON rows.
    case json(JSONLayout)
  }

  /// What may be said of a table before it is read; what is not said is found out.
  package struct Options {
    /// The format; nil to tell by the name and the first bytes.
    package var format: InputFormat?
    /// The byte between two fields; nil to tell by the header.
    package var delimiter: UInt8?
    /// Whether the first row names the columns.
    package var header = CSVDialect.Header.automatic
    /// Tells whether the first row names the columns, where ``header`` leaves it open; nil where that
    /// cannot be told.
    package var headerDecision = HeaderDecision.byNumbers
    /// Whether a field of a header is a name that columns of predictions often have.
    package var isUsualName: (String) -> Bool = { _ in false }
    /// Whether columns that nobody wants are held too, where columns are held at all.
    package var keepsAllColumns = false
    /// The bytes of a chunk.
    package var chunkByteCount = InputLimits.chunkByteCount

    /// Options that say nothing.
    package init() {}
  }

  /// How the table is written.
  package let format: Format

  /// The names of the columns; empty where they have none.
  package private(set) var names: [String]

  /// The number of columns.
  package private(set) var fieldCount: Int

  /// The lines before the data, on which the lines of positions count on.
  package let lineCount: Int

  /// The names as they stand, with what comes before them and their line terminator; empty where there
  /// are neither names nor comments.
  package let headerBytes: [UInt8]

  /// Whether the first row names the columns, and why; nil where rows are JSON.
  package let headerDecision: HeaderDecision?

  /// The first rows; none where the table goes on with the data of another file.
  package let firstRows: FirstRows

  /// Whether rows are JSON arrays, whose names, if there are any, stand elsewhere.
  package let hasArrayRows: Bool

  private let source: Source

  /// The chunk with the first row, until it is asked for.
  private var first: Chunk?

  private enum Source {
    case delimited(ChunkReader)
    case json(JSONReader)
  }

  /// Begins to read a table, up to its first row.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from; nothing of it has been read.
  ///   - options: what is known of the table.
  ///   - known: how an earlier file of the same data set is written; nil for the first file.
  ///   - isWanted: whether a column of the name may be wanted; documents of columns are asked for
  ///     it, since they have to be held.
  /// - Throws: ``InputError`` where there is no row, or the header cannot be read.
  package init(
    _ source: ByteSource, _ options: Options, like known: Format?,
    isWanted: @escaping (String) -> Bool
  ) throws(InputError) {
    if let compression = try Compression(of: source) { throw InputError(.compressed(compression)) }
    let format: Format
    if let known { format = known } else { format = try Self.format(of: source, options) }
    switch format {
    case .delimited(let dialect):
      let reader = ChunkReader(
        source, format: .delimited(by: dialect.delimiter), chunkByteCount: options.chunkByteCount)
      let (beginning, header) = try Self.beginning(of: source, dialect, options, reader)
      names = header.names
      fieldCount = header.fieldCount
      lineCount = header.lineCount
      headerDecision = header.decision
      let mark = beginning.bytes.span.startsWithByteOrderMark ? beginning.bytes[..<3] : []
      headerBytes = header.kept.isEmpty ? [] : Array(mark + beginning.bytes[header.kept])
      hasArrayRows = false
      first = try Self.firstChunk(of: reader, from: header.dataStart)
      var rows = beginning.beginning(FirstRows.byteCount, .delimited(by: dialect.delimiter))
      rows.removeRows(before: min(header.dataStart, rows.rows.upperBound))
      let columnCount = fieldCount
      firstRows = FirstRows(rows) {
        CSVDecoder($0, fieldCount: columnCount, delimiter: dialect.delimiter)
      }
      self.source = .delimited(reader)
      self.format = format
    case .json(let layout):
      let reader = try JSONReader(
        source, layout: layout == .lines || known != nil ? layout : nil,
        keepsAllColumns: options.keepsAllColumns, chunkByteCount: options.chunkByteCount,
        isWanted: isWanted)
      names = reader.header.hasNames ? reader.header.paths : []
      fieldCount = reader.header.paths.count
      lineCount = 0
      headerBytes = []
      hasArrayRows = reader.header.shape.nodes[0].kind == .array
      headerDecision = nil
      first = nil
      firstRows = reader.firstRows
      self.source = .json(reader)
      self.format = .json(reader.layout)
    }
  }

  /// The arrays in the first row, whose elements are columns; none where rows are no JSON.
  package var arrays: [JSONArrayField] {
    if case .json(let reader) = source { reader.header.arrays } else { [] }
  }

  /// The names of columns that were passed over because nobody wants them.
  package var otherNames: [String] {
    if case .json(let reader) = source { reader.header.otherNames } else { [] }
  }

  /// Makes an array one column, whatever its length: the texts of its elements, joined by semicolons.
  ///
  /// - Parameter path: the path of one of ``arrays``; no chunk has been read yet.
  /// - Throws: ``InputError`` where the header cannot be read so.
  package func readAsList(_ path: String) throws(InputError) {
    guard case .json(let reader) = source else { return }
    try reader.readAsList(path)
    names = reader.header.hasNames ? reader.header.paths : []
    fieldCount = reader.header.paths.count
  }

  /// Reads the next chunk of rows.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end.
  /// - Throws: ``InputError`` where the rows after the last chunk cannot be read; the line of its
  ///   position counts as that of a batch's error does.
  package func next(_ chunk: inout Chunk) throws(InputError) -> Bool {
    if let first {
      chunk = first
      self.first = nil
      return true
    }
    switch source {
    case .delimited(let reader): return try reader.next(&chunk)
    case .json(let reader): return try reader.next(&chunk)
    }
  }

  /// The first rows of a file of delimited fields, its header among them.
  private static func beginning(
    of source: ByteSource, _ dialect: CSVDialect, _ options: Options, _ reader: ChunkReader
  ) throws(InputError) -> (Chunk, CSVHeader) {
    let format = RowFormat.delimited(by: dialect.delimiter)
    var count = FirstRows.byteCount
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
  private static func firstChunk(
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

  /// A decoder for the chunks.
  ///
  /// - Parameter plan: the columns wanted.
  /// - Returns: the decoder.
  package func decoder(_ plan: ColumnPlan) -> any RowDecoder {
    switch (source, format) {
    case (.json(let reader), _): JSONDecoder(plan, reader.header, reader.layout)
    case (.delimited, .delimited(let dialect)):
      CSVDecoder(plan, fieldCount: fieldCount, delimiter: dialect.delimiter)
    case (.delimited, .json): preconditionFailure("delimited chunks have a dialect")
    }
  }

  private static func format(
    of source: ByteSource, _ options: Options
  ) throws(InputError) -> Format {
    var found = options.format ?? InputFormat(fileName: source.name)
    if found == nil { found = options.delimiter == nil ? try InputFormat(of: source) : .csv }
    switch found {
    case .json: return .json(.values)
    case .ndjson: return .json(.lines)
    case .tsv:
      return .delimited(
        CSVDialect(delimiter: options.delimiter ?? ASCII.tab, header: options.header))
    case .csv, nil:
      let delimiter: UInt8
      if let given = options.delimiter {
        delimiter = given
      } else {
        delimiter = try CSVDialect.delimiter(of: source, isUsualName: options.isUsualName)
      }
      return .delimited(CSVDialect(delimiter: delimiter, header: options.header))
    }
  }
}
