/// Reads JSON of any layout in chunks of whole rows.
///
/// ```
/// ByteSource ▶ JSONSniffer ─┬─ lines ──────────────────── ChunkReader
///                           ├─ values, rows, by key, split, wrapped ─ JSONRowCutter
///                           └─ columns, by key ──────────── JSONColumnGatherer ▶ JSONColumnRows
/// ```
///
/// Memory is that of a chunk and the longest row, whatever the size of the file; only the wanted
/// columns of a document of columns are held whole.
package final class JSONReader {
  /// How the file is written.
  package let layout: JSONLayout

  /// The fields of the rows.
  package private(set) var header: JSONHeader

  private let chunks: any ChunkSource

  /// The first chunk, which has been read for the header.
  private var first: JSONBeginning?

  /// Begins to read a source, up to its first row.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from; nothing of it has been read.
  ///   - layout: how the file is written; nil to tell by its beginning.
  ///   - keepsAllColumns: whether documents of columns are held with all their columns.
  ///   - chunkByteCount: the bytes of a chunk, unless a row needs more.
  ///   - rowByteLimit: the bytes of a row at most.
  ///   - isWanted: whether a member may be a column that is wanted. It is asked in documents, and for
  ///     long members of rows, with the name of the outermost member: `probs` for a field `probs.0`.
  /// - Throws: ``InputError`` where there is no row, or the first is wrong.
  package init(
    _ source: ByteSource, layout: JSONLayout? = nil, keepsAllColumns: Bool = false,
    chunkByteCount: Int = InputLimits.chunkByteCount, rowByteLimit: Int = InputLimits.rowByteCount,
    isWanted: @escaping (String) -> Bool
  ) throws(InputError) {
    precondition(chunkByteCount > 0, "a chunk has bytes")
    let sniffer = JSONSniffer(rowByteLimit: rowByteLimit, isWanted: isWanted)
    let found: JSONLayout
    if let layout { found = layout } else { found = try sniffer.layout(of: source) }
    var beginning = JSONBeginning(found, isWanted: isWanted)
    let firstRows = JSONFirstRows(of: try source.peek(FirstBytes.count), found)
    switch found {
    case .lines:
      chunks = ChunkReader(
        source, format: .lines, chunkByteCount: chunkByteCount, rowByteLimit: rowByteLimit)
      header = try beginning.header(chunks, firstRows)
    case .values, .rows, .rowsByKey, .split, .wrapped:
      let stream = try JSONStream(source, byteCount: chunkByteCount, rowByteLimit: rowByteLimit)
      let cutter = JSONRowCutter(stream, found, chunkByteCount: chunkByteCount)
      chunks = cutter
      header = try beginning.header(chunks, firstRows) { cutter.names }
    case .columns, .columnsByKey:
      let hasKeys = found == .columnsByKey
      let stream = try JSONStream(source, byteCount: chunkByteCount, rowByteLimit: rowByteLimit)
      var gatherer = JSONColumnGatherer(
        stream, hasKeys: hasKeys, keepsAll: keepsAllColumns, isWanted: isWanted)
      try gatherer.gather()
      chunks = JSONColumnRows(gatherer.columns, hasKeys: hasKeys, chunkByteCount: chunkByteCount)
      let names = gatherer.columns.map(\.name)
      let firstRows = JSONFirstRows(of: gatherer.columns, hasKeys: hasKeys)
      var header = try beginning.header(chunks, firstRows) { names }
      header.otherNames = gatherer.otherNames
      self.header = header
    }
    self.layout = found
    first = beginning.chunk == nil ? nil : beginning
  }

  /// The bytes of a chunk, unless a row needs more.
  package var chunkByteCount: Int {
    get { chunks.chunkByteCount }
    set { chunks.chunkByteCount = newValue }
  }

  /// Reads the next chunk.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end of the source.
  /// - Throws: ``InputError`` where the source cannot be read, a row is too long, or what is around
  ///   the rows is wrong; the line of the position counts as that of a batch's error does.
  package func next(_ chunk: inout Chunk) throws(InputError) -> Bool {
    guard let first = first?.chunk else { return try chunks.next(&chunk) }
    chunk = first
    self.first = nil
    return true
  }

  /// The first rows.
  var firstRows: FirstRows {
    let (header, layout) = (header, layout)
    return FirstRows((first?.chunk ?? Chunk()).beginning(FirstBytes.count, .lines)) {
      JSONDecoder($0, header, layout)
    }
  }

  /// Makes an array a single field, whatever its length, of the texts of its elements.
  ///
  /// - Parameter path: the path of an array of the first row, of which no chunk has been read.
  /// - Throws: ``InputError`` where the paths of the header are too long.
  func readAsList(_ path: String) throws(InputError) {
    guard let first else { return }
    let otherNames = header.otherNames
    header = try first.header(listPaths: [path.bytes])
    header.otherNames = otherNames
  }
}

/// The ways in which a table is written as JSON.
///
/// ```
/// lines          {"label":1,"p":0.9}⏎{"label":0,"p":0.2}⏎
/// values         the same, but each row on several lines, or several on one
/// rows           [{"label":1,"p":0.9},{"label":0,"p":0.2}]
/// columns        {"label":[1,0],"p":[0.9,0.2]}
/// columnsByKey   {"label":{"0":1,"1":0},"p":{"0":0.9,"1":0.2}}           pandas: columns
/// rowsByKey      {"0":{"label":1,"p":0.9},"1":{"label":0,"p":0.2}}       pandas: index
/// split          {"columns":["label","p"],"index":[0,1],"data":[[1,0.9],[0,0.2]]}
/// wrapped        {"schema":{…},"data":[{"label":1,"p":0.9},{"label":0,"p":0.2}]}    pandas: table
/// ```
///
/// A row is an object, or an array of what the columns hold; in arrays of rows a first row of
/// strings gives the names.
package enum JSONLayout: Equatable, Sendable, CaseIterable {
  /// A row a line.
  case lines
  /// Rows one after another, with any white space in and between them.
  case values
  /// An array of rows.
  case rows
  /// An object of arrays, one for each column.
  case columns
  /// An object of objects, one for each column, with the same keys.
  case columnsByKey
  /// An object of rows.
  case rowsByKey
  /// An object with the names as `columns` and the rows as `data`.
  case split
  /// An object with the rows under one of ``wrapperNames``, and nothing else of the table.
  case wrapped

  /// The names under which services and pandas write rows.
  static let wrapperNames: Set<String> = [
    "data", "results", "rows", "records", "predictions", "instances",
  ]
}
