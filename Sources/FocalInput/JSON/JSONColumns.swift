/// Reads a document of columns: `{"label":[1,0],"p":[0.9,0.2]}`, or the same with keys.
///
/// Rows lie across such a document, so that the wanted columns must be in memory before the first
/// row can be made. Of the others only one value at a time is.
struct JSONColumnGatherer {
  /// The wanted columns, of equal lengths.
  private(set) var columns: [JSONColumn] = []

  /// Their names.
  private var names: Set<[UInt8]> = []

  /// The names of the others.
  private(set) var otherNames: [String] = []

  private let stream: JSONStream
  private let hasKeys: Bool
  private let isNeeded: (String) -> Bool
  private let keepsAll: Bool

  /// A gatherer.
  ///
  /// - Parameters:
  ///   - stream: the document, of which nothing has been taken.
  ///   - hasKeys: whether columns are objects with a key for every row.
  ///   - keepsAll: whether columns that nobody wants are held too.
  ///   - isWanted: whether a column may be wanted.
  init(
    _ stream: JSONStream, hasKeys: Bool, keepsAll: Bool, isWanted: @escaping (String) -> Bool
  ) {
    self.stream = stream
    self.hasKeys = hasKeys
    self.keepsAll = keepsAll
    isNeeded = isWanted
  }

  /// Reads the document to its end.
  mutating func gather() throws(InputError) {
    try stream.take(ASCII.openingBrace, or: .value)
    guard try !stream.take(ASCII.closingBrace) else { return try end() }
    repeat {
      _ = try stream.peek()
      stream.moveMark()
      let string = try stream.takeName()
      let name = stream.text(string)
      if try isColumn(name) {
        guard names.insert(name.bytes).inserted else {
          stream.rewind(to: 0)
          throw stream.error(.json(.repeatedMember(path: name)))
        }
        try gatherColumn(name)
      } else {
        otherNames.append(name)
        try stream.skipMember()
      }
    } while try stream.take(ASCII.comma)
    try stream.take(ASCII.closingBrace, or: .commaOrClosing)
    try end()
  }

  /// Whether the member that begins is a column: one that is wanted, or held with all others and of the
  /// same kind.
  private func isColumn(_ name: String) throws(InputError) -> Bool {
    guard !isNeeded(name) else { return true }
    guard keepsAll, let first = try stream.peek() else { return false }
    return JSONKind(firstByte: first) == (hasKeys ? .object : .array)
  }

  private func end() throws(InputError) {
    guard try stream.peek() == nil else { throw stream.unexpected(.endOfFile) }
  }

  private mutating func gatherColumn(_ name: String) throws(InputError) {
    let expected = hasKeys ? JSONKind.object : .array
    guard let first = try stream.peek() else { throw stream.unexpected(.value) }
    guard let found = JSONKind(firstByte: first) else {
      // The scanner says what is wrong with it.
      _ = try stream.takeValue(isChecked: true)
      return
    }
    guard found == expected else {
      throw stream.error(.json(.wrongKind(found: found, expected: expected)))
    }
    stream.moveMark()
    let origin = stream.origin
    var column = JSONColumn(
      name: name, origin: Chunk.Origin(index: 0, line: origin.line, column: origin.column + 1))
    var keys = columns.first.map { JSONColumnCursor($0, hasKeys: hasKeys) }
    stream.keepsSpaces = true
    defer { stream.keepsSpaces = false }
    // The bracket before the first value is no part of the text.
    var taken = 1
    try stream.takeElements { key, _ throws(InputError) in
      if let key { try check(key, of: column, against: &keys) }
      column.append(stream.bytes[stream.mark + taken..<stream.cursor])
      taken = stream.consumedCount
      if taken >= JSONStream.forgottenByteCount {
        stream.moveMark()
        taken = 0
      }
    }
    if let first = columns.first, first.count != column.count {
      throw stream.error(
        .json(
          .columnLength(
            name: name, found: column.count, first: first.name, expected: first.count)),
        at: stream.cursor - 1)
    }
    columns.append(column)
  }

  /// Checks that a key is that of the first column in the same row.
  private func check(
    _ key: JSONString, of column: JSONColumn, against keys: inout JSONColumnCursor?
  ) throws(InputError) {
    guard let first = columns.first, column.count < first.count,
      let expected = keys?.next(first.text.span).key
    else { return }
    let found = stream.text(key)
    let quoted = JSONString(
      range: expected.lowerBound + 1..<expected.upperBound - 1, hasEscapes: true)
    let text = String(decoding: quoted.text.bytes(in: first.text.span), as: UTF8.self)
    guard !found.hasBytes(of: text) else { return }
    throw stream.error(
      .json(.columnKey(name: column.name, found: found, first: first.name, expected: text)),
      at: stream.mark + key.range.lowerBound - 1)
  }
}

/// The values of one column of a document of columns, as they stand in the file.
///
/// Numbers are held as text too: how a label is written can matter.
struct JSONColumn {
  let name: String

  /// Where the first byte of the text stands in the file.
  let origin: Chunk.Origin

  /// The values, with what is between them, and the keys where there are keys.
  private(set) var text: [UInt8] = []
  private(set) var count = 0

  init(name: String, origin: Chunk.Origin) {
    self.name = name
    self.origin = origin
  }

  /// Takes the next value over.
  ///
  /// - Parameter bytes: all bytes since the value before, up to its end.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    text.append(contentsOf: bytes)
    count += 1
  }
}

/// A place between two values of a column.
struct JSONColumnCursor {
  private var index = 0
  private var line: Int
  private var column: Int
  private let hasKeys: Bool
  private let scanner = JSONScanner(rowsAreLines: false)

  init(_ column: JSONColumn, hasKeys: Bool) {
    line = column.origin.line
    self.column = column.origin.column
    self.hasKeys = hasKeys
  }

  /// Takes the next value, of which there must be one.
  ///
  /// - Parameter text: the text of the column, which has been checked.
  /// - Returns: the key, where there are keys; the value, and where it stands in the file.
  mutating func next(
    _ text: Span<UInt8>
  ) -> (key: Range<Int>?, value: Range<Int>, origin: Chunk.Origin) {
    skipSeparators(text)
    var key: Range<Int>?
    if hasKeys {
      key = take(text)
      skipSeparators(text)
    }
    let origin = Chunk.Origin(index: 0, line: line, column: column)
    return (key, take(text), origin)
  }

  private mutating func take(_ text: Span<UInt8>) -> Range<Int> {
    let start = index
    if case .end(let end) = JSONCutter.cut(text, from: start, to: text.count, isAll: true) {
      advance(text, to: end)
    }
    return start..<index
  }

  private mutating func skipSeparators(_ text: Span<UInt8>) {
    while index < text.count {
      let byte = text[index]
      guard scanner.isSpace(byte) || byte == ASCII.comma || byte == ASCII.colon else { return }
      advance(text, to: index + 1)
    }
  }

  private mutating func advance(_ text: Span<UInt8>, to end: Int) {
    while index < end {
      column += 1
      if text[index] == ASCII.lineFeed {
        line += 1
        column = 1
      }
      index += 1
    }
  }
}

/// Makes rows of columns, in chunks: each row an array with a value of every column.
final class JSONColumnRows: ChunkSource {
  private let columns: [JSONColumn]
  var chunkByteCount: Int
  private var cursors: [JSONColumnCursor]
  private var rowCount = 0

  init(_ columns: [JSONColumn], hasKeys: Bool, chunkByteCount: Int) {
    self.columns = columns
    self.chunkByteCount = chunkByteCount
    cursors = columns.map { JSONColumnCursor($0, hasKeys: hasKeys) }
  }

  func next(_ chunk: inout Chunk) -> Bool {
    guard let count = columns.first?.count, rowCount < count else { return false }
    chunk.bytes.removeAll(keepingCapacity: true)
    chunk.origins.removeAll(keepingCapacity: true)
    var extents: [Range<Int>] = []
    repeat {
      let start = chunk.bytes.count
      chunk.bytes.append(ASCII.openingBracket)
      for (column, content) in columns.enumerated() {
        if column > 0 { chunk.bytes.append(ASCII.comma) }
        let (_, value, origin) = cursors[column].next(content.text.span)
        // A row stands where its first value does.
        if column == 0 { chunk.origins.append(Chunk.Origin(start, origin)) }
        chunk.origins.append(Chunk.Origin(chunk.bytes.count, origin))
        chunk.bytes.append(contentsOf: content.text[value])
      }
      chunk.bytes.append(ASCII.closingBracket)
      extents.append(start..<chunk.bytes.count)
      rowCount += 1
    } while rowCount < count && chunk.bytes.count < chunkByteCount
    chunk.rows = 0..<chunk.bytes.count
    chunk.extents = extents
    return true
  }
}
