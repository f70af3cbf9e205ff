/// Cuts rows that stand within one another's document, or one after another, into chunks.
///
/// It checks what is around the rows, and leaves what is in them to the decoder:
///
/// ```
/// [ {"label":1,"p":0.9} , {"label":0,"p":0.2} ]⏎
/// ~ ~~~~~~~~~~~~~~~~~~~ ~ ~~~~~~~~~~~~~~~~~~~ ~   first chunk:  a step for each row, with
///   row                   row                     the separator before it
/// ```
final class JSONRowCutter: ChunkSource {
  private enum State {
    /// Before everything.
    case start
    /// After the bracket that opens the rows.
    case opened
    /// After a row.
    case afterRow
    /// After the bracket that closes the rows.
    case closed
    /// After everything.
    case ended
  }

  /// The names of the columns, where the document gives them.
  private(set) var names: [String]?

  /// The member that holds the rows, where they are wrapped.
  private var wrapperName: String?

  private let stream: JSONStream
  private let layout: JSONLayout
  var chunkByteCount: Int
  private var state = State.start

  init(_ stream: JSONStream, _ layout: JSONLayout, chunkByteCount: Int) {
    self.stream = stream
    self.layout = layout
    self.chunkByteCount = chunkByteCount
  }

  func next(_ chunk: inout Chunk) throws(InputError) -> Bool {
    stream.moveMark()
    var extents: [Range<Int>] = []
    while stream.consumedCount < chunkByteCount || extents.isEmpty {
      let place = stream.consumedCount
      let oldState = state
      stream.keepsSpaces = !extents.isEmpty
      do throws(InputError) {
        guard let row = try nextRow() else { break }
        extents.append(row)
      } catch {
        // The rows before come first; the same error comes again with the next chunk.
        guard !extents.isEmpty else { throw error }
        stream.rewind(to: place)
        state = oldState
        break
      }
    }
    guard !extents.isEmpty else {
      // What follows the rows may be long, and is no part of a chunk.
      if state == .closed { try end() }
      return false
    }
    let rows = stream.mark..<stream.cursor
    chunk.bytes.removeAll(keepingCapacity: true)
    chunk.bytes.append(contentsOf: stream.bytes[rows])
    chunk.rows = 0..<rows.count
    chunk.extents = extents
    chunk.origins = [stream.origin]
    return true
  }

  /// The next row, counted from the mark; nil after the last.
  private func nextRow() throws(InputError) -> Range<Int>? {
    guard layout != .values else {
      return try stream.peek() == nil ? nil : try stream.takeValue(isChecked: false)
    }
    switch state {
    case .start:
      guard try open() else { return nil }
      state = .opened
      return try nextRow()
    case .opened:
      if try close() { return nil }
    case .afterRow:
      if try close() { return nil }
      try stream.take(ASCII.comma, or: .commaOrClosing)
    case .closed, .ended:
      return nil
    }
    if layout == .rowsByKey { _ = try stream.takeName() }
    let row = try stream.takeValue(isChecked: false)
    state = .afterRow
    return row
  }

  /// Takes the bracket that closes the rows; false where another byte follows.
  private func close() throws(InputError) -> Bool {
    let closing = layout == .rowsByKey ? ASCII.closingBrace : ASCII.closingBracket
    guard try stream.take(closing) else { return false }
    state = .closed
    return true
  }

  /// Takes everything before the first row; false where there is nothing at all.
  private func open() throws(InputError) -> Bool {
    guard try stream.peek() != nil else { return false }
    switch layout {
    case .split:
      try stream.take(ASCII.openingBrace, or: .value)
      return try openData()
    case .wrapped:
      try stream.take(ASCII.openingBrace, or: .value)
      try openWrapper()
    case .rowsByKey: try stream.take(ASCII.openingBrace, or: .value)
    default: try stream.take(ASCII.openingBracket, or: .value)
    }
    return true
  }

  /// Takes everything after the rows.
  private func end() throws(InputError) {
    if layout == .split || layout == .wrapped {
      while try !stream.take(ASCII.closingBrace) {
        try stream.take(ASCII.comma, or: .commaOrClosing)
        let name = try stream.takeName()
        let text = stream.text(name)
        let isRepeated =
          layout == .wrapped
          ? wrapperName.map(text.hasBytes) == true : ["columns", "data"].containsBytes(of: text)
        guard !isRepeated else {
          throw stream.error(.json(.repeatedMember(path: text)))
        }
        try stream.skipMember()
      }
    }
    guard try stream.peek() == nil else { throw stream.unexpected(.endOfFile) }
    state = .ended
  }

  /// Takes the members up to the opening bracket of the rows.
  private func openWrapper() throws(InputError) {
    while true {
      let name = stream.text(try stream.takeName())
      if JSONLayout.wrapperNames.contains(name), try stream.take(ASCII.openingBracket) {
        wrapperName = name
        return
      }
      try stream.skipMember()
      if try stream.peek() == ASCII.closingBrace {
        throw stream.error(.json(.missingMember(path: "data")))
      }
      try stream.take(ASCII.comma, or: .commaOrClosing)
    }
  }

  /// Takes the members up to the opening bracket of `data`, among them the names of the columns.
  private func openData() throws(InputError) -> Bool {
    var isFirst = true
    while true {
      if isFirst {
        isFirst = false
      } else {
        try stream.take(ASCII.comma, or: .commaOrClosing)
      }
      let name = try stream.takeName()
      switch stream.text(name) {
      case "columns":
        guard names == nil else {
          throw stream.error(.json(.repeatedMember(path: "columns")))
        }
        names = try columnNames()
      case "data":
        guard names != nil else { throw stream.error(.json(.dataBeforeColumns)) }
        try stream.take(ASCII.openingBracket, or: .value)
        return true
      default: try stream.skipMember()
      }
      if try stream.peek() == ASCII.closingBrace {
        throw stream.error(.json(.missingMember(path: "data")))
      }
    }
  }

  private func columnNames() throws(InputError) -> [String] {
    var names: [String] = []
    try stream.take(ASCII.openingBracket, or: .value)
    if try stream.take(ASCII.closingBracket) { return names }
    repeat {
      let value = try stream.takeValue(isChecked: true)
      guard let name = stream.columnName(value) else { throw stream.wrongKind(value, .string) }
      names.append(name)
    } while try stream.take(ASCII.comma)
    try stream.take(ASCII.closingBracket, or: .commaOrClosing)
    return names
  }
}
