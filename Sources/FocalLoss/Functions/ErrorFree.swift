/// Arithmetic that keeps its rounding error: result + error is exactly what was asked for.
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
}
