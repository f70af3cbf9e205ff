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
/// glibc are within 1 ulp; every accuracy stated in this module builds on that.
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
  static func logOnePlus(_ x: Double) -> Double { log1p(x) }

  /// x^y.
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
}
