import FocalDecimals

/// A decimal of more digits than 64 bits hold, read a second time from the input.
///
/// The first 19 significant digits, taken as a number w, bracket the value: w · 10^q ≤ value <
/// (w + 1) · 10^q. Nearly always both ends round to the same double, and that is the answer.
/// Otherwise ``nearestBits(in:startingAt:)`` compares the decimal exactly with the point
/// halfway between two neighbouring doubles, as proposed by Clinger, "How to read floating point
/// numbers accurately", 1990.
struct LongDecimal {
  /// The number of digits after which no digit can change the rounding, except by not being zero.
  ///
  /// A point halfway between two doubles has at most 767 significant digits.
  private static let decisiveDigitCount = 800

  /// The first 19 significant digits (fewer if there are no more), as a number.
  let leadingDigits: UInt64

  /// The power of ten that ``leadingDigits`` is to be multiplied with.
  let leadingExponent: Int

  /// Whether a digit other than zero follows the ``leadingDigits``.
  let isTruncated: Bool

  /// The bytes of the digits, among them perhaps one point.
  private let range: Range<Int>

  /// The power of ten for the digits without the point, read as one whole number.
  private let exponent: Int

  /// Reads the digits in `range` of `bytes`.
  ///
  /// *Domain:* `range` holds digits and at most one point; the value is that of the digits
  /// without the point, times 10^`exponent`.
  init(_ bytes: Span<UInt8>, in range: Range<Int>, exponent: Int) {
    var digits: UInt64 = 0
    var significantCount = 0
    var leadingCount = 0
    var isTruncated = false
    for index in range where bytes[index] != ASCII.point {
      let digit = bytes[index] &- ASCII.zero
      guard significantCount > 0 || digit != 0 else { continue }
      significantCount += 1
      if leadingCount < 19 {
        digits = digits &* 10 &+ UInt64(digit)
        leadingCount += 1
      } else if digit != 0 {
        isTruncated = true
      }
    }
    self.leadingDigits = digits
    self.leadingExponent = exponent + significantCount - leadingCount
    self.isTruncated = isTruncated
    self.range = range
    self.exponent = exponent
  }

  /// The bit pattern of the double nearest to the decimal's magnitude; infinity beyond the range.
  func nearestBits(in bytes: Span<UInt8>, powers: PowersOfFive) -> UInt64 {
    let lower = powers.nearestBits(leadingDigits, exponent: leadingExponent)
    guard isTruncated else { return lower }
    let upper = powers.nearestBits(leadingDigits + 1, exponent: leadingExponent)
    guard lower != upper else { return lower }
    return nearestBits(in: bytes, startingAt: lower)
  }

  /// The same by exact comparison, going up or down from the bit pattern `guess`.
  ///
  /// The answer does not depend on the guess; the time does: one comparison a step.
  ///
  /// *Domain:* `guess` is the pattern of a double ≥ 0, not NaN; the decimal's magnitude lies
  /// between 10⁻⁴⁰⁰ and 10⁴⁰⁰, else the exact numbers become large.
  func nearestBits(in bytes: Span<UInt8>, startingAt guess: UInt64) -> UInt64 {
    let (digits, power) = decisiveDigits(in: bytes)
    var bits = guess
    while bits < Double.infinity.bitPattern,
      Self.roundsUp(digits, exponent: power, from: bits)
    {
      bits += 1
    }
    while bits > 0, !Self.roundsUp(digits, exponent: power, from: bits - 1) {
      bits -= 1
    }
    return bits
  }

  /// The decimal as digits · 10^power, cut where more digits can no longer matter.
  private func decisiveDigits(in bytes: Span<UInt8>) -> (digits: BigNatural, power: Int) {
    var digits = BigNatural(0)
    var count = 0
    var power = exponent
    var restIsZero = true
    var chunk: UInt64 = 0
    var chunkScale: UInt64 = 1
    for index in range where bytes[index] != ASCII.point {
      let digit = bytes[index] &- ASCII.zero
      guard count > 0 || digit != 0 else { continue }
      count += 1
      guard count <= Self.decisiveDigitCount else {
        power += 1
        restIsZero = restIsZero && digit == 0
        continue
      }
      chunk = chunk * 10 + UInt64(digit)
      chunkScale *= 10
      if chunkScale == 1_000_000_000_000_000_000 {
        digits.multiply(by: chunkScale, adding: chunk)
        chunk = 0
        chunkScale = 1
      }
    }
    digits.multiply(by: chunkScale, adding: chunk)
    if !restIsZero {
      // One more digit stands for all that were cut: it keeps the value off the halfway point.
      digits.multiply(by: 10, adding: 1)
      power -= 1
    }
    return (digits, power)
  }

  /// Whether digits · 10^exponent rounds to a double above the one with the pattern `bits`.
  ///
  /// That is so if it is above the halfway point to the next double, or on it and `bits` is odd.
  private static func roundsUp(_ digits: BigNatural, exponent: Int, from bits: UInt64) -> Bool {
    let field = Int(bits >> 52)
    let fraction = bits & 0x000F_FFFF_FFFF_FFFF
    let significand = field == 0 ? fraction : fraction | 1 << 52
    // The double is significand · 2^(binaryExponent + 1); the halfway point is the odd number
    // 2 · significand + 1, times 2^binaryExponent.
    let binaryExponent = max(field, 1) - 1076

    var decimal = digits
    var halfway = BigNatural(2 * significand + 1)
    if exponent >= 0 {
      decimal.multiply(byPowerOfFive: exponent)
    } else {
      halfway.multiply(byPowerOfFive: -exponent)
    }
    if exponent >= binaryExponent {
      decimal.shiftLeft(by: exponent - binaryExponent)
    } else {
      halfway.shiftLeft(by: binaryExponent - exponent)
    }
    return decimal == halfway ? bits & 1 == 1 : decimal > halfway
  }
}

/// A natural number of any size, with the few exact operations that reading decimals needs.
///
/// It serves only where 64 bits are not enough: ``LongDecimal`` settles with it the numbers that lie
/// next to a rounding boundary. They need at most a few thousand bits, so schoolbook arithmetic is
/// the fast choice.
struct BigNatural: Equatable, Sendable {
  /// The digits in base 2⁶⁴, least significant first; the last one is never zero.
  private(set) var words: [UInt64]

  /// Creates the number `value`.
  init(_ value: UInt64) {
    words = value == 0 ? [] : [value]
  }

  /// The number of bits without leading zeros; 0 for zero.
  var bitWidth: Int {
    guard let last = words.last else { return 0 }
    return words.count * 64 - last.leadingZeroBitCount
  }

  /// Replaces the number by number · factor + addend.
  mutating func multiply(by factor: UInt64, adding addend: UInt64 = 0) {
    var carry = addend
    for index in words.indices {
      // At most (2⁶⁴ − 1)² + 2⁶⁴ − 1, so the high word has room for the carry.
      let (high, low) = words[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high &+ (overflow ? 1 : 0)
    }
    if carry != 0 {
      words.append(carry)
    }
    removeLeadingZeros()
  }

  /// Replaces the number by number · 5ⁿ, where n = `exponent` ≥ 0.
  mutating func multiply(byPowerOfFive exponent: Int) {
    // 5²⁷ is the largest power of five below 2⁶⁴.
    let largestStep = 27
    var remaining = exponent
    while remaining > 0 {
      let step = min(remaining, largestStep)
      var factor: UInt64 = 1
      for _ in 0..<step {
        factor *= 5
      }
      multiply(by: factor)
      remaining -= step
    }
  }

  /// Replaces the number by number · 2ⁿ, where n = `bitCount` ≥ 0.
  mutating func shiftLeft(by bitCount: Int) {
    guard !words.isEmpty else { return }
    let (wordCount, remainder) = bitCount.quotientAndRemainder(dividingBy: 64)
    multiply(by: 1 << UInt64(remainder))
    words.insert(contentsOf: repeatElement(0, count: wordCount), at: 0)
  }

  private mutating func removeLeadingZeros() {
    while words.last == 0 {
      words.removeLast()
    }
  }
}

extension BigNatural: Comparable {
  static func < (left: BigNatural, right: BigNatural) -> Bool {
    guard left.words.count == right.words.count else {
      return left.words.count < right.words.count
    }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}
