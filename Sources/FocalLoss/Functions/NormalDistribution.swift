/// The standard normal distribution: tails and quantiles.
package enum NormalDistribution {
  /// √π/2.
  private static let halfRootOfPi = 0x1.c5bf891b4ef6ap-1

  /// The probability of a number at least as far from 0 as z: the two-sided p-value of z.
  ///
  /// ```
  /// p = erfc (|z|/√2)
  /// ```
  ///
  /// - Domain: any number. Range: [0, 1].
  /// - Accuracy: within 4 + z² ulp, since |z|/√2 is rounded.
  /// - Special cases: ±∞ gives 0, NaN gives NaN.
  package static func twoSidedTail(_ z: Double) -> Double {
    ErrorFunction.complement(z.magnitude * 0.5.squareRoot())
  }

  /// The number that a share p of the distribution is below: Φ⁻¹(p).
  ///
  /// - Domain: p in [0, 1].
  /// - Accuracy: within 4 ulp.
  /// - Special cases: p = ½ gives 0, p = 0 gives −∞, p = 1 gives +∞; others outside give NaN.
  package static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    // From ¼ to ¾ the difference from ½ is exact, as 1 − p is above.
    if p >= 0.25, p <= 0.75 { return 2.0.squareRoot() * inverseOfSmall(2 * (p - 0.5)) }
    let x = 2.0.squareRoot() * inverseOfComplement(p < 0.5 ? p : 1 - p)
    return p < 0.5 ? -x : x
  }

  /// The x whose erf x is y.
  ///
  /// - Domain: |y| at most ½.
  private static func inverseOfSmall(_ y: Double) -> Double {
    // The first terms of the series, and Newton's method.
    var x = y * halfRootOfPi * (1 + 0.2618 * y * y)
    for _ in 0..<3 {
      x += (y - ErrorFunction.small(x)) * halfRootOfPi * Elementary.exp(x * x)
    }
    return x
  }

  /// The x whose erfc x is 2p.
  ///
  /// - Domain: p in (0, ¼].
  private static func inverseOfComplement(_ p: Double) -> Double {
    let logarithm = PreciseLogarithm.ofAny(p)
    // Abramowitz and Stegun, 26.2.23, and Newton's method for ln erfc x, which is close to a parabola.
    let t = (2 * logarithm.high).magnitude.squareRoot()
    let ratio =
      (2.515517 + t * (0.802853 + t * 0.010328))
      / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    var x = (t - ratio) * 0.5.squareRoot()
    for _ in 0..<3 {
      let scaled = ErrorFunction.scaled(x)
      let square = ErrorFree.product(x, x)
      // ln 2p − ln erfc x
      let sum = ErrorFree.sum(logarithm.high, square.result)
      let rest = (sum.low + square.error) + logarithm.low
      x -= ((sum.high - Elementary.log(0.5 * scaled)) + rest) * scaled * halfRootOfPi
    }
    return x
  }
}
