/// How a number is written in binary, as the names that NumPy has for types say.
struct BinaryNumber: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// IEEE 754, of 2, 4 or 8 bytes.
    case float
    case signed
    case unsigned
    /// A byte, of which 0 is false.
    case boolean
  }

  let kind: Kind
  let byteCount: Int
  let isBigEndian: Bool

  /// A type by its name, such as `<f8`; nil for all others.
  ///
  /// - Parameter name: the order of bytes, a letter and the number of bytes.
  init?(name: String) {
    let name = Array(name.utf8)
    guard name.count == 3 else { return nil }
    switch (name[1], name[2]) {
    case (UInt8(ascii: "f"), UInt8(ascii: "2")), (UInt8(ascii: "f"), UInt8(ascii: "4")),
      (UInt8(ascii: "f"), UInt8(ascii: "8")):
      kind = .float
    case (UInt8(ascii: "i"), UInt8(ascii: "1")), (UInt8(ascii: "i"), UInt8(ascii: "2")),
      (UInt8(ascii: "i"), UInt8(ascii: "4")), (UInt8(ascii: "i"), UInt8(ascii: "8")):
      kind = .signed
    case (UInt8(ascii: "u"), UInt8(ascii: "1")), (UInt8(ascii: "u"), UInt8(ascii: "2")),
      (UInt8(ascii: "u"), UInt8(ascii: "4")), (UInt8(ascii: "u"), UInt8(ascii: "8")):
      kind = .unsigned
    case (UInt8(ascii: "b"), UInt8(ascii: "1")): kind = .boolean
    default: return nil
    }
    byteCount = Int(name[2] - ASCII.zero)
    switch name[0] {
    case UInt8(ascii: "<"): isBigEndian = false
    case UInt8(ascii: ">"): isBigEndian = true
    // One byte has no order.
    case UInt8(ascii: "|") where byteCount == 1: isBigEndian = false
    default: return nil
    }
  }

  /// Where numbers stand: the first, the distance between two, and how many there are.
  struct Places {
    var first: Int
    var distance: Int
    var count: Int
  }

  /// Reads numbers that stand at equal distances.
  ///
  /// *Accuracy:* exact, but integers beyond 2⁵³ are rounded to the nearest double.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - source: where in it the numbers stand.
  ///   - numbers: takes them.
  ///   - target: where in it the first goes.
  ///   - step: the distance between two there.
  func read(
    _ bytes: Span<UInt8>, _ source: Places, into numbers: inout MutableSpan<Double>,
    from target: Int, every step: Int
  ) {
    guard source.count > 0 else { return }
    let places = (source, target, step)
    switch (kind, byteCount) {
    case (.float, 8):
      read8(bytes, places, &numbers) { Double(bitPattern: $0) }
    case (.float, 4):
      read4(bytes, places, &numbers) { Double(Float(bitPattern: $0)) }
    case (.float, _): read2(bytes, places, &numbers) { Self.half($0) }
    case (.signed, 8): read8(bytes, places, &numbers) { Double(Int64(bitPattern: $0)) }
    case (.signed, 4): read4(bytes, places, &numbers) { Double(Int32(bitPattern: $0)) }
    case (.signed, 2): read2(bytes, places, &numbers) { Double(Int16(bitPattern: $0)) }
    case (.signed, _): read1(bytes, places, &numbers) { Double(Int8(bitPattern: $0)) }
    case (.unsigned, 8): read8(bytes, places, &numbers) { Double($0) }
    case (.unsigned, 4): read4(bytes, places, &numbers) { Double($0) }
    case (.unsigned, 2): read2(bytes, places, &numbers) { Double($0) }
    case (.unsigned, _): read1(bytes, places, &numbers) { Double($0) }
    case (.boolean, _): read1(bytes, places, &numbers) { $0 == 0 ? 0 : 1 }
    }
  }

  /// Appends a number as text: an integer with all its digits, others with the fewest that read back to
  /// the same double.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - index: where in it the number stands.
  ///   - text: takes the text.
  func appendText(_ bytes: Span<UInt8>, at index: Int, to text: inout [UInt8]) {
    var bits: UInt64 = 0
    for offset in 0..<byteCount {
      let place = isBigEndian ? byteCount - 1 - offset : offset
      bits |= UInt64(bytes[index + offset]) << (8 * UInt64(place))
    }
    switch kind {
    case .boolean: text.append(bits == 0 ? ASCII.zero : ASCII.zero + 1)
    case .unsigned: text += String(bits).utf8
    case .signed:
      let unused = UInt64(64 - 8 * byteCount)
      text += String(Int64(bitPattern: bits << unused) >> Int64(unused)).utf8
    case .float:
      let value: Double =
        switch byteCount {
        case 8: Double(bitPattern: bits)
        case 4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        default: Self.half(UInt16(truncatingIfNeeded: bits))
        }
      let digits = value.isNaN ? "nan" : value.description
      text += digits.hasSuffix(".0") ? digits.dropLast(2).utf8 : digits[...].utf8
    }
  }

  /// The number that the bits of a half-precision number are; not every processor has such numbers.
  private static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = UInt64(bits >> 10 & 0x1f)
    let fraction = UInt64(bits & 0x3ff)
    switch exponent {
    case 0: return sign * Double(fraction) * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Double(bitPattern: (exponent + 1023 - 15) << 52 | fraction << 42)
    }
  }
}

// One loop for each number of bytes: within it the compiler joins the bytes to one load, and makes
// vector instructions of it where the numbers stand side by side.
extension BinaryNumber {
  private typealias Way = (source: Places, target: Int, step: Int)

  @inline(__always)
  private func read8(
    _ bytes: Span<UInt8>, _ way: Way, _ numbers: inout MutableSpan<Double>,
    _ value: (UInt64) -> Double
  ) {
    if isBigEndian {
      each(way, 8, bytes, &numbers) { value($0.word(at: $1).byteSwapped) }
    } else {
      each(way, 8, bytes, &numbers) { value($0.word(at: $1)) }
    }
  }

  @inline(__always)
  private func read4(
    _ bytes: Span<UInt8>, _ way: Way, _ numbers: inout MutableSpan<Double>,
    _ value: (UInt32) -> Double
  ) {
    if isBigEndian {
      each(way, 4, bytes, &numbers) { value($0.halfWord(at: $1).byteSwapped) }
    } else {
      each(way, 4, bytes, &numbers) { value($0.halfWord(at: $1)) }
    }
  }

  @inline(__always)
  private func read2(
    _ bytes: Span<UInt8>, _ way: Way, _ numbers: inout MutableSpan<Double>,
    _ value: (UInt16) -> Double
  ) {
    let (low, high) = isBigEndian ? (1, 0) : (0, 1)
    each(way, 2, bytes, &numbers) {
      value(UInt16($0[$1 &+ low]) | UInt16($0[$1 &+ high]) << 8)
    }
  }

  @inline(__always)
  private func read1(
    _ bytes: Span<UInt8>, _ way: Way, _ numbers: inout MutableSpan<Double>,
    _ value: (UInt8) -> Double
  ) {
    each(way, 1, bytes, &numbers) { value($0[$1]) }
  }

  @inline(__always)
  private func each(
    _ way: Way, _ byteCount: Int, _ bytes: Span<UInt8>, _ numbers: inout MutableSpan<Double>,
    _ number: (Span<UInt8>, Int) -> Double
  ) {
    let last = way.source.count &- 1
    precondition(
      way.source.first >= 0 && way.source.distance >= byteCount && way.target >= 0 && way.step > 0
        && way.source.first + last * way.source.distance + byteCount <= bytes.count
        && way.target + last * way.step < numbers.count, "inside the buffers")
    var index = 0
    if way.source.distance == byteCount, way.step == 1 {
      // Blocks of a fixed size need no checks number by number.
      while way.source.count &- index >= 16 {
        let start = way.source.first &+ index &* byteCount
        let block = bytes.extracting(start..<start &+ 16 &* byteCount)
        let target = way.target &+ index
        for place in 0..<16 { numbers[target &+ place] = number(block, place &* byteCount) }
        index &+= 16
      }
    }
    while index <= last {
      numbers[way.target &+ index &* way.step] =
        number(bytes, way.source.first &+ index &* way.source.distance)
      index &+= 1
    }
  }
}

extension Span<UInt8> {
  /// Four bytes from an index on as one number, the first byte lowest.
  @inline(__always)
  fileprivate func halfWord(at index: Int) -> UInt32 {
    let bytes = extracting(index..<index &+ 4)
    guard bytes.count >= 4 else { preconditionFailure("fewer than four bytes") }
    return UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16
      | UInt32(bytes[3]) << 24
  }
}

/// Numbers of one type that stand side by side in a chunk: those of one or more columns, row by row.
struct NumberStrip: Equatable, Sendable {
  var type: BinaryNumber
  var columnCount: Int

  /// The bytes of the numbers of a row.
  var rowByteCount: Int { type.byteCount * columnCount }
}
