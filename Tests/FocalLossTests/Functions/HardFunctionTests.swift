import TestSupport
import Testing

@testable import FocalLoss

/// The functions where rounding them is hardest, and where their results end.
@Suite struct HardFunctionTests {
  /// A function, and how far it may be from the nearest double.
  struct Function: CustomTestStringConvertible, Sendable {
    let name: String
    let rows: Int
    let ulps: UInt64
    let value: @Sendable (Double, Double) -> Double
    var testDescription: String { name }
  }

  private static let functions = [
    Function(name: "exp", rows: 317, ulps: 1) { x, _ in Elementary.exp(x) },
    Function(name: "expm1", rows: 160, ulps: 1) { x, _ in Elementary.expMinusOne(x) },
    Function(name: "log", rows: 311, ulps: 1) { x, _ in Elementary.log(x) },
    Function(name: "log1p", rows: 150, ulps: 1) { x, _ in Elementary.logOnePlus(x) },
    Function(name: "pow", rows: 310, ulps: 1) { x, y in Elementary.power(x, y) },
    Function(name: "erf", rows: 150, ulps: 1) { x, _ in ErrorFunction.small(x) },
    Function(name: "erfc", rows: 150, ulps: 4) { x, _ in ErrorFunction.complement(x) },
    Function(name: "quantile", rows: 156, ulps: 4) { p, _ in NormalDistribution.quantile(p) },
  ]

  @Test("a function is within its ulps of the nearest double", arguments: functions)
  func function(_ function: Function) throws {
    let rows = try Fixture.focalLoss("hard_functions.csv").rows()
      .filter { $0["function"] == function.name }
    #expect(rows.count == function.rows)
    for row in rows {
      let ours = function.value(number(row["x"]), number(row["y"]))
      #expect(ulpDistance(ours, number(row["value"])) <= function.ulps, "\(row): \(ours)")
    }
  }

  @Test("powers have the limits of C where the base is not negative")
  func powers() {
    for y in [0.0, -0.0] {
      for x in [0, 1, .infinity, .nan, -1] { #expect(Elementary.power(x, y) == 1) }
    }
    for y in [-.infinity, -3, 0.5, .infinity, .nan] { #expect(Elementary.power(1, y) == 1) }
    #expect(Elementary.power(0, 2) == 0 && Elementary.power(0, -2) == .infinity)
    #expect(Elementary.power(.infinity, 0.1) == .infinity && Elementary.power(.infinity, -1) == 0)
    #expect(Elementary.power(0.5, .infinity) == 0 && Elementary.power(0.5, -.infinity) == .infinity)
    #expect(Elementary.power(2, .infinity) == .infinity && Elementary.power(2, -.infinity) == 0)
    #expect(Elementary.power(.nan, 1).isNaN && Elementary.power(2, .nan).isNaN)
    #expect(Elementary.power(-2, 2).isNaN)
    #expect(Elementary.power(0.9, 1e300) == 0 && Elementary.power(1.1, 1e300) == .infinity)
    #expect(Elementary.power(0x1p-1074, 1e-300) == 1)
  }

  @Test("powers without a branch are the same bits")
  func unchecked() {
    let seed: UInt64 = 61
    var generator = SplitMix64(seed: seed)
    for count in 1...200 {
      let y = Double.random(in: 0...1000, using: &generator)
      let numbers = (0..<count).map { _ in Double.random(in: 0x1p-1022...1, using: &generator) }
      var powers = numbers
      var span = powers.mutableSpan
      Power(y).apply(to: numbers.span, into: &span)
      for (x, power) in zip(numbers, powers) {
        #expect(
          power.bitPattern == Elementary.power(x, y).bitPattern, "seed \(seed): \(x), \(y)")
      }
    }
  }

  @Test("the error function, its complement and quantiles have their limits")
  func limits() {
    #expect(ErrorFunction.complement(-.infinity) == 2 && ErrorFunction.complement(.infinity) == 0)
    #expect(ErrorFunction.complement(.nan).isNaN && ErrorFunction.complement(0) == 1)
    #expect(ErrorFunction.complement(27.3) == 0 && ErrorFunction.complement(-7) == 2)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(0.5) == 0)
    for p in [-0.1, 1.1, .nan] { #expect(NormalDistribution.quantile(p).isNaN) }
    #expect(NormalDistribution.twoSidedTail(0) == 1)
    #expect(NormalDistribution.twoSidedTail(-.infinity) == 0)
    #expect(ulpDistance(NormalDistribution.twoSidedTail(1.959963984540054), 0.05) <= 8)
  }
}
