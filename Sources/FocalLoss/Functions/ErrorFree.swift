/// Arithmetic that keeps its rounding errors, to hand them on or to put them back.
enum ErrorFree {
  /// The sum a + b and the rounding error of computing it.
  ///
  /// Source: Knuth's TwoSum, "The Art of Computer Programming", volume 2, 4.2.2. Special cases: the
  /// error is NaN where the sum is not finite.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    let bPart = sum - a
    return DoubleDouble(sum, (a - (sum - bPart)) + (b - bPart))
  }

  /// The sum of a number and one that is no larger, and the rounding error of computing it.
  ///
  /// Source: Dekker's Fast2Sum, "A floating-point technique for extending the available precision",
  /// 1971. Domain: `large` is 0 or at least as large as `small`.
  @inline(__always)
  static func sum(large: Double, small: Double) -> DoubleDouble {
    let sum = large + small
    return DoubleDouble(sum, small - (sum - large))
  }

  /// The difference a − b and the rounding error of computing it.
  ///
  /// Special cases: the error is NaN where the difference is not finite.
  @inline(__always)
  static func difference(_ a: Double, _ b: Double) -> (result: Double, error: Double) {
    let difference = sum(a, -b)
    return (difference.high, difference.low)
  }

  /// The difference of a number and one that is no larger, and the rounding error of computing it.
  ///
  /// Domain: that of ``sum(large:small:)``. One sign fewer is turned than by a sum with −b.
  @inline(__always)
  static func difference(large: Double, small: Double) -> DoubleDouble {
    let difference = large - small
    return DoubleDouble(difference, (large - difference) - small)
  }

  /// 0 − (a + b) with b no larger than a, and the rounding error of computing it: never −0.
  ///
  /// Domain: that of ``sum(large:small:)``.
  @inline(__always)
  static func negatedSum(large: Double, small: Double) -> DoubleDouble {
    let sum = large + small
    return DoubleDouble(0 - sum, (sum - large) - small)
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
  /// is less than 0.51 ulp. Domain: large ≥ small ≥ 0, both below 2⁹⁹⁰, and their sum not 0.
  @inline(__always)
  static func quotient(_ a: Double, bySumOf large: Double, _ small: Double) -> Double {
    let sum = large + small
    let rest = small - (sum - large)
    let quotient = a / sum
    let product = quotient * sum
    let left = (a - product) - productError(quotient, sum, product)
    return quotient + (left - quotient * rest) / sum
  }

  /// What the rounding of a product lost, without a multiply-add, which a program for all processors of
  /// a kind has to call in a library.
  ///
  /// Source: Dekker, "A floating-point technique for extending the available precision", 1971.
  @inline(__always)
  private static func productError(_ a: Double, _ b: Double, _ product: Double) -> Double {
    let (aUpper, aLower) = halves(a)
    let (bUpper, bLower) = halves(b)
    return ((aUpper * bUpper - product) + aUpper * bLower + aLower * bUpper) + aLower * bLower
  }

  /// A number as the sum of two of 26 bits, whose products are exact.
  @inline(__always)
  private static func halves(_ x: Double) -> (upper: Double, lower: Double) {
    let scaled = 0x1.0000002p27 * x
    let upper = scaled - (scaled - x)
    return (upper, x - upper)
  }

  /// The first 26 bits of a number, so that products of two such numbers are exact.
  ///
  /// What it leaves has 27 bits: its product with another 26 bits is exact too.
  @inline(__always)
  static func upperBits(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & 0xffff_ffff_f800_0000)
  }
}
