/// The error function erf x = 2/√π·∫₀ˣ e^(−t²) dt and its complement, where each has its digits.
///
/// ```
/// erf x = x·(2/√π + z·P),   z = x²        erfc x = e^(−x²)·Q/(1 + 2x),   Q in t = (x − c)/(x + c)
/// ```
///
/// The coefficients of P make its largest error the least, those of Q interpolate between Chebyshev's
/// points (`polynomials.py` beside the tests computes both); they leave 2⁻⁶² of the results.
///
/// Source: the form of erfc is that of Shepherd and Laframboise, "Chebyshev approximation of
/// (1 + 2x)·exp(x²)·erfc x in 0 ≤ x < ∞", 1981.
enum ErrorFunction {
  /// 2/√π as the nearest double and what it leaves.
  private static let twoOverRootOfPi = (high: 0x1.20dd750429b6dp+0, low: 0x1.1ae3a914fed80p-56)

  /// P, lowest first.
  private static let lower = [
    -0x1.812746b0379e6p-2, 0x1.ce2f21a042b24p-4, -0x1.b82ce3127f3eap-6,
    0x1.565bcd0a9371fp-8, -0x1.c02db235db6d7p-11, 0x1.f9a2a4b006bf0p-14,
    -0x1.f4bb657bf0967p-17, 0x1.b77220778dd5bp-20, -0x1.39dbefb8f45fep-23,
  ]

  /// c.
  private static let center = 3.75

  /// Q, lowest first.
  private static let upper = [
    0x1.3ccda0b5d5dc2p+0, -0x1.1f367683f89a7p-3, 0x1.d5f2948159d5cp-9,
    0x1.510169d0967fep-4, -0x1.bda9309a288f3p-4, 0x1.7a14188a99bbdp-4,
    -0x1.e0d0fa6dfff48p-5, 0x1.d0b0037dca912p-6, -0x1.3f603c33d3651p-7,
    0x1.cc3a0e231627ep-10, 0x1.33fb248b98a1fp-12, -0x1.303f9da131ea2p-12,
    0x1.b14442355be43p-15, 0x1.778a2b8f2e752p-16, -0x1.800839304a96cp-17,
    -0x1.0525b6d7eefd4p-20, 0x1.d6afb6f3f188ep-20, -0x1.f479469e8aafcp-25,
    -0x1.18678c18ad7acp-22, 0x1.a14b81d0a6467p-26, 0x1.5ff0ac2a5982fp-25,
    -0x1.2da11a81e0e15p-28, -0x1.c1ceb688aadedp-28, 0x1.2c02a9487e3bcp-31,
    0x1.efff7805d80a7p-31, -0x1.4a219c71bb4d2p-35, -0x1.42cb7ae4cd5a0p-34,
  ]

  /// erf x where it is at most about ½.
  ///
  /// - Domain: |x| at most ½.
  /// - Accuracy: within 0.8 ulp.
  static func small(_ x: Double) -> Double {
    let product = ErrorFree.product(x, twoOverRootOfPi.high)
    let rest = x * (twoOverRootOfPi.low + x * x * polynomial(lower, x * x))
    return product.result + (product.error + rest)
  }

  /// erfc x = 1 − erf x.
  ///
  /// - Domain: any number. Range: [0, 2].
  /// - Accuracy: within 4 ulp.
  /// - Special cases: −∞ gives 2, +∞ gives 0, NaN gives NaN.
  static func complement(_ x: Double) -> Double {
    guard x.magnitude < 28 else { return x > 0 ? 0 : x < 0 ? 2 : x }
    if x.magnitude < 0.5 { return 1 - small(x) }
    let square = ErrorFree.product(x, x)
    let tail = Elementary.power(
      ofFar: DoubleDouble(-square.result, -square.error), times: scaled(x.magnitude))
    return x < 0 ? 2 - tail : tail
  }

  /// e^(x²)·erfc x.
  ///
  /// - Domain: x in [0, 28].
  /// - Accuracy: within 2 ulp.
  static func scaled(_ x: Double) -> Double {
    polynomial(upper, (x - center) / (x + center)) / (1 + 2 * x)
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    var sum = 0.0
    for coefficient in coefficients.reversed() { sum = sum * x + coefficient }
    return sum
  }
}
