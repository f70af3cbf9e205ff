import TestSupport
import Testing

@testable import FocalLoss

/// Compact sums are exact sums.
@Suite struct CompactSumsTests {
  /// Numbers of any size and sign, most of them as losses are.
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { index in
      if index % 40 == 0 { return Double(bitPattern: generator.next()) }
      if index % 41 == 0 { return 0 }
      let exponent = Int.random(in: -250...12, using: &generator)
      let sign: FloatingPointSign = index % 3 == 0 ? .minus : .plus
      return Double(
        sign: sign, exponent: exponent, significand: Double.random(in: 1..<2, using: &generator))
    }.map { $0.isNaN ? 1 : $0 }
  }

  private static func sums(_ numbers: [Double], _ indices: [Int32]) -> CompactSums {
    var sums = CompactSums()
    sums.grow(to: 3)
    sums.add(numbers.span, at: indices.span)
    return sums
  }

  @Test("the sum of every index is the exact one", arguments: 1...5 as ClosedRange<UInt64>)
  func exact(_ seed: UInt64) {
    let numbers = Self.numbers(20_000, seed: seed).map { $0.isInfinite ? 2 : $0 }
    let indices = numbers.indices.map { Int32($0 * 7 % 5 % 3) }
    let sums = Self.sums(numbers, indices)
    for index in 0..<3 {
      var truth = ExactSum()
      for (number, own) in zip(numbers, indices) where Int(own) == index { truth.add(number) }
      #expect(sums[index] == truth, "seed \(seed)")
    }
  }

  @Test(
    "the bounds of what the limbs take",
    arguments: [
      0x1p-242, 0x1p-241, 0x1.fffffffffffffp-243, 0x1.fffffffffffffp-242, 0x1p10,
      0x1.fffffffffffffp9, -0x1.fffffffffffffp9, 0x1p-1074, .greatestFiniteMagnitude,
    ])
  func bounds(_ number: Double) {
    let numbers = Array(repeating: number, count: 5000)
    var truth = ExactSum()
    for number in numbers { truth.add(number) }
    #expect(Self.sums(numbers, numbers.map { _ in 1 })[1] == truth)
  }

  @Test("infinities are added as others are")
  func infinities() {
    let sums = Self.sums([.infinity, 1, -.infinity, .infinity], [0, 0, 1, 2])
    #expect(sums[0].value == .infinity && sums[1].value == -.infinity)
  }

  @Test("merging gives the same sums, signs of parts notwithstanding")
  func merged() {
    let numbers = Self.numbers(6000, seed: 9).map { $0.isInfinite ? 2 : $0 }
    let indices = numbers.indices.map { _ in Int32(2) }
    let whole = Self.sums(numbers, indices)[2]
    var merged = CompactSums()
    merged.grow(to: 1)
    for range in [5000..<6000, 0..<1, 1..<5000] {
      let part = Self.sums(Array(numbers[range]), Array(indices[range]))
      merged.merge(part, at: 2, into: 0)
      merged.merge(part, at: 0, into: 0)
    }
    #expect(merged[0] == whole)
    var cancelled = CompactSums()
    cancelled.grow(to: 3)
    cancelled.merge(Self.sums([1, -0x1p-200], [0, 0]), at: 0, into: 1)
    cancelled.merge(Self.sums([-1, 0x1p-200], [2, 2]), at: 2, into: 1)
    #expect(cancelled[1] == ExactSum() && cancelled[1].value.sign == .plus)
  }
}
