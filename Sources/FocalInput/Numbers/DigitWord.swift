/// Eight bytes of input in one machine word, of which the decimal digits in front are wanted.
///
/// The first byte is the lowest one. The example shows `19.55658`, each byte as two hexadecimal
/// digits, the first byte on the right:
///
///     the bytes                     38 35 36 35 35 2E 39 31
///     after exclusive or with 0…0   08 05 06 05 05 1E 09 01   a digit is now 0 to 9
///     bytes above 9                 00 00 00 00 00 80 00 00   so two digits are in front
///     shifted to the end            09 01 00 00 00 00 00 00   reads as 00000019
///
/// Neighbours are then joined three times: to pairs, to fours, to the value.
struct DigitWord {
  /// The bytes, each exclusive-or'ed with the digit zero.
  private var bytes: UInt64

  /// Bit 7 of the first byte that is no digit, and of none before it; those after it may be wrong.
  private var others: UInt64

  /// The text of eight zeros.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// How many of the eight bytes are digits before the first that is not.
  var count: Int { @inline(__always) get { others.trailingZeroBitCount / 8 } }

  /// Whether all eight bytes are digits.
  var isFull: Bool { @inline(__always) get { others == 0 } }

  /// Takes the bytes of `text` from `index` on; whatever is beyond its end counts as no digit.
  ///
  /// *Domain:* 0 ≤ `index` ≤ `text.count`.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    self.init(index &+ 8 <= text.count ? text.word(at: index) : Self.lastBytes(text, from: index))
  }

  /// Takes eight bytes of text, the first one lowest.
  @inline(__always)
  init(_ word: UInt64) {
    bytes = word ^ Self.zeros
    others = Self.others(bytes)
  }

  /// Whether all bytes of two words are digits, in one question.
  @inline(__always)
  static func areFull(_ first: DigitWord, _ second: DigitWord) -> Bool {
    first.others | second.others == 0
  }

  /// The first byte that is no digit.
  ///
  /// *Domain:* not ``isFull``.
  var byteAfterDigits: UInt8 {
    @inline(__always) get {
      UInt8(truncatingIfNeeded: bytes &>> UInt64(truncatingIfNeeded: 8 &* count)) ^ ASCII.zero
    }
  }

  /// The number `significand` with all eight digits written behind it, modulo 2⁶⁴.
  ///
  /// *Domain:* ``isFull``.
  @inline(__always)
  func appendedWhole(to significand: UInt64) -> UInt64 {
    significand &* 100_000_000 &+ Self.value(bytes)
  }

  /// The number `significand` with all digits but the last written behind it, modulo 2⁶⁴.
  ///
  /// *Domain:* ``isFull``.
  @inline(__always)
  func appendedSeven(to significand: UInt64) -> UInt64 {
    significand &* 10_000_000 &+ Self.value(bytes << 8)
  }

  /// The number `significand` with the digits in front written behind it, modulo 2⁶⁴.
  ///
  /// *Domain:* not ``isFull``.
  @inline(__always)
  func appended(to significand: UInt64) -> UInt64 {
    // In two steps, since a shift by 64 is none.
    let digits = (bytes &<< UInt64(truncatingIfNeeded: 56 &- 8 &* count)) << 8
    return significand &* Self.powersOfTen[count] &+ Self.value(digits)
  }

  /// The number that the digits in front are with zeros written behind them, eight places in all.
  var leadingValue: UInt64 {
    // The lowest bit of the others is bit 7 of their first byte; there may be none.
    @inline(__always) get { Self.value(bytes & ((others & (0 &- others)) >> 7 &- 1)) }
  }

  /// Below its limit a significand has room for as many digits more as the index says.
  static let limits: [8 of UInt64] = [
    .max, .max / 10, .max / 100, .max / 1000, .max / 10000, .max / 100_000, .max / 1_000_000,
    .max / 10_000_000,
  ]

  @inline(__always)
  private static func value(_ digits: UInt64) -> UInt64 {
    // A product with 10·2⁸ + 1 has 10 times a byte plus the next one in that next one's place.
    let pairs = (digits &* (10 << 8 + 1)) >> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* (100 << 16 + 1)) >> 16 & 0x0000_FFFF_0000_FFFF
    return (fours &* (10000 << 32 + 1)) >> 32
  }

  private static let powersOfTen: [9 of UInt64] = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 0,
  ]

  @inline(__always)
  private static func others(_ bytes: UInt64) -> UInt64 {
    // A digit's sum stays below 128, so no byte disturbs the next up to the first that is no digit.
    (bytes &+ 0x7676_7676_7676_7676 | bytes) & 0x8080_8080_8080_8080
  }

  /// The last bytes of a text, fewer than eight, the first one lowest.
  @inline(never)
  private static func lastBytes(_ text: Span<UInt8>, from start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in start..<text.count {
      word |= UInt64(text[index]) << UInt64(8 * (index - start))
    }
    return word
  }
}
