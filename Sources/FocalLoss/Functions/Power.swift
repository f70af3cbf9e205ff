/// Powers x^y = e^(y·ln x) with one exponent y, without a branch or a table, so that a loop over many
/// numbers becomes vector instructions.
///
/// ln x is a sum of two doubles, and so is its product with y, whose rounding error would be one of
/// the result.
struct Power: Sendable {
  /// y, and y to 26 bits with the rest of it.
  private let exponent: (value: Double, upper: Double, lower: Double)

  /// The largest exponent for ``unchecked(_:)``.
  static let bound = 0x1p30

  /// The power of an exponent.
  ///
  /// - Parameter exponent: y; finite.
  init(_ exponent: Double) {
    let upper = ErrorFree.upperBits(exponent)
    self.exponent = (exponent, upper, exponent - upper)
  }

  /// x^y of a number in [0, 1], without a branch.
  ///
  /// - Domain: y in [0, ``bound``]; x in (0, 1], not subnormal, as
  ///   ``Logarithm/outsideBits(_:)`` tells.
  /// - Accuracy: within 0.8 ulp; a subnormal result is within 1.
  @inline(__always)
  func unchecked(_ x: Double) -> Double {
    let logarithm = product(PreciseLogarithm.of(x))
    // What is below is 0 in any case, and may leave the range of exponents.
    let lowest = -800.0
    let reduced = Exponential.ReducedArgument(
      logarithm.high < lowest ? lowest : logarithm.high, logarithm.low)
    // 2²⁰⁰ more than it is, which is taken away last: so a subnormal result is rounded once.
    return reduced.power.value * reduced.scale(200) * 0x1p-200
  }

  /// The powers of numbers in [0, 1], in vector instructions but for few.
  ///
  /// - Domain: y at least 0.
  ///
  /// - Parameters:
  ///   - numbers: the numbers.
  ///   - powers: takes their powers; as many as there are numbers.
  func apply(to numbers: Span<Double>, into powers: inout MutableSpan<Double>) {
    precondition(powers.count == numbers.count, "a power for each")
    let blockLength = 64
    var start = 0
    while start < numbers.count {
      let end = min(start + blockLength, numbers.count)
      var outsideBits = (Self.bound - exponent.value).bitPattern
      for index in start..<end {
        powers[index] = unchecked(numbers[index])
        outsideBits |= Logarithm.outsideBits(numbers[index])
      }
      if outsideBits >> 63 != 0 {
        for index in start..<end { powers[index] = self(numbers[index]) }
      }
      start = end
    }
  }

  /// x^y of any number.
  ///
  /// - Domain: x at least 0.
  /// - Accuracy: within 0.9 ulp.
  /// - Special cases: x^0 and 1^y are 1; NaN and negative numbers give NaN.
  func callAsFunction(_ x: Double) -> Double {
    let y = exponent.value
    if y == 0 || x == 1 { return 1 }
    guard x >= 0, y == y else { return .nan }
    guard x > 0, x < .infinity, y.magnitude < 0x1p70 else {
      // 0 where both point to 0, or neither.
      return (x < 1) == (y > 0) ? 0 : .infinity
    }
    return Elementary.power(ofFar: product(PreciseLogarithm.ofAny(x)))
  }

  /// x^y·c of a number, where x^y may be too small for a double.
  ///
  /// - Domain: x positive; y·ln x at most 0.
  /// - Accuracy: within 2 ulp.
  ///
  /// - Parameters:
  ///   - x: the number, normalised.
  ///   - factor: c.
  /// - Returns: the product, rounded once where it is subnormal.
  func product(of x: DoubleDouble, times factor: Double) -> Double {
    let logarithm = PreciseLogarithm.ofAny(x.high).adding(x.restOverHigh)
    let exponent = product(logarithm)
    guard exponent.high > -2 * Exponential.bound else { return 0 }
    let root = Exponential.ReducedArgument(0.5 * exponent.high, 0.5 * exponent.low)
    let half = root.power.value * root.scale(0)
    return half * factor * half
  }

  /// y times a logarithm.
  @inline(__always)
  private func product(_ logarithm: DoubleDouble) -> DoubleDouble {
    let upper = ErrorFree.upperBits(logarithm.high)
    let lower = logarithm.high - upper
    let product = exponent.value * logarithm.high
    let error =
      ((exponent.upper * upper - product) + exponent.upper * lower + exponent.lower * upper)
      + exponent.lower * lower
    return DoubleDouble(product, error + exponent.value * logarithm.low)
  }
}
