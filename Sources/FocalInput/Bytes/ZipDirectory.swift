/// What is wrong with a zip archive.
package enum ZipProblem: Error, Equatable, Sendable {
  /// There is no directory at the end, where every archive has one.
  case noDirectory
  /// The directory says what cannot be.
  case damagedDirectory
  /// What stands where a member should begin is no member.
  case damagedMember(String)
  /// A member goes beyond the end of the archive.
  case memberBeyondEnd(String)
  /// A member is encrypted.
  case encrypted(String)
  /// A member is compressed by the method of this number.
  case compressed(String, method: Int)
}

/// The members of a zip archive, as the directory at its end lists them.
///
/// ```
/// member header, bytes   member header, bytes   directory: entry, entry   [zip64 end, locator]   end
///                                               ▲                          └ sizes beyond 32 bits ┘ │
///                                               └───────────────────────────────────────────────────┘
/// ```
///
/// Source: PKWARE, APPNOTE.TXT, 4.3.
struct ZipDirectory {
  /// A file in the archive.
  struct Member: Equatable {
    var name: String
    var isEncrypted: Bool
    var method: Int
    var byteCount: Int
    var storedByteCount: Int
    var headerOffset: Int
  }

  let members: [Member]

  private let source: ByteSource

  private static let endByteCount = 22
  private static let entryByteCount = 46
  private static let headerByteCount = 30

  /// The bytes of a directory at most; a million members of an archive have as many.
  private static let directoryByteLimit = 64 << 20

  /// Whether bytes begin as those of an archive do.
  static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4b, 0x05, 0x06])
  }

  /// Reads the directory of an archive.
  ///
  /// - Parameter source: the archive, which can be read at any place.
  /// - Throws: ``InputError`` where there is no directory, or it cannot be right.
  init(of source: ByteSource) throws(InputError) {
    self.source = source
    let byteCount = source.anywhereByteCount ?? 0
    let end = try Self.end(of: source, byteCount)
    guard let count = end.memberCount, let size = end.directoryByteCount,
      let offset = end.directoryOffset, size <= Self.directoryByteLimit,
      offset <= byteCount, size <= byteCount - offset, count <= size / Self.entryByteCount
    else { throw InputError(.zip(.damagedDirectory)) }
    let bytes = try source.bytes(at: offset, count: size)
    var members: [Member] = []
    var index = 0
    for _ in 0..<count {
      guard let (member, next) = Self.member(bytes, at: index) else {
        throw InputError(.zip(.damagedDirectory))
      }
      members.append(member)
      index = next
    }
    self.members = members
  }

  /// Where the bytes of a member stand, as they were before they were stored.
  ///
  /// - Parameter member: one of the members.
  /// - Returns: the offset of the first.
  /// - Throws: ``InputError`` where they are not stored as they are, or not all there.
  func contentOffset(of member: Member) throws(InputError) -> Int {
    guard !member.isEncrypted else { throw InputError(.zip(.encrypted(member.name))) }
    guard member.method == 0 else {
      throw InputError(.zip(.compressed(member.name, method: member.method)))
    }
    let byteCount = source.anywhereByteCount ?? 0
    guard member.headerOffset <= byteCount - Self.headerByteCount else {
      throw InputError(.zip(.memberBeyondEnd(member.name)))
    }
    let header = try source.bytes(at: member.headerOffset, count: Self.headerByteCount)
    guard header.starts(with: [0x50, 0x4b, 0x03, 0x04]),
      member.byteCount == member.storedByteCount
    else { throw InputError(.zip(.damagedMember(member.name))) }
    let span = header.span
    let offset =
      member.headerOffset + Self.headerByteCount + span.whole(at: 26, 2) + span.whole(at: 28, 2)
    guard offset <= byteCount, member.byteCount <= byteCount - offset else {
      throw InputError(.zip(.memberBeyondEnd(member.name)))
    }
    return offset
  }

  /// What the end of an archive says; nil for numbers that no file can have.
  private struct End {
    var memberCount: Int?
    var directoryByteCount: Int?
    var directoryOffset: Int?
  }

  private static func end(of source: ByteSource, _ byteCount: Int) throws(InputError) -> End {
    // A comment of 65,535 bytes at most may follow, and before it two parts of zip64.
    let tail = try source.bytes(
      at: max(0, byteCount - 65_535 - 100), count: min(byteCount, 65_535 + 100))
    let bytes = tail.span
    var index = tail.count - endByteCount
    while index >= 0, !bytes.isPart(at: index, 0x05, 0x06) || !isLast(bytes, index) { index -= 1 }
    guard index >= 0 else { throw InputError(.zip(.noDirectory)) }
    let locator = index - 20
    guard locator >= 0, bytes.isPart(at: locator, 0x06, 0x07) else {
      return End(
        memberCount: bytes.whole(at: index + 10, 2),
        directoryByteCount: bytes.whole(at: index + 12, 4),
        directoryOffset: bytes.whole(at: index + 16, 4))
    }
    guard let offset = Int(exactly: bytes.number(at: locator + 8, 8)), offset <= byteCount - 56
    else { throw InputError(.zip(.damagedDirectory)) }
    let record = try source.bytes(at: offset, count: 56)
    guard record.span.isPart(at: 0, 0x06, 0x06) else {
      throw InputError(.zip(.damagedDirectory))
    }
    return End(
      memberCount: Int(exactly: record.span.number(at: 32, 8)),
      directoryByteCount: Int(exactly: record.span.number(at: 40, 8)),
      directoryOffset: Int(exactly: record.span.number(at: 48, 8)))
  }

  /// Whether the end of the archive that begins at an index, with its comment, is that of the bytes.
  private static func isLast(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    index + endByteCount + bytes.whole(at: index + 20, 2) == bytes.count
  }

  /// The member of an entry, and the index after the entry; nil where it is none.
  private static func member(_ array: [UInt8], at start: Int) -> (Member, Int)? {
    let bytes = array.span
    guard start + entryByteCount <= bytes.count, bytes.isPart(at: start, 0x01, 0x02) else {
      return nil
    }
    let nameStart = start + entryByteCount
    let extraStart = nameStart + bytes.whole(at: start + 28, 2)
    let extraEnd = extraStart + bytes.whole(at: start + 30, 2)
    let end = extraEnd + bytes.whole(at: start + 32, 2)
    guard end <= bytes.count else { return nil }
    // The size, the stored size and the place; those of all ones stand among the extra fields.
    var numbers = [24, 20, 42].map { bytes.number(at: start + $0, 4) }
    if numbers.contains(0xffff_ffff) {
      guard let large = zip64Numbers(bytes, extraStart..<extraEnd) else { return nil }
      var rest = large[...]
      for index in numbers.indices where numbers[index] == 0xffff_ffff {
        guard let number = rest.popFirst() else { return nil }
        numbers[index] = number
      }
    }
    let wholes = numbers.compactMap { Int(exactly: $0) }
    guard wholes.count == 3 else { return nil }
    let member = Member(
      name: String(decoding: array[nameStart..<extraStart], as: UTF8.self),
      isEncrypted: bytes.whole(at: start + 8, 2) & 1 == 1, method: bytes.whole(at: start + 10, 2),
      byteCount: wholes[0], storedByteCount: wholes[1], headerOffset: wholes[2])
    return (member, end)
  }

  /// The numbers of the extra field of zip64; nil where there is none.
  private static func zip64Numbers(_ bytes: Span<UInt8>, _ extra: Range<Int>) -> [UInt64]? {
    var index = extra.lowerBound
    while index + 4 <= extra.upperBound {
      let count = bytes.whole(at: index + 2, 2)
      guard index + 4 + count <= extra.upperBound else { return nil }
      if bytes.whole(at: index, 2) == 1 {
        return (0..<count / 8).map { bytes.number(at: index + 4 + 8 * $0, 8) }
      }
      index += 4 + count
    }
    return nil
  }
}

extension ByteSource {
  /// A part of a source that can be read at any place.
  func bytes(at offset: Int, count: Int) throws(InputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try read(at: offset, into: &bytes, 0..<count)
    return bytes
  }
}

extension Span<UInt8> {
  /// A number of up to eight bytes, the first byte lowest.
  func number(at index: Int, _ byteCount: Int) -> UInt64 {
    var number: UInt64 = 0
    for offset in 0..<byteCount { number |= UInt64(self[index + offset]) << (8 * UInt64(offset)) }
    return number
  }

  /// A number of up to four bytes, the first byte lowest.
  func whole(at index: Int, _ byteCount: Int) -> Int { Int(number(at: index, byteCount)) }

  /// Whether a part of a zip archive begins at an index, by the two bytes that its kind has.
  fileprivate func isPart(at index: Int, _ third: UInt8, _ fourth: UInt8) -> Bool {
    whole(at: index, 4) == 0x4b50 | Int(third) << 16 | Int(fourth) << 24
  }
}
