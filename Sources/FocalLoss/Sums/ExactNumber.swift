/// A number that is known exactly, of any size, for the few steps from exact sums to a standard error.
///
/// - Complexity: that of long arithmetic, O(digits²) for a product.
struct ExactNumber {
  let magnitude: Magnitude
  let isNegative: Bool

  private init(_ magnitude: Magnitude, isNegative: Bool = false) {
    self.magnitude = magnitude
    self.isNegative = isNegative
  }

  /// A sum.
  ///
  /// - Parameter sum: a sum of finite numbers.
  init(_ sum: ExactSum) {
    var copy = sum
    let isNegative = copy.takeMagnitude()
    self.init(copy.magnitude, isNegative: isNegative)
  }

  /// A finite double.
  init(_ number: Double) { self.init(Magnitude(number), isNegative: number.sign == .minus) }

  /// A whole number.
  init(_ integer: Int) {
    let size = integer.magnitude
    self.init(
      Magnitude(
        digits: [UInt32(truncatingIfNeeded: size), UInt32(truncatingIfNeeded: size >> 32)],
        exponent: 0), isNegative: integer < 0)
  }

  /// The square.
  var squared: ExactNumber { self * self }

  static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    ExactNumber(
      a.magnitude.multiplied(by: b.magnitude), isNegative: a.isNegative != b.isNegative)
  }

  static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    let (first, second) = Magnitude.aligned(a.magnitude, b.magnitude)
    guard a.isNegative != b.isNegative else {
      return ExactNumber(first.adding(second), isNegative: a.isNegative)
    }
    return first.isLess(than: second)
      ? ExactNumber(second.subtracting(first), isNegative: b.isNegative)
      : ExactNumber(first.subtracting(second), isNegative: a.isNegative)
  }

  static func - (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    a + ExactNumber(b.magnitude, isNegative: !b.isNegative)
  }

  /// The square root of the quotient by another number.
  ///
  /// - Accuracy: within an ulp; the quotient may be smaller or larger than any double.
  /// - Special cases: 0 for a number below 0.
  ///
  /// - Parameter divisor: a number above 0.
  /// - Returns: the root; infinite beyond the largest double.
  func rootOfQuotient(by divisor: ExactNumber) -> Double {
    guard !isNegative, !magnitude.isZero else { return 0 }
    // A quotient between ½ and 4, and the power of two that its root is to be multiplied by.
    let exponent = (magnitude.leadingExponent - divisor.magnitude.leadingExponent) >> 1
    let scaled = Magnitude(
      digits: magnitude.digits, exponent: magnitude.exponent - 2 * exponent)
    let root = scaled.divided(by: divisor.magnitude).magnitude.squareRoot()
    return Double(sign: .plus, exponent: exponent, significand: root)
  }
}

/// Long arithmetic.
extension Magnitude {
  /// The exponent of the leading bit, of a number that is not 0.
  fileprivate var leadingExponent: Int {
    exponent + 32 * digits.count - 1 - (digits.last?.leadingZeroBitCount ?? 0)
  }

  /// Two numbers with the same exponent.
  fileprivate static func aligned(_ a: Magnitude, _ b: Magnitude) -> (Magnitude, Magnitude) {
    let exponent = a.isZero ? b.exponent : b.isZero ? a.exponent : min(a.exponent, b.exponent)
    func moved(_ number: Magnitude) -> Magnitude {
      guard !number.isZero else { return Magnitude(digits: [], exponent: exponent) }
      return Magnitude(
        digits: shifted(number.digits, by: number.exponent - exponent), exponent: exponent)
    }
    return (moved(a), moved(b))
  }

  fileprivate func multiplied(by other: Magnitude) -> Magnitude {
    var product = Array(repeating: UInt32(0), count: digits.count + other.digits.count)
    for (place, digit) in digits.enumerated() where digit != 0 {
      var carry: UInt64 = 0
      for (otherPlace, otherDigit) in other.digits.enumerated() {
        // Below 2⁶⁴: (2³² − 1)² + 2·(2³² − 1).
        carry += UInt64(digit) * UInt64(otherDigit) + UInt64(product[place + otherPlace])
        product[place + otherPlace] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[place + other.digits.count] = UInt32(truncatingIfNeeded: carry)
    }
    return Magnitude(digits: product, exponent: exponent + other.exponent)
  }

  /// The sum with a number of the same exponent.
  fileprivate func adding(_ other: Magnitude) -> Magnitude {
    let count = max(digits.count, other.digits.count)
    var carry: UInt64 = 0
    var sum: [UInt32] = []
    for place in 0..<count {
      carry += UInt64(place < digits.count ? digits[place] : 0)
      carry += UInt64(place < other.digits.count ? other.digits[place] : 0)
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return Magnitude(digits: sum + [UInt32(carry)], exponent: exponent)
  }

  /// The difference from a number of the same exponent that is no larger.
  fileprivate func subtracting(_ other: Magnitude) -> Magnitude {
    var borrow: Int64 = 0
    let difference = digits.indices.map { place in
      borrow += Int64(digits[place])
      borrow -= Int64(place < other.digits.count ? other.digits[place] : 0)
      let digit = UInt32(truncatingIfNeeded: borrow)
      borrow >>= 32
      return digit
    }
    return Magnitude(digits: difference, exponent: exponent)
  }

  /// Whether it is less than a number of the same exponent.
  fileprivate func isLess(than other: Magnitude) -> Bool {
    guard digits.count == other.digits.count else { return digits.count < other.digits.count }
    return digits.reversed().lexicographicallyPrecedes(other.digits.reversed())
  }
}
