/// The whole rows in the first bytes of a file, by which its columns are told.
///
/// They are the same whatever the size of a chunk, and however the bytes arrive.
struct JSONFirstRows {
  private let bytes: [UInt8]
  private let rows: [Range<Int>]
  private let scanner: JSONScanner

  /// The first rows of a file.
  ///
  /// - Parameters:
  ///   - head: the first bytes of the file.
  ///   - layout: how the file is written.
  init(of head: [UInt8], _ layout: JSONLayout) {
    scanner = JSONScanner(rowsAreLines: layout == .lines, readsStrings: false)
    let isWhole = head.count < FirstBytes.count
    let bytes = isWhole ? head : Array(head[..<FirstBytes.count])
    switch layout {
    case .lines:
      self.bytes = bytes
      rows = Self.lines(of: bytes.span, scanner, isWhole: isWhole)
    case .values, .rows, .rowsByKey, .split, .wrapped:
      var chunk = Chunk()
      let source = ByteSource(bytes: bytes, name: "")
      // Where the bytes end within a row, the rows before it have been cut.
      if let stream = try? JSONStream(
        source, byteCount: bytes.count + 1, rowByteLimit: InputLimits.rowByteCount)
      {
        _ = try? JSONRowCutter(stream, layout, chunkByteCount: bytes.count + 1).next(&chunk)
      }
      self.bytes = chunk.bytes
      rows = chunk.extents ?? []
    case .columns, .columnsByKey:
      self.bytes = []
      rows = []
    }
  }

  /// The first rows that are made of columns.
  init(of columns: [JSONColumn], hasKeys: Bool) {
    scanner = JSONScanner(rowsAreLines: false, readsStrings: false)
    var chunk = Chunk()
    _ = JSONColumnRows(columns, hasKeys: hasKeys, chunkByteCount: FirstBytes.count).next(&chunk)
    bytes = chunk.bytes
    rows = chunk.extents?.filter { $0.upperBound <= FirstBytes.count } ?? []
  }

  /// The lines that are no white space only.
  private static func lines(
    of bytes: Span<UInt8>, _ scanner: JSONScanner, isWhole: Bool
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.startsWithByteOrderMark ? 3 : 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != ASCII.lineFeed { end += 1 }
      guard end < bytes.count || isWhole else { break }
      let first = scanner.skipSpaces(bytes, from: start)
      if first < end { lines.append(first..<end) }
      start = end + 1
    }
    return lines
  }

  /// Adds the rows to a survey, up to the first that is wrong: it is an error once it is decoded.
  func add(to survey: inout JSONSurvey) {
    let bytes = bytes.span
    for row in rows {
      let text = bytes.extracting(first: row.upperBound)
      var end = row.upperBound
      while end > row.lowerBound, bytes[end - 1] <= ASCII.space { end -= 1 }
      let value = row.lowerBound..<end
      if survey.addKnown(value, in: bytes) { continue }
      guard (try? scanner.value(text, from: row.lowerBound)) == end,
        (try? survey.add(value, in: bytes)) != nil
      else { return }
    }
  }
}
