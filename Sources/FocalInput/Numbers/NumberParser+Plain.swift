/// Numbers as predictions are mostly written: a digit or two, a point, and up to 23 places.
///
/// ```
/// 0.21586235303287481       the digits with the first 15 places, and n more:   w · 10^(−15 − n),   n = 2
/// -2.69849306537767         with 16, of which the missing ones are zeros:      w · 10^−16
///                           w = 26984930653776700, and all of it rounded once (PlaceScale)
/// ```
///
/// So neither the number of places nor the sign is a branch, which the processor would have to guess
/// for nearly every number.
extension NumberParser {
  /// Reads a number of the kind; none where it goes on with an exponent.
  ///
  /// *Domain:* 0 ≤ `start` ≤ `text.count`.
  @inline(never)
  func parsePlain(_ text: Span<UInt8>, from start: Int) -> PlainNumber {
    var number = parseLong(text, from: start, isSigned: true)
    if number.isNone { number = parseShort(text, from: start) }
    if number.isNone || hasExponent(text, at: number.end) { return .none }
    return number
  }

  /// Whether a letter follows a number with which an exponent may begin.
  @inline(__always)
  func hasExponent(_ text: Span<UInt8>, at end: Int) -> Bool {
    text.byte(at: end) | 0x20 == ASCII.exponentLetter
  }

  /// Reads a number with one digit and 15 places or more, in 110 instructions; none for others.
  ///
  /// *Domain:* 0 ≤ `start` ≤ `text.count`.
  ///
  /// - Parameters:
  ///   - text: the bytes.
  ///   - start: where the number begins.
  ///   - isSigned: whether it may have a minus. Where none has, its digits need not wait for that.
  /// - Returns: the number.
  @inline(__always)
  func parseLong(_ text: Span<UInt8>, from start: Int, isSigned: Bool) -> PlainNumber {
    guard start &+ 28 <= text.count else { return .none }
    var number = parseLong(
      window: text.extracting(start..<start &+ 28), at: 0, isSigned: isSigned)
    if !number.isNone { number.end &+= start }
    return number
  }

  /// The same in a window of which the compiler knows that 28 bytes of it are left.
  @inline(__always)
  func parseLong(window: Span<UInt8>, at start: Int, isSigned: Bool) -> PlainNumber {
    let sign = isSigned ? Self.sign(window[start]) : 0
    let index = start &+ Int(sign)
    let whole = UInt64(window[index] ^ ASCII.zero)
    guard whole < 10, window[index &+ 1] == ASCII.point else { return .none }
    // The first two words overlap, so that 15 places are enough: the last digit of the one is the
    // first of the other.
    let first = DigitWord(window.word(at: index &+ 2))
    let second = DigitWord(window.word(at: index &+ 9))
    let third = DigitWord(window.word(at: index &+ 17))
    guard DigitWord.areFull(first, second), !third.isFull else { return .none }
    let significand = second.appendedWhole(to: first.appendedSeven(to: whole))
    return number(sign, significand, third, places: 15, end: index &+ 17)
  }

  /// Reads any number of the kind, with a branch for the eights of its places.
  ///
  /// *Domain:* 0 ≤ `start` ≤ `text.count`.
  @inline(never)
  func parseShort(_ text: Span<UInt8>, from start: Int) -> PlainNumber {
    guard start &+ 32 <= text.count else { return .none }
    let window = text.extracting(start..<start &+ 32)
    let sign = Self.sign(window[0])
    var index = Int(sign)
    var whole = UInt64(window[index] ^ ASCII.zero)
    guard whole < 10 else { return .none }
    let next = UInt64(window[index &+ 1] ^ ASCII.zero)
    if next < 10 {
      whole = whole &* 10 &+ next
      index &+= 1
    }
    guard window[index &+ 1] == ASCII.point else { return .none }
    let places = window.extracting(index &+ 2..<index &+ 26)
    let first = DigitWord(places.word(at: 0))
    let second = DigitWord(places.word(at: 8))
    let end = start &+ index &+ 2
    if !first.isFull {
      let significand = (whole &* 100_000_000 &+ first.leadingValue) &* 100_000_000
      return number(sign, significand, places: 16, end: end &+ first.count)
    }
    let significand = first.appendedWhole(to: whole) &* 100_000_000 &+ second.leadingValue
    guard second.isFull else {
      return number(sign, significand, places: 16, end: end &+ 8 &+ second.count)
    }
    let third = DigitWord(places.word(at: 16))
    return third.isFull ? .none : number(sign, significand, third, places: 16, end: end &+ 16)
  }

  /// Reads any number, like ``parse(_:from:)``.
  @inline(never)
  func parseOther(_ text: Span<UInt8>, from start: Int) -> PlainNumber {
    guard case .number(let value, let end) = parse(text, from: start) else { return .none }
    return PlainNumber(value: value, end: end)
  }

  /// 1 for a minus in front, or 0.
  @inline(__always)
  private static func sign(_ byte: UInt8) -> UInt64 {
    // The difference from a minus is 0 or a byte, and only 0 − 1 has the highest bit.
    (UInt64(byte ^ ASCII.minus) &- 1) >> 63
  }

  /// The number of a significand with so many places and more of them.
  @inline(__always)
  private func number(
    _ sign: UInt64, _ significand: UInt64, _ more: DigitWord, places: Int, end: Int
  ) -> PlainNumber {
    // Small numbers have more places than others: zeros in front, which leave room.
    guard significand < DigitWord.limits[more.count] else { return .none }
    return number(
      sign, more.appended(to: significand), places: places &+ more.count, end: end &+ more.count)
  }

  @inline(__always)
  private func number(_ sign: UInt64, _ significand: UInt64, places: Int, end: Int) -> PlainNumber {
    let scale = scales[places &- PlaceScale.leastPlaces]
    let bits = significand == 0 ? 0 : scale.nearestBits(significand)
    return PlainNumber(value: Double(bitPattern: bits | sign << 63), end: end)
  }
}

/// A number that was read in passing, or none.
///
/// It fits into registers, and says with one comparison whether it is there.
struct PlainNumber {
  /// The number.
  var value: Double

  /// The index after it; −1 where there is none.
  var end: Int

  /// No number.
  static let none = PlainNumber(value: 0, end: -1)

  /// Whether there is no number.
  var isNone: Bool { @inline(__always) get { end < 0 } }
}
