import TestSupport
import Testing

@testable import FocalLoss

/// Sums with few limbs are exact sums.
@Suite struct ExactSumsTests {
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
    }.map { $0.isFinite ? $0 : 1 }
  }

  private static func sums(_ numbers: [Double], _ indices: [Int32]) -> ExactSums {
    var sums = ExactSums()
    sums.grow(to: 3)
    sums.add(numbers.span, at: indices.span)
    return sums
  }

  @Test("the sum of every index is the exact one", arguments: 1...5 as ClosedRange<UInt64>)
  func exact(_ seed: UInt64) {
    let numbers = Self.numbers(20_000, seed: seed)
    let indices = numbers.indices.map { Int32($0 * 7 % 5 % 3) }
    let sums = Self.sums(numbers, indices)
    for index in 0..<3 {
      var truth = ExactSum()
      for (number, own) in zip(numbers, indices) where Int(own) == index { truth.add(number) }
      #expect(sums[index] == truth, "seed \(seed)")
    }
  }

  @Test(
    "as many numbers of one size as make carries go beyond the limbs, and back",
    arguments: [
      0x1p-242, 0x1.fffffffffffffp-243, 0x1.fffffffffffffp9, -0x1.fffffffffffffp9, 0x1p-1074,
      0x1.fffffffffffffp-1022, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ])
  func carries(_ number: Double) {
    let numbers = Array(repeating: number, count: 500_000)
    var sums = Self.sums(numbers, numbers.map { _ in 1 })
    var truth = ExactSum()
    for number in numbers { truth.add(number) }
    #expect(sums[1] == truth)
    for number in numbers { sums.add(-number, at: 1) }
    #expect(sums[1] == ExactSum() && sums[1].value.sign == .plus)
  }

  @Test("limbs are added below and above those there are, as far as they go")
  func windows() {
    var generator = SplitMix64(seed: 3)
    let exponents = Array(stride(from: -1074, through: 1023, by: 13)).shuffled(using: &generator)
    let numbers = exponents.map { Double(sign: .plus, exponent: $0, significand: 1) }
    var truth = ExactSum()
    for number in numbers { truth.add(number) }
    #expect(Self.sums(numbers, numbers.map { _ in 0 })[0] == truth)
  }

  @Test("infinities are added as others are")
  func infinities() {
    let sums = Self.sums(
      [.infinity, 1, -.infinity, .infinity, -.infinity], [0, 0, 1, 2, 2])
    #expect(sums[0].value == .infinity && sums[1].value == -.infinity)
    #expect(sums[2].value.isNaN)
  }

  @Test("products are exact, at both ends of the doubles too")
  func products() {
    var sums = ExactSums()
    sums.grow(to: 2)
    var truth = ExactSum()
    for (number, factor) in [
      (0.1, 3.0), (0x1p-1074, 0x1p-1074), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude),
      (0.7, 1), (0, .infinity), (0.3, -0.7),
    ] where factor.isFinite {
      sums.add(number, times: factor, at: 1)
      truth.add(number, times: factor)
    }
    #expect(sums[1] == truth)
    sums.add(0, times: .infinity, at: 0)
    #expect(sums[0].value.isNaN)
  }

  @Test("merging gives the same sums, signs of parts notwithstanding")
  func merged() {
    let numbers = Self.numbers(6000, seed: 9)
    let indices = numbers.indices.map { _ in Int32(2) }
    let whole = Self.sums(numbers, indices)[2]
    var merged = ExactSums()
    merged.grow(to: 1)
    for range in [5000..<6000, 0..<1, 1..<5000] {
      let part = Self.sums(Array(numbers[range]), Array(indices[range]))
      merged.add(part, at: 2, to: 0)
      merged.add(part, at: 0, to: 0)
    }
    #expect(merged[0] == whole)
    var cancelled = ExactSums()
    cancelled.grow(to: 3)
    cancelled.add(Self.sums([1, -0x1p-200], [0, 0]), at: 0, to: 1)
    cancelled.add(Self.sums([-1, 0x1p-200], [2, 2]), at: 2, to: 1)
    #expect(cancelled[1] == ExactSum() && cancelled[1].value.sign == .plus)
  }

  @Test("a sum of losses takes a twentieth of an exact sum")
  func bytes() {
    var generator = SplitMix64(seed: 11)
    var sums = ExactSums()
    sums.grow(to: 1000)
    for _ in 0..<20 {
      for index in 0..<1000 {
        sums.add(Double.random(in: 0x1p-24..<8, using: &generator), at: index)
      }
    }
    #expect(sums.byteCount / sums.count <= MemoryLayout<ExactSum>.size / 20)
  }
}
