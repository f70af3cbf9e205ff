extension MutableSpan<UInt8> {
  /// Copies bytes, eight at a time: a row costs a third of what appending it to an array does.
  ///
  /// *Domain:* at `offset` there is room for the bytes and 32 more, which may be written over.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - range: the bytes to copy.
  ///   - offset: where they go; becomes the offset after them.
  package mutating func copy(_ bytes: Span<UInt8>, _ range: Range<Int>, to offset: inout Int) {
    var index = range.lowerBound
    var place = offset
    if range.count <= 32, index &+ 32 <= bytes.count {
      // As most rows are: without asking how many words are needed.
      for _ in 0..<4 {
        store(bytes.word(at: index), at: place)
        index &+= 8
        place &+= 8
      }
      offset &+= range.count
      return
    }
    while index &+ 8 <= bytes.count, index < range.upperBound {
      store(bytes.word(at: index), at: place)
      index &+= 8
      place &+= 8
    }
    // The end of the buffer.
    while index < range.upperBound {
      self[place] = bytes[index]
      index &+= 1
      place &+= 1
    }
    offset &+= range.count
  }

  /// Writes a byte.
  ///
  /// - Parameters:
  ///   - byte: the byte.
  ///   - offset: where it goes; becomes the offset after it.
  @inline(__always)
  package mutating func append(_ byte: UInt8, at offset: inout Int) {
    self[offset] = byte
    offset &+= 1
  }

  /// Writes a word, the lowest byte first; one store, as the compiler sees after the one check.
  @inline(__always)
  package mutating func store(_ word: UInt64, at place: Int) {
    guard place >= 0, place <= count &- 8 else { preconditionFailure("no room for eight bytes") }
    self[place] = UInt8(truncatingIfNeeded: word)
    self[place &+ 1] = UInt8(truncatingIfNeeded: word >> 8)
    self[place &+ 2] = UInt8(truncatingIfNeeded: word >> 16)
    self[place &+ 3] = UInt8(truncatingIfNeeded: word >> 24)
    self[place &+ 4] = UInt8(truncatingIfNeeded: word >> 32)
    self[place &+ 5] = UInt8(truncatingIfNeeded: word >> 40)
    self[place &+ 6] = UInt8(truncatingIfNeeded: word >> 48)
    self[place &+ 7] = UInt8(truncatingIfNeeded: word >> 56)
  }
}

extension Span<UInt8> {
  /// Eight bytes from an index on as one word, the first byte lowest.
  ///
  /// The standard library has no safe load of several bytes, but where the compiler knows that
  /// there are eight, it drops the checks and joins the bytes to one load.
  @inline(__always)
  fileprivate func word(at index: Int) -> UInt64 {
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
}
