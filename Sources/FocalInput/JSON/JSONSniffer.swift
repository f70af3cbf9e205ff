/// Tells the layout of a file by its beginning.
///
/// What begins with a bracket is rows; what begins with an object is rows too where more follows it,
/// and else a document of columns or rows, by its members. A document whose members contradict each other
/// is a single row.
struct JSONSniffer {
  private let isWanted: (String) -> Bool
  private let rowByteLimit: Int
  private let scanner = JSONScanner(rowsAreLines: false, readsStrings: false)

  /// The bytes that are looked at first; they are doubled until they decide.
  private static let firstByteCount = 1 << 16

  init(rowByteLimit: Int, isWanted: @escaping (String) -> Bool) {
    self.rowByteLimit = rowByteLimit
    self.isWanted = isWanted
  }

  /// The layout of what a source holds.
  func layout(of source: ByteSource) throws(InputError) -> JSONLayout {
    var count = Self.firstByteCount
    while true {
      let bytes = try source.peek(count)
      let isWhole = bytes.count < count
      if let layout = layout(bytes.span, isWhole: isWhole, isLast: isWhole || count > rowByteLimit)
      {
        return layout
      }
      count = min(2 * count, max(rowByteLimit, Self.firstByteCount) + 1)
    }
  }

  /// The layout by the first bytes.
  ///
  /// - Parameters:
  ///   - bytes: the first bytes.
  ///   - isWhole: whether they are all.
  ///   - isLast: whether they must decide: a row is not longer.
  /// - Returns: the layout; nil where more bytes are needed.
  func layout(_ bytes: Span<UInt8>, isWhole: Bool, isLast: Bool) -> JSONLayout? {
    let start = skipSpaces(bytes, from: bytes.startsWithByteOrderMark ? 3 : 0)
    guard start < bytes.count else { return isLast ? .lines : nil }
    guard let kind = JSONKind(firstByte: bytes[start]), kind == .array || kind == .object else {
      return .lines
    }
    if kind == .array {
      let first = skipSpaces(bytes, from: start + 1)
      guard first < bytes.count else { return isLast ? .rows : nil }
      // Rows; only a row of plain values may be one of several without a bracket around them.
      if [ASCII.openingBrace, ASCII.openingBracket, ASCII.closingBracket].contains(bytes[first]) {
        return .rows
      }
    }
    guard
      case .end(let end) = JSONCutter.cut(bytes, from: start, to: bytes.count, isAll: isWhole)
    else {
      guard isLast else { return nil }
      return kind == .array ? .rows : layout(ofFirstMembers: bytes, from: start)
    }
    let next = skipSpaces(bytes, from: end)
    if JSONKind(firstByte: bytes.byte(at: next)) != nil {
      return layout(ofRow: start..<end, bytes)
    }
    guard next < bytes.count || isLast else { return nil }
    if kind == .array { return .rows }
    return layout(ofDocument: bytes, start..<end) ?? layout(ofRow: start..<end, bytes)
  }

  private func skipSpaces(_ bytes: Span<UInt8>, from start: Int) -> Int {
    scanner.skipSpaces(bytes, from: start)
  }

  /// Rows on lines, where the first is one, and else rows of any form.
  private func layout(ofRow row: Range<Int>, _ bytes: Span<UInt8>) -> JSONLayout {
    let next = JSONScanner(rowsAreLines: true).skipSpaces(
      bytes, from: row.upperBound)
    let isOnLine = bytes.lineFeedCount(in: row) == 0
    return isOnLine && (next == bytes.count || bytes[next] == ASCII.lineFeed) ? .lines : .values
  }

  /// The layout of an object too long to be a row, or one that does not end, by the members that begin
  /// in the bytes.
  private func layout(ofFirstMembers bytes: Span<UInt8>, from start: Int) -> JSONLayout {
    let members = members(bytes, from: start, to: bytes.count)
    guard let first = members.first else { return .lines }
    if isWrapped(members, bytes) { return .wrapped }
    switch first.kind {
    case .array: return first.name == "columns" ? .split : .columns
    case .object: return layout(ofKeyed: [first], bytes) ?? .lines
    default:
      let isColumns = members.contains { $0.kind == .array && isWanted($0.name) }
      return isColumns && !members.contains { $0.kind != .array && isWanted($0.name) }
        ? .columns : .lines
    }
  }

  /// The layout of an object that is all there is; nil where it is a row.
  private func layout(ofDocument bytes: Span<UInt8>, _ document: Range<Int>) -> JSONLayout? {
    let members = members(bytes, from: document.lowerBound, to: document.upperBound)
    func has(_ name: String) -> Bool { members.contains { $0.name == name && $0.kind == .array } }
    if has("columns"), has("data") { return .split }
    if isWrapped(members, bytes) { return .wrapped }
    let isRow = members.contains { $0.kind != .array && isWanted($0.name) }
    switch members.first?.kind {
    case .array: return isRow ? nil : .columns
    case .object where members.allSatisfy { $0.kind == .object }:
      return layout(ofKeyed: members, bytes)
    default:
      // A label and a prediction, each an array, with scalars beside them that are no columns.
      let arrayCount = members.count { $0.kind == .array && isWanted($0.name) }
      return arrayCount > 1 && !isRow ? .columns : nil
    }
  }

  /// Whether rows are wrapped: one member of a usual name for that is an array of objects, and no other
  /// could be a column.
  private func isWrapped(_ members: [Member], _ bytes: Span<UInt8>) -> Bool {
    let wrappers = members.filter {
      $0.kind == .array && JSONLayout.wrapperNames.contains($0.name)
    }
    guard wrappers.count == 1, let wrapper = wrappers.first else { return false }
    let first = skipSpaces(bytes, from: wrapper.valueStart + 1)
    return bytes.byte(at: first) == ASCII.openingBrace
      && !members.contains { $0.name != wrapper.name && isWanted($0.name) }
  }

  /// The members of an object, of which the last may not end.
  private func members(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> [Member] {
    var members: [Member] = []
    var index = start
    repeat {
      guard let member = member(bytes, from: index + 1) else { break }
      members.append(member)
      guard
        case .end(let valueEnd) = JSONCutter.cut(
          bytes, from: member.valueStart, to: end, isAll: true)
      else { break }
      index = skipSpaces(bytes, from: valueEnd)
    } while index < end && bytes[index] == ASCII.comma
    return members
  }

  /// The layout of an object of objects; nil where it is a row itself.
  ///
  /// Columns have wanted names around and the keys of the rows within, rows the other way. Where both
  /// could be, keys that are numbers are those of rows.
  private func layout(ofKeyed members: [Member], _ bytes: Span<UInt8>) -> JSONLayout? {
    let inner = innerNames(of: members[0], bytes)
    let areKeysWithin = inner.allSatisfy { Int($0) != nil }
    if members.contains(where: { isWanted($0.name) }),
      areKeysWithin || !inner.contains(where: isWanted)
    {
      // Columns have the same keys: other members are the parts of one row, unless they are numbers.
      let haveSameKeys =
        areKeysWithin
        || members.dropFirst().allSatisfy {
          innerNames(of: $0, bytes, limit: 1).haveBytes(of: Array(inner.prefix(1)))
        }
      return haveSameKeys ? .columnsByKey : nil
    }
    if inner.contains(where: isWanted) { return .rowsByKey }
    return areKeysWithin && Int(members[0].name) == nil ? .columnsByKey : .rowsByKey
  }

  /// The names of the members of an object that is the value of a member, as far as they are there.
  private func innerNames(
    of outer: Member, _ bytes: Span<UInt8>, limit: Int = 1000
  ) -> [String] {
    var names: [String] = []
    var index = outer.valueStart
    repeat {
      guard let inner = member(bytes, from: index + 1) else { break }
      names.append(inner.name)
      guard
        case .end(let end) = JSONCutter.cut(
          bytes, from: inner.valueStart, to: bytes.count, isAll: true)
      else { break }
      index = skipSpaces(bytes, from: end)
    } while index < bytes.count && bytes[index] == ASCII.comma && names.count < limit
    return names
  }

  private struct Member {
    let name: String
    let kind: JSONKind?
    let valueStart: Int
  }

  /// The member that begins after white space at an index; nil where none does.
  private func member(_ bytes: Span<UInt8>, from start: Int) -> Member? {
    let count = bytes.count
    let nameStart = skipSpaces(bytes, from: start)
    guard nameStart < count, bytes[nameStart] == ASCII.quote,
      let name = try? scanner.string(bytes, from: nameStart),
      let valueStart = try? scanner.colon(bytes, from: name.end), valueStart < count
    else { return nil }
    return Member(
      name: String(decoding: name.text.bytes(in: bytes), as: UTF8.self),
      kind: JSONKind(firstByte: bytes[valueStart]), valueStart: valueStart)
  }
}
