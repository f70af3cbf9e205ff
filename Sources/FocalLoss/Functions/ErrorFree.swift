/// Arithmetic that keeps its rounding errors, to hand them on or to put them back.
enum ErrorFree {
  /// The difference a − b and the rounding error of computing it.
  ///
  /// Source: Knuth's TwoSum, "The Art of Computer Programming", volume 2, 4.2.2. Special cases: the
  /// error is NaN where the difference is not finite.
  static func difference(_ a: Double, _ b: Double) -> (result: Double, error: Double) {
    let result = a - b
    let bPart = a - result
    let aPart = result + bPart
    return (result, (a - aPart) + (bPart - b))
  }

  /// The product a·b and the rounding error of computing it.
  ///
  /// Special cases: the error is not exact where it is below 2⁻¹⁰⁷⁴, and NaN where the product is
  /// not finite.
  static func product(_ a: Double, _ b: Double) -> (result: Double, error: Double) {
    let result = a * b
    return (result, (-result).addingProduct(a, b))
  }

  /// The quotient a / (large + small), with the rounding errors of sum and quotient put back.
  ///
  /// The sum's is that of Dekker's Fast2Sum, the quotient's one step of Newton's method; what is left
  /// is less than 0.51 ulp. Domain: large ≥ small ≥ 0, both finite, and their sum not 0.
  static func quotient(_ a: Double, bySumOf large: Double, _ small: Double) -> Double {
    let sum = large + small
    let rest = small - (sum - large)
    let quotient = a / sum
    return quotient + (a.addingProduct(-quotient, sum) - quotient * rest) / sum
  }
}
