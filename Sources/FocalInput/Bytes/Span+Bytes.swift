extension Span<UInt8> {
  /// The byte at an index, or zero at the end and beyond it.
  ///
  /// Zero stands nowhere in a text by right, so that one look says both whether there is a byte and
  /// whether it is the right one.
  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    // As unsigned numbers one comparison tells both bounds, and the compiler drops its own.
    UInt(bitPattern: index) < UInt(bitPattern: count) ? self[index] : 0
  }

  /// Whether the bytes begin with the byte-order mark of UTF-8.
  var startsWithByteOrderMark: Bool {
    byte(at: 0) == 0xef && byte(at: 1) == 0xbb && byte(at: 2) == 0xbf
  }

  /// The line feeds in a range.
  func lineFeedCount(in range: Range<Int>) -> Int {
    var count = 0
    var index = range.lowerBound
    // Blocks of a fixed size need no checks byte by byte, and become vector instructions.
    while range.upperBound - index >= 64 {
      let block = extracting(index..<index &+ 64)
      var blockCount: UInt8 = 0
      for offset in 0..<64 { blockCount &+= block[offset] == ASCII.lineFeed ? 1 : 0 }
      count &+= Int(blockCount)
      index &+= 64
    }
    while index < range.upperBound {
      count &+= self[index] == ASCII.lineFeed ? 1 : 0
      index &+= 1
    }
    return count
  }
}

extension Span<UInt8> {
  /// Eight bytes from an index on as one word, the first byte lowest.
  ///
  /// The standard library has no safe load of several bytes, but where the compiler knows that
  /// there are eight, it drops the checks and joins the bytes to one load.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    let bytes = extracting(index..<index &+ 8)
    guard bytes.count >= 8 else { preconditionFailure("fewer than eight bytes") }
    var word = UInt64(bytes[0])
    word |= UInt64(bytes[1]) << 8
    word |= UInt64(bytes[2]) << 16
    word |= UInt64(bytes[3]) << 24
    word |= UInt64(bytes[4]) << 32
    word |= UInt64(bytes[5]) << 40
    word |= UInt64(bytes[6]) << 48
    word |= UInt64(bytes[7]) << 56
    return word
  }

  /// Whether a byte stands in a range; 256 bytes at a time in 60 instructions.
  func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    // Blocks of a fixed size need no checks byte by byte, and become vector instructions.
    while range.upperBound &- index >= 256 {
      let block = extracting(index..<index &+ 256)
      // Asking byte by byte would be a branch each, but vectors have a minimum.
      var least = UInt8.max
      for offset in 0..<256 { least = Swift.min(least, block[offset] ^ byte) }
      if least == 0 { return true }
      index &+= 256
    }
    while index < range.upperBound {
      if self[index] == byte { return true }
      index &+= 1
    }
    return false
  }

  /// The index of the n-th occurrence of a byte; nil where another byte or the end comes before it.
  ///
  /// Eight bytes at a time, whatever is in them: 3 instructions a byte.
  ///
  /// - Parameters:
  ///   - number: n, at least 1.
  ///   - byte: the byte.
  ///   - stop: the other byte.
  ///   - start: where to begin.
  /// - Returns: the index.
  func index(ofNumber number: Int, of byte: UInt8, before stop: UInt8, from start: Int) -> Int? {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    let stopPattern = UInt64(stop) &* 0x0101_0101_0101_0101
    var index = start
    var remaining = number
    while index &+ 8 <= count {
      let word = word(at: index)
      guard (word ^ stopPattern).zeroBytes == 0 else { break }
      let found = (word ^ pattern).exactZeroBytes
      // The sum of the eight bytes, each 0 or 1, comes out in the highest.
      let sum = (found >> 7) &* 0x0101_0101_0101_0101
      let foundCount = Int(truncatingIfNeeded: sum >> 56)
      guard foundCount < remaining else { break }
      remaining &-= foundCount
      index &+= 8
    }
    while index < count, self[index] != stop {
      if self[index] == byte {
        remaining &-= 1
        if remaining == 0 { return index }
      }
      index &+= 1
    }
    return nil
  }

  /// The index of the first of two bytes in a range; the end where neither is there.
  func firstIndex(of a: UInt8, or b: UInt8, in range: Range<Int>) -> Int {
    let aPattern = UInt64(a) &* 0x0101_0101_0101_0101
    let bPattern = UInt64(b) &* 0x0101_0101_0101_0101
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = word(at: index)
      let found = (word ^ aPattern).zeroBytes | (word ^ bPattern).zeroBytes
      // The lowest bit set is that of the first byte found.
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < range.upperBound, self[index] != a, self[index] != b { index &+= 1 }
    return index
  }
}

extension UInt64 {
  /// Bit 7 of each byte that is 0; bytes above the lowest such byte may have it set too.
  ///
  /// Source: Mycroft's test, as in Warren, "Hacker's Delight", 6-1.
  @inline(__always)
  fileprivate var zeroBytes: UInt64 {
    (self &- 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080
  }

  /// Bit 7 of each byte that is 0, and no other bit.
  @inline(__always)
  fileprivate var exactZeroBytes: UInt64 {
    let sums = (self & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7f7f_7f7f_7f7f_7f7f
    return ~(sums | self | 0x7f7f_7f7f_7f7f_7f7f)
  }
}
