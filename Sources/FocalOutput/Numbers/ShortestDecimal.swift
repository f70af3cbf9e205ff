import FocalDecimals

/// The shortest decimal that reads back to a double: `digits` · 10^`exponent`.
///
/// Of several that are as short it is the one nearest to the double.
///
/// How it works: with c · 2^q the double, every decimal between the midpoints to its neighbours reads
/// back to it. Multiplied by 4 · 10^−k, for a k that leaves 16 or 17 digits, these midpoints and the
/// double itself are c-times a power of ten, of which 126 bits are enough, with all lower bits told
/// by one ("round to odd"). Then one of at most four candidates is the decimal.
///
/// *Accuracy:* exact; compared with the standard library in `ShortestDecimalTests`, which takes four
/// times as long since it makes a string.
///
/// Source: Giulietti, "The Schubfach way to render doubles", 2020.
package struct ShortestDecimal: Equatable, Sendable {
  /// The digits as a whole number, the last of them not 0.
  package let digits: UInt64

  /// The power of ten that the digits are multiplied with.
  package let exponent: Int

  /// The doubles for which the table of powers has what is needed.
  package static let domain = 0x1p-960...Double.greatestFiniteMagnitude

  /// The decimal of a double.
  ///
  /// *Domain:* `number` is in ``domain``.
  package init(_ number: Double) {
    self.init(Self.withoutZeros(Self.decimal(number, .table)))
  }

  /// The decimal of any positive double, by the standard library where it is not in ``domain``.
  init(ofAny number: Double) {
    guard !Self.domain.contains(number) else {
      self.init(number)
      return
    }
    let parts = number.description.split(separator: "e")
    let places = parts[0].split(separator: ".")
    let fraction = places.count == 2 ? places[1] : ""
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let digits = UInt64(places[0] + fraction) ?? 0
    self.init(Self.withoutZeros((digits, exponent - fraction.count)))
  }

  /// A whole number.
  ///
  /// *Domain:* `number` is positive and below 10¹⁷.
  init(whole number: Int) {
    digits = UInt64(number)
    exponent = 0
  }

  /// The decimal with so many digits at most.
  ///
  /// Half is rounded up, in the decimal rather than in the binary number behind it: that is the number
  /// people see.
  ///
  /// - Parameter count: the digits, at least 1.
  /// - Returns: the decimal, the last of its digits not 0.
  func rounded(to count: Int) -> ShortestDecimal {
    let dropped = digitCount - count
    guard dropped > 0 else { return self }
    let scale = Self.powersOfTen[dropped]
    let (kept, rest) = digits.quotientAndRemainder(dividingBy: scale)
    let isUp: UInt64 = rest >= scale / 2 ? 1 : 0
    return ShortestDecimal(Self.withoutZeros((kept + isUp, exponent + dropped)))
  }

  /// The decimals of many numbers, without their signs; nil where they are not in ``domain``.
  ///
  /// At once, so that the table of powers is not asked for and given back for each.
  ///
  /// - Parameter numbers: any doubles.
  /// - Returns: a decimal for each, if there is one.
  package static func decimals(of numbers: [Double]) -> [ShortestDecimal?] {
    let powers = PowersOfFive.table
    let domain = domain
    return numbers.map { number in
      guard domain.contains(number.magnitude) else { return nil }
      return ShortestDecimal(withoutZeros(decimal(number.magnitude, powers)))
    }
  }

  private init(_ decimal: (digits: UInt64, exponent: Int)) { (digits, exponent) = decimal }

  private static func decimal(
    _ number: Double, _ powers: PowersOfFive
  ) -> (digits: UInt64, exponent: Int) {
    let field = Int(truncatingIfNeeded: number.exponentBitPattern)
    let fraction = number.significandBitPattern
    let c = fraction | 1 << 52
    let q = field - 1075
    if q <= 0, q > -53, c & ((1 << UInt64(-q)) - 1) == 0 { return (c >> UInt64(-q), 0) }

    // Below a power of two the lower neighbour is nearer.
    let isLowerNearer = fraction == 0
    // ⌊log₁₀ 2^q⌋, or of ¾ · 2^q; and ⌊log₂ 10^−k⌋.
    let k = (q * 1_262_611 - (isLowerNearer ? 524_031 : 0)) >> 22
    let shift = UInt64(truncatingIfNeeded: q + (-k * 1_741_647) >> 19 + 1)
    let power = powers.roundedUp(-k)
    let lower = roundedToOdd(power, (4 &* c &- (isLowerNearer ? 1 : 2)) &<< shift)
    let middle = roundedToOdd(power, (4 &* c) &<< shift)
    let upper = roundedToOdd(power, (4 &* c &+ 2) &<< shift)
    // Ties are read as the even neighbour.
    let odd = c & 1
    let least = lower &+ odd
    let most = upper &- odd

    // One digit fewer is enough for half of all numbers, by chance: both ways are taken, and answers
    // are 0 or 1 in masks rather than branches, so that the processor need not guess.
    let s = middle / 4
    let shorter = s / 10
    let isShorterIn = isAtMost(least, 40 &* shorter)
    let isNextShorterIn = isAtMost(40 &* shorter &+ 40, most)
    let isShort = (isShorterIn ^ isNextShorterIn) & isAtMost(10, s)
    let isAboveIn = isAtMost(4 &* s &+ 4, most)
    let isOneIn = isAtMost(least, 4 &* s) ^ isAboveIn
    // Halfway it is the even one.
    let isUpNearer = isAtMost(4 &* s &+ 3, middle &+ (s & 1))
    let isUp = isUpNearer ^ (isUpNearer ^ isAboveIn) & isOneIn
    let (long, short) = (s &+ isUp, shorter &+ isNextShorterIn)
    return (long ^ (long ^ short) & (0 &- isShort), k &+ Int(truncatingIfNeeded: isShort))
  }

  /// 1 where a ≤ b, else 0.
  ///
  /// *Domain:* both are below 2⁶³.
  @inline(__always)
  private static func isAtMost(_ a: UInt64, _ b: UInt64) -> UInt64 { (b &- a) >> 63 ^ 1 }

  /// The upper 64 bits of a product of 192, the lowest of them set where any bit below is.
  @inline(__always)
  private static func roundedToOdd(_ power: UInt128, _ factor: UInt64) -> UInt64 {
    let low = UInt64(truncatingIfNeeded: power).multipliedFullWidth(by: factor)
    let high = UInt64(truncatingIfNeeded: power >> 64).multipliedFullWidth(by: factor)
    let (middle, carry) = high.low.addingReportingOverflow(low.high)
    return (high.high &+ (carry ? 1 : 0)) | (middle > 1 ? 1 : 0)
  }

  @inline(__always)
  private static func withoutZeros(
    _ decimal: (digits: UInt64, exponent: Int)
  ) -> (digits: UInt64, exponent: Int) {
    var (digits, exponent) = decimal
    // Most numbers have no such zeros.
    while digits % 10 == 0, digits > 0 {
      digits /= 10
      exponent += 1
    }
    return (digits, exponent)
  }
}

extension PowersOfFive {
  /// The 128 leading bits of 5^`exponent`, rounded up unless they are all.
  ///
  /// *Domain:* `exponent` is in ``exponents``.
  @inline(__always)
  fileprivate func roundedUp(_ exponent: Int) -> UInt128 {
    guard let bits = self[exponent] else { preconditionFailure("a power of the table") }
    // Up to 5⁵⁵ the bits are all there are, and between 5⁻²⁷ and 1 they have been rounded up.
    return exponent > 55 || exponent < -27 ? bits &+ 1 : bits
  }
}
