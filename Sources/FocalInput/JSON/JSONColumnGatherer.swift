/// Reads a document of columns: `{"label":[1,0],"p":[0.9,0.2]}`, or the same with keys.
///
/// Rows lie across such a document, so that the wanted columns must be in memory before the first
/// row can be made. Of the others only one value at a time is.
struct JSONColumnGatherer {
  /// The wanted columns, of equal lengths.
  private(set) var columns: [JSONColumn] = []

  /// The names of the others.
  private(set) var otherNames: [String] = []

  private let stream: JSONStream
  private let hasKeys: Bool
  private let isWanted: (String) -> Bool

  init(_ stream: JSONStream, hasKeys: Bool, isWanted: @escaping (String) -> Bool) {
    self.stream = stream
    self.hasKeys = hasKeys
    self.isWanted = isWanted
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
      if isWanted(name) {
        guard !columns.contains(where: { $0.name == name }) else {
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
    guard found != text else { return }
    throw stream.error(
      .json(.columnKey(name: column.name, found: found, first: first.name, expected: text)),
      at: stream.mark + key.range.lowerBound - 1)
  }
}
