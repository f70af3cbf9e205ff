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
