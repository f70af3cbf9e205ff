/// A number as the sum of two doubles: a double near it, and what that double leaves.
///
/// Where it is normalised, `high` is the double nearest to the sum.
struct DoubleDouble: Equatable, Sendable {
  /// The double near the number.
  var high: Double

  /// What is left of the number.
  var low: Double

  /// The sum of two doubles.
  @inline(__always)
  init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// The same number with the nearest double in front.
  ///
  /// - Domain: `high` is 0 or at least as large as `low`.
  @inline(__always)
  var normalized: DoubleDouble { ErrorFree.sum(large: high, small: low) }

  /// The sum with a double, normalised.
  @inline(__always)
  func adding(_ other: Double) -> DoubleDouble {
    let sum = ErrorFree.sum(high, other)
    return ErrorFree.sum(large: sum.high, small: sum.low + low)
  }

  /// The sum with another number, normalised.
  @inline(__always)
  func adding(_ other: DoubleDouble) -> DoubleDouble {
    let sum = ErrorFree.sum(high, other.high)
    return ErrorFree.sum(large: sum.high, small: sum.low + (low + other.low))
  }

  /// The number with the other sign.
  static prefix func - (number: DoubleDouble) -> DoubleDouble {
    DoubleDouble(-number.high, -number.low)
  }

  /// The product with a double, normalised.
  func multiplied(by other: Double) -> DoubleDouble { multiplied(by: DoubleDouble(other, 0)) }

  /// The product with another number, normalised.
  func multiplied(by other: DoubleDouble) -> DoubleDouble {
    let product = ErrorFree.product(high, other.high)
    return ErrorFree.sum(
      large: product.result, small: product.error + (high * other.low + low * other.high))
  }

  /// The quotient by another number, normalised.
  ///
  /// - Accuracy: relative 2⁻¹⁰².
  func divided(by divisor: DoubleDouble) -> DoubleDouble {
    let first = high / divisor.high
    let product = divisor.multiplied(by: DoubleDouble(first, 0))
    let rest = adding(DoubleDouble(-product.high, -product.low))
    return ErrorFree.sum(large: first, small: rest.high / divisor.high)
  }

  /// The quotient by a double, normalised.
  func divided(by divisor: Double) -> DoubleDouble { divided(by: DoubleDouble(divisor, 0)) }

  /// The nearest double.
  @inline(__always)
  var value: Double { high + low }

  /// ``low`` over ``high``; 0 where both are.
  ///
  /// The least normal number changes no divisor but 0, and those next to it where it does not matter.
  @inline(__always)
  var restOverHigh: Double { low / (high + .leastNormalMagnitude) }
}

/// Quotients with one divisor, in two parts: the only division is that of its inverse.
struct Quotient {
  /// The inverse of the divisor, rounded.
  let inverse: Double

  /// The divisor: 26 bits, and the rest.
  private let upper: Double
  private let rest: Double

  /// The quotients by a divisor.
  @inline(__always)
  init(by divisor: DoubleDouble) {
    inverse = 1 / divisor.high
    upper = ErrorFree.upperBits(divisor.high)
    rest = (divisor.high - upper) + divisor.low
  }

  /// a divided by the divisor, normalised.
  ///
  /// - Accuracy: relative 2⁻⁷⁵.
  @inline(__always)
  func of(_ a: DoubleDouble) -> DoubleDouble {
    // 26 bits of the quotient, whose product with the divisor is exact, and then the rest.
    let quotient = ErrorFree.upperBits(a.high * inverse)
    let left = ((a.high - quotient * upper) - quotient * rest) + a.low
    return ErrorFree.sum(large: quotient, small: left * inverse)
  }
}
