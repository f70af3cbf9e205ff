/// Quotients of exact sums, each rounded once.
extension ExactSum {
  /// The sum divided by a number.
  ///
  /// - Accuracy: the exact quotient of the exact sum, correctly rounded (ties to even).
  /// - Special cases: nil where there is no such number, for x/0 and ∞/∞.
  ///
  /// - Parameter divisor: any double.
  /// - Returns: the quotient, or nil.
  public func divided(by divisor: Double) -> Double? {
    guard notFinite == 0, divisor.isFinite else {
      return Self.quotient(notFinite, divisor)
    }
    return quotient(by: Magnitude(divisor), isNegative: divisor.sign == .minus)
  }

  /// The sum divided by another one.
  ///
  /// - Accuracy: the exact quotient of the exact sums, correctly rounded (ties to even).
  /// - Special cases: nil where there is no such number, for x/0 and ∞/∞.
  ///
  /// - Parameter divisor: any sum.
  /// - Returns: the quotient, or nil.
  public func divided(by divisor: ExactSum) -> Double? {
    guard notFinite == 0, divisor.notFinite == 0 else {
      return Self.quotient(notFinite, divisor.notFinite == 0 ? divisor.value : divisor.notFinite)
    }
    var other = divisor
    let isNegative = other.takeMagnitude()
    return quotient(by: other.magnitude, isNegative: isNegative)
  }

  /// Adds the quotient of two sums, to three doubles.
  ///
  /// - Parameters:
  ///   - dividend: any sum.
  ///   - divisor: any sum.
  /// - Returns: false where there is no such number, for x/0 and ∞/∞; nothing is added then.
  mutating func add(_ dividend: ExactSum, dividedBy divisor: ExactSum) -> Bool {
    guard let quotient = dividend.divided(by: divisor) else { return false }
    // A quotient beyond the largest double is one nevertheless.
    let scale = quotient.isFinite || dividend.notFinite != 0 ? 1 : 0x1p64
    let divisor = divisor.multiplied(by: scale)
    var rest = dividend
    for _ in 0..<3 {
      guard let quotient = rest.divided(by: divisor) else { break }
      add(quotient, times: scale)
      guard quotient.isFinite, quotient != 0 else { break }
      rest.merge(divisor, times: -quotient)
    }
    return true
  }

  /// A quotient of which one number is not finite.
  private static func quotient(_ dividend: Double, _ divisor: Double) -> Double? {
    guard divisor != 0 else { return nil }
    let quotient = dividend / divisor
    return quotient.isNaN ? nil : quotient + 0
  }

  private func quotient(by divisor: Magnitude, isNegative: Bool) -> Double? {
    guard !divisor.isZero else { return nil }
    var dividend = self
    let hasMinus = dividend.takeMagnitude() != isNegative
    let quotient = dividend.magnitude.divided(by: divisor)
    return hasMinus ? 0 - quotient : quotient
  }
}
