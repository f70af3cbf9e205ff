import TestSupport
import Testing

@testable import FocalLoss

@Suite struct SumBinsTests {
  /// Numbers of all sizes and both signs; every tenth has the same exponent as many others.
  static func number(_ index: Int, using generator: inout SplitMix64) -> Double {
    switch index % 10 {
    case 0: Double.random(in: 1..<2, using: &generator)
    case 1: index % 20 == 1 ? .leastNonzeroMagnitude : -.leastNormalMagnitude
    case 2: index % 20 == 2 ? -0.0 : 0
    case 3: Double.greatestFiniteMagnitude / 4
    default:
      Double(
        sign: Bool.random(using: &generator) ? .plus : .minus,
        exponent: Int.random(in: -1074...1020, using: &generator),
        significand: Double.random(in: 1..<2, using: &generator))
    }
  }

  @Test("many numbers added at once give the sums that they give one by one")
  func sums() {
    let seed: UInt64 = 29
    var generator = SplitMix64(seed: seed)
    var bins = SumBins()
    var sums = SparseSums(count: 3)
    var sum = SparseSums(count: 1)
    var expected = Array(repeating: ExactSum(), count: 3)
    var expectedSum = ExactSum()
    // Fewer than pay for bins, then enough that bins overflow, twice.
    for count in [100, 60_000, 30_000] {
      var numbers: [Double] = []
      var indices: [Int32] = []
      for index in 0..<count {
        numbers.append(Self.number(index, using: &generator))
        indices.append(Int32.random(in: 0..<3, using: &generator))
        expected[Int(indices[index])].add(numbers[index])
        expectedSum.add(numbers[index])
      }
      bins.add(numbers.span, at: indices.span, to: &sums)
      bins.add(numbers.span, to: &sum)
      for index in 0..<3 { #expect(sums[index] == expected[index], "seed \(seed)") }
      #expect(sum[0] == expectedSum, "seed \(seed)")
    }
  }

  @Test(
    "infinities and NaN count as IEEE 754 has them",
    arguments: [
      [Double.infinity], [-.infinity, -.infinity], [.infinity, -.infinity], [.nan],
      [.nan, .infinity],
    ])
  func notFinite(special: [Double]) {
    let numbers = Array(repeating: 0.5, count: 5000) + special
    var bins = SumBins()
    var sum = SparseSums(count: 1)
    bins.add(numbers.span, to: &sum)
    let expected = special.reduce(0, +)
    #expect(expected.isNaN ? sum[0].value.isNaN : sum[0].value == expected)
  }
}
