#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The elementary functions, each within 1 ulp, which every accuracy stated in this module builds on.
///
/// Logarithm and exponential are our own where all but a few arguments are, so that they have the same
/// bits on every system; the rest is the system's mathematical library, whose functions are called
/// here and nowhere else.
enum Elementary {
  /// e^x.
  @inline(__always)
  static func exp(_ x: Double) -> Double {
    x.magnitude <= Exponential.bound ? Exponential.of(x) : systemExp(x)
  }

  /// e^x − 1, without the cancellation near 0.
  static func expMinusOne(_ x: Double) -> Double { expm1(x) }

  /// ln x.
  @inline(__always)
  static func log(_ x: Double) -> Double { log(x, correction: 0) }

  /// ln (1 + x), without the cancellation near 0.
  ///
  /// - Domain: x at least −1.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    let u = 1 + x
    // What the sum loses by rounding, over u; where that is near 1, times 1/u to two digits.
    let correction =
      x.magnitude <= 1
      ? (x - (u - 1)) * (1 - x * (1 - (x < 0 ? 2 : 0.5) * x)) : (1 - (u - x)) / u
    return log(u, correction: correction)
  }

  /// ln u + c, c being what corrects the rounding of u.
  @inline(__always)
  static func log(_ u: Double, correction c: Double) -> Double {
    Logarithm.hasInDomain(u) ? Logarithm.of(u, correction: c) : systemLog(u)
  }

  /// x^y.
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

  @inline(never)
  private static func systemExp(_ x: Double) -> Double {
    #if canImport(Darwin)
    Darwin.exp(x)
    #else
    Glibc.exp(x)
    #endif
  }

  @inline(never)
  private static func systemLog(_ x: Double) -> Double {
    #if canImport(Darwin)
    Darwin.log(x)
    #else
    Glibc.log(x)
    #endif
  }
}
