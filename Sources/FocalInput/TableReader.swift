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
    /// Arrays of numbers; their rows are written again as CSV.
    case arrays(InputFormat)
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
    /// Whether a name is usual for a column.
    package var isUsual: (String) -> Bool = { _ in false }
    /// Whether columns that nobody wants are held too, where columns are held at all.
    package var keepsAllColumns = false
    /// The bytes of a chunk.
    package var chunkByteCount = InputLimits.chunkByteCount

    /// Options that say nothing.
    package init() {}
  }

  /// How the table is written.
  package let format: Format

  /// How the rows are written that are written again.
  package var rowFormat: Format {
    guard case .arrays = format else { return format }
    return .delimited(CSVDialect(header: names.isEmpty ? .absent : .present))
  }

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

  /// The whole rows in the first bytes of a file of delimited fields.
  private let beginning: Chunk

  /// Whether rows are JSON arrays, whose names, if there are any, stand elsewhere.
  package let hasArrayRows: Bool

  /// Whether more bytes are read than the file has.
  package let isCompressed: Bool

  private let source: Source

  /// The fields of delimited rows that are arrays; nil where none is.
  private var arrayColumns: CSVArrayColumns?

  /// The chunk with the first row, until it is asked for.
  private var first: Chunk?

  private enum Source {
    case delimited(ChunkReader)
    case json(JSONReader)
    case arrays(ArrayReader)
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
    let content = try source.decompressed()
    isCompressed = content !== source
    let source = content
    let format = try Self.format(of: source, options, like: known)
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
      var rows = beginning.beginning(FirstBytes.count, .delimited(by: dialect.delimiter))
      rows.removeRows(before: min(header.dataStart, rows.rows.upperBound))
      self.beginning = rows
      self.source = .delimited(reader)
      self.format = format
      arrayColumns = CSVArrayColumns(
        header.isPresent ? header.names : header.fields, hasNames: header.isPresent,
        beginning.bytes, from: header.dataStart, dialect.delimiter)
      takeArrayColumns()
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
      beginning = Chunk()
      self.source = .json(reader)
      self.format = .json(reader.layout)
    case .arrays(let kind):
      let reader = try ArrayReader(
        source, isArchive: kind == .npz, chunkByteCount: options.chunkByteCount,
        isWanted: isWanted)
      names = reader.names
      fieldCount = reader.columnCount
      lineCount = 0
      headerBytes = reader.headerLine
      hasArrayRows = false
      headerDecision = nil
      beginning = reader.beginning
      self.source = .arrays(reader)
      self.format = format
    }
  }

  /// The first rows.
  ///
  /// No chunk has been read yet.
  package var firstRows: FirstRows {
    switch source {
    case .json(let reader): reader.firstRows
    case .delimited, .arrays: FirstRows(beginning) { [self] in decoder($0) }
    }
  }

  /// The columns that hold arrays, whose elements are columns.
  package var arrays: [ArrayField] {
    if case .json(let reader) = source { reader.header.arrays } else { arrayColumns?.arrays ?? [] }
  }

  /// The members of rows that have columns within them, as bytes: `probs` for `probs.0`.
  package var members: Set<[UInt8]> {
    switch source {
    case .json(let reader): reader.header.members
    case .delimited: Set(arrays.map(\.path.bytes))
    case .arrays(let reader): reader.members
    }
  }

  /// The columns of every field of a row, where some fields are arrays, whose elements are columns; empty
  /// where every field is a column.
  package var fieldColumns: [Range<Int>] { arrayColumns?.columns ?? [] }

  /// The columns that hold classes and their predictions, whose classes are columns.
  package var pairs: [PairsField] {
    if case .json(let reader) = source { reader.header.pairs } else { [] }
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
    guard case .json(let reader) = source else {
      arrayColumns?.readAsList(path)
      takeArrayColumns()
      return
    }
    try reader.readAsList(path)
    names = reader.header.hasNames ? reader.header.paths : []
    fieldCount = reader.header.paths.count
  }

  /// Makes the elements of arrays columns.
  private func takeArrayColumns() {
    guard let arrayColumns else { return }
    names = names.isEmpty ? [] : arrayColumns.names
    fieldCount = arrayColumns.names.count
  }

  /// Makes the chunks from now on smaller.
  ///
  /// - Parameter byteCount: the bytes of a chunk at most, unless a row needs more.
  package func limitChunks(toByteCount byteCount: Int) {
    switch source {
    case .delimited(let reader): reader.chunkByteCount = min(reader.chunkByteCount, byteCount)
    case .json(let reader): reader.chunkByteCount = min(reader.chunkByteCount, byteCount)
    case .arrays(let reader): reader.chunkByteCount = min(reader.chunkByteCount, byteCount)
    }
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
    case .arrays(let reader): return try reader.next(&chunk)
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
      CSVDecoder(
        plan, fieldCount: fieldCount, delimiter: dialect.delimiter, arrays: arrayColumns)
    case (.arrays, _): ArrayDecoder(plan)
    case (.delimited, _): preconditionFailure("delimited chunks have a dialect")
    }
  }

  private static func format(
    of source: ByteSource, _ options: Options, like known: Format?
  ) throws(InputError) -> Format {
    let binary = try InputFormat(binary: source)
    guard source.member == nil || binary == .npz else { throw InputError(.notAnArchive) }
    if let known {
      // Each file of arrays has types of its own, but text is read as the first file is written.
      guard case .arrays = known else {
        guard binary == nil else { throw InputError(.otherKind(isArray: true)) }
        return known
      }
      guard let binary else { throw InputError(.otherKind(isArray: false)) }
      return .arrays(binary)
    }
    var found = binary ?? options.format ?? InputFormat(fileName: source.name)
    if found == nil { found = options.delimiter == nil ? try InputFormat(of: source) : .csv }
    switch found {
    case .npy: return .arrays(.npy)
    case .npz: return .arrays(.npz)
    case .json: return .json(.values)
    case .ndjson: return .json(.lines)
    case .tsv, .csv, nil:
      guard try !source.hasCarriageReturnLines() else {
        throw InputError(.carriageReturnLines(file: source.name))
      }
      let delimiter: UInt8
      if let given = options.delimiter {
        delimiter = given
      } else if found == .tsv {
        delimiter = ASCII.tab
      } else if try BlankRows.separateFields(of: source, isUsual: options.isUsual) {
        delimiter = ASCII.space
      } else {
        delimiter = try CSVDialect.delimiter(of: source)
      }
      return .delimited(CSVDialect(delimiter: delimiter, header: options.header))
    }
  }
}
