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

  /// How many of the eight bytes are digits before the first that is not.
  private(set) var count: Int

  /// Takes the bytes of `text` from `index` on; whatever is beyond its end counts as no digit.
  ///
  /// *Domain:* 0 ≤ `index` ≤ `text.count`.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    let rest = text.extracting(droppingFirst: index)
    let word: UInt64
    if rest.count >= 8 {
      word = rest.word(at: 0)
    } else if text.count >= 8 {
      // Fewer than eight bytes are left: take the last eight and drop those in front.
      let lastEight = text.extracting(last: 8).word(at: 0)
      word = lastEight >> UInt64(truncatingIfNeeded: 8 &* (8 &- rest.count))
    } else {
      word = Self.loadEach(rest)
    }
    bytes = word ^ 0x3030_3030_3030_3030
    count = Self.digitCount(bytes)
  }

  /// Whether the byte after the digits in front is a decimal point.
  ///
  /// *Domain:* ``count`` is below 8.
  var isFollowedByPoint: Bool {
    @inline(__always) get {
      UInt8(truncatingIfNeeded: bytes &>> UInt64(truncatingIfNeeded: 8 &* count))
        == ASCII.point ^ ASCII.zero
    }
  }

  /// Takes the point after the digits in front away, so that the digits after it move up.
  ///
  /// Eight bytes can then hold seven digits.
  ///
  /// *Domain:* ``isFollowedByPoint``.
  @inline(__always)
  mutating func removePoint() {
    let before = (1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
    bytes = (bytes & before) | (bytes >> 8 & ~before) | 0xFF << 56
    count = Self.digitCount(bytes)
  }

  /// The number `significand` with the digits in front written behind it, modulo 2⁶⁴.
  @inline(__always)
  func appended(to significand: UInt64) -> UInt64 {
    let digits = bytes << UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    let value = (fours &* 10000 &+ fours >> 32) & 0xFFFF_FFFF
    return significand &* Self.powersOfTen[count] &+ value
  }

  private static let powersOfTen: [9 of UInt64] = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  /// How many bytes are at most 9 before the first that is not.
  @inline(__always)
  private static func digitCount(_ bytes: UInt64) -> Int {
    // Bit 7 of a byte of the mask is set where the byte is above 9. No sum reaches 256, so no
    // byte disturbs the next.
    let sums = (bytes & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
    let mask = (sums | bytes) & 0x8080_8080_8080_8080
    return mask.trailingZeroBitCount / 8
  }

  /// Up to eight bytes, the first one lowest; needed only near the beginning of the input.
  @inline(never)
  private static func loadEach(_ bytes: Span<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for index in bytes.indices {
      word |= UInt64(bytes[index]) << UInt64(8 * index)
    }
    return word
  }
}
