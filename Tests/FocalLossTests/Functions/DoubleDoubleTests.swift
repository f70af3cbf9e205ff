import TestSupport
import Testing

@testable import FocalLoss

/// Functions whose results are a double and what it leaves.
@Suite struct DoubleDoubleTests {
  /// A function, and its relative error.
  struct Function: CustomTestStringConvertible, Sendable {
    let name: String
    let isOf: String
    let error: Double
    let value: @Sendable (Double) -> DoubleDouble
    var testDescription: String { name }
  }

  private static let functions = [
    Function(name: "exponential", isOf: "exp", error: 0x1p-56) { Exponential.doubleDouble($0) },
    Function(name: "exponential less one", isOf: "expm1", error: 0x1p-55) {
      Elementary.expMinusOne(of: $0)
    },
    Function(name: "logarithm", isOf: "log", error: 0x1p-54) {
      Logarithm.doubleDouble($0, correction: 0)
    },
    Function(name: "precise logarithm", isOf: "log", error: 0x1p-63) { PreciseLogarithm.of($0) },
  ]

  @Test("double and rest together are within their error of the value", arguments: functions)
  func function(_ function: Function) throws {
    let rows = try Fixture.focalLoss("double_doubles.csv").rows()
      .filter { $0["function"] == function.isOf }
    #expect(rows.count >= 300)
    for row in rows {
      let ours = function.value(number(row["x"]))
      let (high, low) = (number(row["high"]), number(row["low"]))
      // The difference of doubles so close is exact.
      let error = ((ours.high - high) + (ours.low - low)).magnitude
      #expect(error <= function.error * high.magnitude, "\(row): \(ours)")
    }
  }

  @Test("precise logarithms are normalised, and those of subnormal numbers have their digits")
  func normalised() {
    for x in [0.3, 0.7071, 0.99999, 1, 1.0001, 1.4142, 1e300, 0x1p-1074, 1.5e308] {
      let logarithm = PreciseLogarithm.ofAny(x)
      #expect(logarithm.high + logarithm.low == logarithm.high)
      #expect(ulpDistance(logarithm.high, Elementary.log(x)) <= 1)
    }
    // ln 2⁻¹⁰⁷⁴ = −1074·ln 2
    let least = PreciseLogarithm.ofAny(0x1p-1074)
    #expect(
      least.high == -0x1.74385446d71c3p+9
        && (least.low - (-0x1.8e569fa8ee781p-45)).magnitude < 0x1p-70)
  }

  @Test("sums of a larger and a smaller number keep what is lost")
  func sums() {
    #expect(ErrorFree.sum(large: 1, small: 0x1p-60) == DoubleDouble(1, 0x1p-60))
    #expect(ErrorFree.sum(0x1p-60, -1) == DoubleDouble(-1, 0x1p-60))
    #expect(DoubleDouble(1, 0x1.8p-53).normalized == DoubleDouble(0x1.0000000000001p0, -0x1p-54))
    #expect(DoubleDouble(0, 0x1p-54).normalized == DoubleDouble(0x1p-54, 0))
    #expect(DoubleDouble(0, 0).restOverHigh == 0)
    #expect(DoubleDouble(4, 0x1p-60).restOverHigh == 0x1p-62)
  }
}
