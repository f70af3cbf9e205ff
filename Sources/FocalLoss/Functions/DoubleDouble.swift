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

  /// The nearest double.
  @inline(__always)
  var value: Double { high + low }

  /// ``low`` over ``high``; 0 where both are.
  ///
  /// The least normal number changes no divisor but 0, and those next to it where it does not matter.
  @inline(__always)
  var restOverHigh: Double { low / (high + .leastNormalMagnitude) }
}
