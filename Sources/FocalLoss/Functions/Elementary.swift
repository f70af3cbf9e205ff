#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The elementary functions, from the system's mathematical library.
///
/// They stand here and nowhere else, so that the library can be changed in one place. Those of
/// glibc are within 1 ulp; every accuracy stated in this module builds on that. Where more is done
/// here than to call one, its accuracy is stated.
enum Elementary {
  /// e^x.
  static func exp(_ x: Double) -> Double {
    #if canImport(Darwin)
    Darwin.exp(x)
    #elseif canImport(Musl)
    Musl.exp(x)
    #else
    Glibc.exp(x)
    #endif
  }

  /// e^x − 1, without the cancellation near 0.
  static func expMinusOne(_ x: Double) -> Double { expm1(x) }

  /// ln x.
  static func log(_ x: Double) -> Double {
    #if canImport(Darwin)
    Darwin.log(x)
    #elseif canImport(Musl)
    Musl.log(x)
    #else
    Glibc.log(x)
    #endif
  }

  /// ln (1 + x), without the cancellation near 0.
  ///
  /// With u = 1 + x as rounded and r what the rounding lost, ln (u + r) = ln u + r/u but for r²/2u².
  /// That takes half the time of the library's `log1p`.
  ///
  /// - Domain: x at least −1.
  /// - Accuracy: within 1.1 ulp.
  @inline(__always)
  static func logOnePlus(_ x: Double) -> Double {
    // Nearer to 0 the sum is mostly rounding, and two terms of the series have all digits.
    guard x.magnitude >= seriesBound, x.magnitude < 0x1p60 else {
      return x.magnitude < 1 ? x - x * x / 2 : log(x)
    }
    let u = 1 + x
    let lost = x.magnitude <= 1 ? x - (u - 1) : 1 - (u - x)
    return log(u) + lost / max(u, .leastNormalMagnitude)
  }

  /// Where |x| is less, ln (1 + x) is x − x²/2 to all digits.
  static let seriesBound = 0x1p-29

  /// x^y.
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
