import Foundation
import TestSupport
import Testing

@testable import FocalLoss

@Suite struct ModulatingFactorTests {
  @Test("γ 0 is 1 everywhere, at q = 0 too")
  func gammaZero() {
    for gamma in [0.0, -0.0] {
      for q in [0, 0x1p-1074, 1e-300, 0.5, 1] {
        #expect(ModulatingFactor(gamma: gamma)(q) == 1)
      }
    }
  }

  @Test("half-integers up to 5 are within 3 ulp of the power", arguments: 0...10)
  func halves(halves: Int) {
    let gamma = Double(halves) / 2
    let modulatingFactor = ModulatingFactor(gamma: gamma)
    let seed: UInt64 = 20
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      // Over the whole range in which no product is subnormal.
      let q = exp(Double.random(in: -140...0, using: &generator))
      #expect(ulpDistance(modulatingFactor(q), pow(q, gamma)) <= 3, "seed \(seed): \(q)")
    }
  }

  @Test("other γ are within 1 ulp of the power", arguments: [0.1, 0.25, 1.7, 5.5, 6, 37.5])
  func other(gamma: Double) {
    for q in [0, 1e-300, 0.1, 0.5, 0.999, 1] {
      #expect(ulpDistance(ModulatingFactor(gamma: gamma)(q), pow(q, gamma)) <= 1)
    }
  }

  @Test("one by one and together they are the same bits", arguments: [0, 0.5, 2, 3.5, 2.2, 700.1])
  func together(gamma: Double) {
    let seed: UInt64 = 23
    var generator = SplitMix64(seed: seed)
    let factor = ModulatingFactor(gamma: gamma)
    for count in [1, 63, 64, 65, 200] {
      // A block with ends of the range, and others without.
      let complements = (0..<count).map { index -> Double in
        index < 3 ? [0, 0x1p-1074, 1][index] : .random(in: 0...1, using: &generator)
      }
      var factors = Array(repeating: 0.0, count: count)
      var span = factors.mutableSpan
      factor.apply(to: complements.span, into: &span)
      #expect(factors == complements.map { factor($0) }, "seed \(seed), \(count)")
    }
  }

  @Test(
    "q = 0 gives 0 and q = 1 gives 1 for every γ above 0",
    arguments: [0.1, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 7.3])
  func ends(gamma: Double) {
    #expect(ModulatingFactor(gamma: gamma)(0).bitPattern == 0)
    #expect(ModulatingFactor(gamma: gamma)(1) == 1)
    #expect(ModulatingFactor(gamma: gamma)(0.25) == pow(0.25, gamma))
  }

  @Test("a γ that is negative, infinite or not a number is a mistake of the program")
  func precondition() async {
    await #expect(processExitsWith: .failure) { _ = ModulatingFactor(gamma: -0.5) }
    await #expect(processExitsWith: .failure) { _ = ModulatingFactor(gamma: .infinity) }
    await #expect(processExitsWith: .failure) { _ = ModulatingFactor(gamma: .nan) }
  }
}
