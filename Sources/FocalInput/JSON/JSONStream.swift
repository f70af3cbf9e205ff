/// The bytes of a source as a sequence of JSON's tokens, of which a part is in memory.
///
/// ```
/// bytes    … , {"label":1,"p":0.9} , {"la
///            ↑                     ↑     ↑
///            mark                  cursor, to be read next; more is read where needed
/// ```
///
/// What is before the mark is forgotten; what is from it on can be taken as a chunk.
final class JSONStream {
  private let source: ByteSource
  private let rowByteLimit: Int
  private let scanner = JSONScanner(rowsAreLines: false, readsStrings: false)

  private(set) var bytes: [UInt8]
  private var count = 0
  private var isAtEnd = false

  /// The index of the next byte.
  private(set) var cursor = 0

  /// The index of the first byte that is kept, and where it stands in the file.
  private(set) var mark = 0
  private var line = 1
  private var column = 1

  /// Whether white space that is passed over is kept, as part of a chunk.
  var keepsSpaces = false

  init(_ source: ByteSource, byteCount: Int, rowByteLimit: Int) throws(InputError) {
    self.source = source
    self.rowByteLimit = rowByteLimit
    bytes = Array(repeating: 0, count: byteCount)
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    while count < byteOrderMark.count, try more() {}
    if bytes[..<count].starts(with: byteOrderMark) {
      cursor = byteOrderMark.count
      mark = cursor
    }
  }

  /// The bytes from the mark to the cursor.
  var consumedCount: Int { cursor - mark }

  /// Where the mark stands in the file, as the beginning of a chunk.
  var origin: Chunk.Origin { Chunk.Origin(index: 0, line: line, column: column) }

  /// Forgets the bytes before the cursor.
  func moveMark() {
    let passed = mark..<cursor
    let lineFeedCount = bytes.span.lineFeedCount(in: passed)
    line += lineFeedCount
    if lineFeedCount > 0, let last = bytes[passed].lastIndex(of: ASCII.lineFeed) {
      column = cursor - last
    } else {
      column += passed.count
    }
    mark = cursor
  }

  /// Goes back to a place between the mark and the cursor.
  ///
  /// - Parameter consumedCount: the bytes from the mark to the place.
  func rewind(to consumedCount: Int) { cursor = mark + consumedCount }

  // MARK: Tokens

  /// The next byte that is not white space; nil at the end.
  func peek() throws(InputError) -> UInt8? {
    var spaceCount = 0
    while true {
      let start = cursor
      cursor = scanner.skipSpaces(bytes.span.extracting(first: count), from: cursor)
      spaceCount += cursor - start
      guard spaceCount <= rowByteLimit else {
        throw error(.rowTooLong(limit: rowByteLimit), at: cursor - (spaceCount - rowByteLimit))
      }
      if cursor < count { return bytes[cursor] }
      if !keepsSpaces { moveMark() }
      guard try more() else { return nil }
    }
  }

  /// Takes a byte if it is the next.
  func take(_ byte: UInt8) throws(InputError) -> Bool {
    guard try peek() == byte else { return false }
    cursor += 1
    return true
  }

  /// Takes a byte, which must be the next.
  func take(_ byte: UInt8, or expected: JSONExpectation) throws(InputError) {
    guard try take(byte) else { throw unexpected(expected) }
  }

  /// Takes the name of a member and the colon after it; the range counts from the mark.
  func takeName() throws(InputError) -> JSONString {
    guard try peek() == ASCII.quote else { throw unexpected(.memberName) }
    let range = try takeValue(isChecked: false)
    let name: JSONString
    do throws(JSONFault) {
      let bytes = bytes
      name = try scanner.string(
        bytes.span.extracting(first: cursor), from: mark + range.lowerBound)
    } catch {
      throw self.error(error.problem, at: error.index)
    }
    let text = name.range.lowerBound - mark..<name.range.upperBound - mark
    let keeps = keepsSpaces
    keepsSpaces = true
    defer { keepsSpaces = keeps }
    try take(ASCII.colon, or: .colon)
    return JSONString(range: text, hasEscapes: name.hasEscapes)
  }

  /// Takes a value, checked or only cut; the range counts from the mark.
  func takeValue(isChecked: Bool) throws(InputError) -> Range<Int> {
    guard let first = try peek(), JSONKind(firstByte: first) != nil || isWordByte(first) else {
      throw unexpected(.value)
    }
    while true {
      let result = JSONCutter.cut(bytes.span, from: cursor, to: count, isAll: isAtEnd)
      if case .end(let end) = result, end - cursor <= rowByteLimit {
        let range = cursor - mark..<end - mark
        if isChecked { try check(to: end) }
        cursor = end
        return range
      }
      if case .tooDeep(let index) = result {
        throw error(.json(.nestingTooDeep(limit: InputLimits.nestingDepth)), at: index)
      }
      guard count - cursor <= rowByteLimit else {
        throw error(.rowTooLong(limit: rowByteLimit))
      }
      // Where the end is only now found, what was incomplete may be a number.
      let wasAtEnd = isAtEnd
      if try !more(), wasAtEnd { throw truncated() }
    }
  }

  /// The text of a range that counts from the mark.
  func text(_ string: JSONString) -> String {
    let range = mark + string.range.lowerBound..<mark + string.range.upperBound
    let moved = JSONString(range: range, hasEscapes: string.hasEscapes)
    let bytes = bytes
    return String(decoding: moved.text.bytes(in: bytes.span), as: UTF8.self)
  }

  // MARK: Errors

  /// An error at the cursor.
  func unexpected(_ expected: JSONExpectation) -> InputError {
    let bytes = bytes
    let fault = scanner.unexpected(bytes.span.extracting(first: count), at: cursor, expected)
    return error(fault.problem, at: fault.index)
  }

  /// An error at an index, or else at the cursor.
  func error(_ problem: InputError.Problem, at index: Int? = nil) -> InputError {
    var chunk = Chunk()
    chunk.bytes = bytes
    chunk.origins = [Chunk.Origin(index: mark, line: line, column: column)]
    return InputError(problem, at: chunk.position(of: index ?? cursor))
  }

  private func check(to end: Int) throws(InputError) {
    do throws(JSONFault) {
      let bytes = bytes
      let text = bytes.span.extracting(first: end)
      let valueEnd = try scanner.value(text, from: cursor)
      guard valueEnd == end else {
        throw scanner.unexpected(text, at: valueEnd, .commaOrClosing)
      }
    } catch {
      throw self.error(error.problem, at: error.index)
    }
  }

  /// The error of a value that does not end, which a strict look at it finds.
  private func truncated() -> InputError {
    do throws(JSONFault) {
      let bytes = bytes
      _ = try scanner.value(bytes.span.extracting(first: count), from: cursor)
    } catch {
      return self.error(error.problem, at: error.index)
    }
    return unexpected(.value)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- UInt8(ascii: "a") < 26
  }

  // MARK: Bytes

  /// Reads more bytes, at least one unless the source ends.
  private func more() throws(InputError) -> Bool {
    guard !isAtEnd else { return false }
    if mark > 0 {
      bytes.replaceSubrange(0..<count - mark, with: bytes[mark..<count])
      count -= mark
      cursor -= mark
      mark = 0
    }
    // Doubling, so that a long value is cut again only a few times.
    if count > bytes.count / 2 {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    let oldCount = count
    while count < bytes.count, !isAtEnd {
      let readCount = try source.read(into: &bytes, count..<bytes.count)
      isAtEnd = readCount == 0
      count += readCount
    }
    return count > oldCount
  }
}

extension JSONStream {
  /// The bytes of elements that are forgotten at once, which is faster than one by one.
  static let forgottenByteCount = 1 << 12

  /// Takes the value of a member that nobody wants, which is checked.
  ///
  /// Of an object or an array only a few elements at a time are in memory.
  func skipMember() throws(InputError) {
    guard let opening = try peek(), opening == ASCII.openingBrace || opening == ASCII.openingBracket
    else {
      _ = try takeValue(isChecked: true)
      return
    }
    try takeElements { _, _ throws(InputError) in
      if self.consumedCount >= Self.forgottenByteCount { self.moveMark() }
    }
  }

  /// Takes an object or an array, element by element.
  ///
  /// - Parameter body: is given each value, which is checked, and in an object its name; both count
  ///   from the mark.
  /// - Throws: ``InputError`` for what is wrong, and what `body` throws.
  func takeElements(
    _ body: (_ name: JSONString?, _ value: Range<Int>) throws(InputError) -> Void
  ) throws(InputError) {
    let isObject = try take(ASCII.openingBrace)
    if !isObject { try take(ASCII.openingBracket, or: .value) }
    let closing = isObject ? ASCII.closingBrace : ASCII.closingBracket
    if try take(closing) { return }
    repeat {
      let name = isObject ? try takeName() : nil
      // The name counts from a mark that must not move.
      let keeps = keepsSpaces
      keepsSpaces = true
      let value = try takeValue(isChecked: true)
      keepsSpaces = keeps
      try body(name, value)
    } while try take(ASCII.comma)
    try take(closing, or: .commaOrClosing)
  }

  /// The name of a column that a string or a number is; nil for values that are no names.
  ///
  /// - Parameter value: a value that has been taken and checked, counted from the mark.
  /// - Returns: the name.
  func columnName(_ value: Range<Int>) -> String? {
    switch JSONKind(firstByte: bytes[mark + value.lowerBound]) {
    case .string:
      // Where there are no escapes, nothing is replaced.
      text(JSONString(range: value.lowerBound + 1..<value.upperBound - 1, hasEscapes: true))
    case .number: text(JSONString(range: value, hasEscapes: false))
    default: nil
    }
  }

  /// The error of a value that has been taken and is not of the right kind.
  func wrongKind(_ value: Range<Int>, _ expected: JSONKind) -> InputError {
    let index = mark + value.lowerBound
    let found = JSONKind(firstByte: bytes[index]) ?? .null
    return error(.json(.wrongKind(found: found, expected: expected)), at: index)
  }
}
