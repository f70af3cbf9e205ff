/// A whole number of any size times a power of two, not negative: what exact sums are divided as.
struct Magnitude {
  /// The digits to the base 2³², the least first.
  let digits: [UInt32]

  /// The power of two that the number is multiplied by.
  let exponent: Int

  /// A number.
  ///
  /// - Parameters:
  ///   - digits: its digits to the base 2³², the least first; the last may be 0.
  ///   - exponent: the power of two that it is multiplied by.
  init(digits: [UInt32], exponent: Int) {
    let count = digits.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    self.digits = count == digits.count ? digits : Array(digits[..<count])
    self.exponent = exponent
  }

  /// Whether it is 0.
  var isZero: Bool { digits.isEmpty }

  private var bitWidth: Int {
    32 * digits.count - (digits.last?.leadingZeroBitCount ?? 0)
  }

  /// The quotient by another number, correctly rounded (ties to even).
  ///
  /// - Parameter divisor: a number that is not 0.
  /// - Returns: the quotient; infinite beyond the largest double.
  func divided(by divisor: Magnitude) -> Double {
    precondition(!divisor.isZero, "no number is divided by 0")
    guard !isZero else { return 0 }
    // So that the whole quotient has 66 or 67 bits, of which 53 are kept.
    let shift = 66 + divisor.bitWidth - bitWidth
    let (quotient, isMore) = Self.divide(
      Self.shifted(digits, by: max(0, shift)), by: Self.shifted(divisor.digits, by: max(0, -shift)))
    return Self.rounded(
      quotient, exponent: exponent - divisor.exponent - shift, isMore: isMore)
  }

  /// A number times a power of two, rounded to the nearest double, ties to even.
  ///
  /// - Parameters:
  ///   - bits: the number.
  ///   - exponent: the power of two.
  ///   - isMore: whether there is more below its last bit; it then has more than 54 bits.
  /// - Returns: the double; infinite beyond the largest.
  static func rounded(_ bits: UInt128, exponent: Int, isMore: Bool) -> Double {
    guard bits != 0 else { return 0 }
    let leading = exponent + UInt128.bitWidth - bits.leadingZeroBitCount - 1
    guard leading <= 1023 else { return .infinity }
    // The last bit of the double.
    let last = max(leading - 52, -1074)
    let dropped = last - exponent
    var significand: UInt64
    if dropped <= 0 {
      significand = UInt64(truncatingIfNeeded: bits << UInt128(-dropped))
    } else {
      guard dropped < UInt128.bitWidth else { return 0 }
      significand = UInt64(truncatingIfNeeded: bits >> UInt128(dropped))
      let half = UInt128(1) << UInt128(dropped - 1)
      let tail = bits & (half << 1 - 1)
      if tail > half || tail == half && (isMore || significand & 1 == 1) { significand += 1 }
    }
    // The leading bit, and a significand of 2⁵³ after rounding up, carry into the exponent, which is what
    // they should do.
    return Double(bitPattern: UInt64(last + 1074) << 52 + significand)
  }

  /// Digits times a power of two.
  static func shifted(_ digits: [UInt32], by count: Int) -> [UInt32] {
    guard count > 0 else { return digits }
    var shifted = Array(repeating: UInt32(0), count: count / 32)
    var carry: UInt64 = 0
    for digit in digits {
      carry |= UInt64(digit) << UInt64(count % 32)
      shifted.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    if carry != 0 { shifted.append(UInt32(truncatingIfNeeded: carry)) }
    return shifted
  }

  /// The whole quotient of two numbers, and whether a rest is left.
  ///
  /// Source: Knuth, "The Art of Computer Programming", volume 2, 4.3.1, algorithm D.
  ///
  /// - Parameters:
  ///   - dividend: its digits.
  ///   - divisor: its digits, the last of which is not 0; the quotient has at most 128 bits.
  /// - Returns: the quotient, and whether there is a rest.
  private static func divide(
    _ dividend: [UInt32], by divisor: [UInt32]
  ) -> (quotient: UInt128, isMore: Bool) {
    // The first digit of the divisor is at least half of the base, so that a guess is off by 2 at most.
    let shift = divisor[divisor.count - 1].leadingZeroBitCount
    let divisor = shifted([0] + divisor, by: shift)
    var rest = shifted([0] + dividend, by: shift) + [0]
    let count = divisor.count
    let (first, second) = (UInt64(divisor[count - 1]), UInt64(divisor[count - 2]))
    var quotient: UInt128 = 0
    guard rest.count > count else { return (0, true) }
    for place in (0..<rest.count - count).reversed() {
      let top = place + count
      let upper = UInt64(rest[top]) << 32 | UInt64(rest[top - 1])
      var guess = upper / first
      var left = upper % first
      while guess >> 32 != 0 || guess * second > left << 32 | UInt64(rest[top - 2]) {
        guess -= 1
        left += first
        if left >> 32 != 0 { break }
      }
      if subtract(divisor, times: guess, from: &rest, at: place) {
        guess -= 1
        add(divisor, to: &rest, at: place)
      }
      quotient = quotient << 32 | UInt128(guess)
    }
    return (quotient, rest.contains { $0 != 0 })
  }

  /// Subtracts a multiple of a number, and tells whether that was too much.
  private static func subtract(
    _ number: [UInt32], times factor: UInt64, from rest: inout [UInt32], at place: Int
  ) -> Bool {
    var carry: UInt64 = 0
    var borrow: Int64 = 0
    for index in number.indices {
      carry += factor * UInt64(number[index])
      let difference = Int64(rest[place + index]) - Int64(carry & 0xffff_ffff) + borrow
      rest[place + index] = UInt32(truncatingIfNeeded: difference)
      borrow = difference >> 32
      carry >>= 32
    }
    let difference = Int64(rest[place + number.count]) - Int64(carry) + borrow
    rest[place + number.count] = UInt32(truncatingIfNeeded: difference)
    return difference < 0
  }

  private static func add(_ number: [UInt32], to rest: inout [UInt32], at place: Int) {
    var carry: UInt64 = 0
    for index in number.indices {
      carry += UInt64(rest[place + index]) + UInt64(number[index])
      rest[place + index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    rest[place + number.count] &+= UInt32(truncatingIfNeeded: carry)
  }
}

extension Magnitude {
  /// The magnitude of a finite double.
  init(_ number: Double) {
    let parts = number.parts
    self.init(
      digits: [
        UInt32(truncatingIfNeeded: parts.significand),
        UInt32(truncatingIfNeeded: parts.significand >> 32),
      ], exponent: parts.exponent)
  }
}

extension Double {
  /// The whole number and the power of two that a finite double is the product of, but for its sign.
  var parts: (significand: UInt64, exponent: Int) {
    let isNormal = exponentBitPattern != 0
    return (
      significandBitPattern | (isNormal ? 1 << 52 : 0),
      (isNormal ? Int(exponentBitPattern) : 1) - 1075
    )
  }
}
