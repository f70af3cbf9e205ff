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
