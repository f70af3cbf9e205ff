/// Powers x^y = e^(y·ln x) with one exponent y, without a branch or a table, so that a loop over many
/// numbers becomes vector instructions.
///
/// ln x is a sum of two doubles, and so is its product with y, whose rounding error would be one of
/// the result.
struct Power: Sendable {
  /// y, and y to 26 bits with the rest of it.
  private let exponent: (value: Double, upper: Double, lower: Double)

  /// The largest exponent for vector instructions.
  static let bound = 0x1p30

  /// The power of an exponent.
  ///
  /// - Parameter exponent: y; finite.
  init(_ exponent: Double) {
    let upper = ErrorFree.upperBits(exponent)
    self.exponent = (exponent, upper, exponent - upper)
  }

  /// e^x of an exponent y·ln q of a number in [0, 1], without a branch.
  ///
  /// - Accuracy: the power is within 0.8 ulp; a subnormal result is within 1.
  @inline(__always)
  private static func unchecked(_ logarithm: DoubleDouble) -> Double {
    // What is below is 0 in any case, and may leave the range of exponents.
    let lowest = -800.0
    let reduced = Exponential.ReducedArgument(
      logarithm.high < lowest ? lowest : logarithm.high, logarithm.low)
    // 2²⁰⁰ more than it is, which is taken away last: so a subnormal result is rounded once.
    return reduced.power.value * reduced.scale(200) * 0x1p-200
  }

  /// The powers of numbers in [0, 1], in vector instructions but for few.
  ///
  /// In three loops over a block: nearly every instruction waits for the one before it, so a processor is
  /// only busy if among those that it looks ahead to are the same of several numbers.
  ///
  /// - Domain: y at least 0.
  ///
  /// - Parameters:
  ///   - numbers: the numbers.
  ///   - powers: takes their powers; as many as there are numbers.
  func apply(to numbers: Span<Double>, into powers: inout MutableSpan<Double>) {
    precondition(powers.count == numbers.count, "a power for each")
    let length = 64
    // Sections of a block: k, s and the rest of s; then ln x^y and the rest of that.
    var room = InlineArray<192, Double>(repeating: 0)
    var sections = room.mutableSpan
    for start in stride(from: 0, to: numbers.count, by: length) {
      let count = min(length, numbers.count - start)
      let block = numbers.extracting(start..<start + count)
      var outsideBits = (Self.bound - exponent.value).bitPattern
      for index in 0..<count {
        let reduced = PreciseLogarithm.ReducedArgument(block[index])
        sections[index] = reduced.exponent
        sections[length &+ index] = reduced.s.high
        sections[2 &* length &+ index] = reduced.s.low
        // Of numbers that are at most 1.
        outsideBits |= (block[index] - .leastNormalMagnitude).bitPattern
      }
      if outsideBits >> 63 != 0 {
        for index in start..<start + count { powers[index] = self(numbers[index]) }
        continue
      }
      for index in 0..<count {
        let s = DoubleDouble(sections[length &+ index], sections[2 &* length &+ index])
        let logarithm = product(
          PreciseLogarithm.of(
            PreciseLogarithm.ReducedArgument(exponent: sections[index], s: s)))
        sections[index] = logarithm.high
        sections[length &+ index] = logarithm.low
      }
      for index in 0..<count {
        powers[start &+ index] = Self.unchecked(
          DoubleDouble(sections[index], sections[length &+ index]))
      }
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
