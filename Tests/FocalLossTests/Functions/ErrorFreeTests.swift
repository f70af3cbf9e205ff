import TestSupport
import Testing

@testable import FocalLoss

@Suite struct ErrorFreeTests {
  private static func number(_ span: ClosedRange<Int>, _ generator: inout SplitMix64) -> Double {
    Double(
      sign: Bool.random(using: &generator) ? .plus : .minus,
      exponent: Int.random(in: span, using: &generator),
      significand: .random(in: 1..<2, using: &generator))
  }

  @Test("a difference and its error are the exact difference", arguments: 1...3)
  func difference(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let a = Self.number(-60...60, &generator)
      let b = Self.number(-60...60, &generator)
      let (result, error) = ErrorFree.difference(a, b)
      #expect(result == a - b)
      var rest = ExactSum()
      for term in [a, -b, -result, -error] { rest.add(term) }
      #expect(rest == ExactSum(), "seed \(seed): \(a) − \(b)")
    }
  }

  @Test("a product and its error are the exact product", arguments: 1...3)
  func product(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let a = Int64.random(in: -0x1f_ffff_ffff_ffff...0x1f_ffff_ffff_ffff, using: &generator)
      let b = Int64.random(in: -0x1f_ffff_ffff_ffff...0x1f_ffff_ffff_ffff, using: &generator)
      let (result, error) = ErrorFree.product(Double(a), Double(b))
      #expect(result == Double(a) * Double(b))
      #expect(
        Int128(result) + Int128(error) == Int128(a) * Int128(b), "seed \(seed): \(a) · \(b)")
    }
  }

  @Test("a quotient by a sum is nearer to the exact one than its neighbours", arguments: 1...3)
  func quotient(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let a = Self.number(-1...0, &generator).magnitude
      let large = Self.number(1...10, &generator).magnitude
      let small = Self.number(-60...0, &generator).magnitude
      func remainder(_ quotient: Double) -> Double {
        var rest = ExactSum()
        rest.add(a)
        rest.add(-quotient, times: large)
        rest.add(-quotient, times: small)
        return rest.value.magnitude
      }
      let quotient = ErrorFree.quotient(a, bySumOf: large, small)
      #expect(remainder(quotient) <= remainder(quotient.nextUp), "seed \(seed): \(a)")
      #expect(remainder(quotient) <= remainder(quotient.nextDown), "seed \(seed): \(a)")
    }
    #expect(ErrorFree.quotient(1, bySumOf: 1, 0) == 1)
    #expect(ErrorFree.quotient(0, bySumOf: 1, 0) == 0)
  }

  @Test("errors by hand")
  func byHand() {
    #expect(ErrorFree.difference(1, 0x1p-60) == (1, -0x1p-60))
    #expect(ErrorFree.difference(0x1p-60, 1) == (-1, 0x1p-60))
    #expect(ErrorFree.difference(3, 3) == (0, 0))
    // (1 + 2⁻³⁰)² = 1 + 2⁻²⁹ + 2⁻⁶⁰.
    #expect(ErrorFree.product(1 + 0x1p-30, 1 + 0x1p-30) == (1 + 0x1p-29, 0x1p-60))
    #expect(ErrorFree.difference(-.infinity, 1).result == -.infinity)
    #expect(ErrorFree.difference(-.infinity, 1).error.isNaN)
    #expect(ErrorFree.product(1e200, 1e200).result == .infinity)
  }
}
