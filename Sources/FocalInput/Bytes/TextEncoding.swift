/// How text is written where it is not as UTF-8 with lines that end in a line feed.
package enum TextEncoding: String, Sendable {
  // The names that `iconv` has for them; those without an order have a mark that tells it.
  case utf16 = "UTF-16"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32 = "UTF-32"

  /// The encoding of a text, by its mark or by the zeros in it; nil where it is another.
  ///
  /// - Parameter bytes: the first bytes.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) || bytes.starts(with: [0, 0, 0xfe, 0xff]) {
      self = .utf32
    } else if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      self = .utf16
    } else {
      // Tables begin with ASCII: half of the bytes of its characters are zero, and no others.
      let pairs = bytes.prefix(32)
      let evens = stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] == 0 }
      let odds = stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] == 0 }
      guard odds.count >= 2 else { return nil }
      switch (
        evens.contains(true), evens.contains(false), odds.contains(true), odds.contains(false)
      )
      {
      case (false, _, _, false): self = .utf16LittleEndian
      case (_, false, false, _): self = .utf16BigEndian
      default: return nil
      }
    }
  }
}

extension ByteSource {
  /// Whether lines end in carriage returns alone, as far as the first bytes tell.
  ///
  /// - Throws: ``InputError`` where the source cannot be read.
  func hasCarriageReturnLines() throws(InputError) -> Bool {
    // As many as are looked at for the delimiter; and more only where there is reason to.
    for count in [1 << 12, 1 << 16] {
      let bytes = try peek(count)
      let hasLineFeed = bytes.span.contains(ASCII.lineFeed, in: bytes.indices)
      // One at the end is that of a line feed that is missing.
      guard !hasLineFeed, bytes.dropLast().contains(ASCII.carriageReturn) else { return false }
    }
    return true
  }
}
