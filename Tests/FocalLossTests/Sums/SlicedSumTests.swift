import TestSupport
import Testing

@testable import FocalLoss

@Suite struct SlicedSumTests {
  /// Adds numbers as the sum wants them: by twos, in blocks.
  private static func add(
    _ numbers: [Double], _ depth: SlicedSum.Depth = .any, to sum: inout SlicedSum
  ) {
    for start in stride(from: 0, to: numbers.count, by: SlicedSum.blockLength) {
      let block = numbers[start..<min(start + SlicedSum.blockLength, numbers.count)]
      var slices = sum.slices
      for index in stride(from: block.startIndex, to: block.endIndex, by: 2) {
        sum.addRest(
          slices.take(
            SIMD2(block[index], index + 1 < block.endIndex ? block[index + 1] : 0), depth))
      }
      sum.endBlock(slices, from: sum.slices)
    }
  }

  @Test(
    "numbers added by twos give the exact sum of them one by one",
    arguments: [
      // How far below the bound the numbers go: not at all, through every slice, and below the last.
      0...0, 0...36, 0...80, 0...140, 0...1000, 100...200,
    ])
  func sums(depths: ClosedRange<Int>) {
    let seed: UInt64 = 57
    var random = SplitMix64(seed: seed)
    for bound in [0, 1, 10, -300, 500] {
      var numbers: [Double] = []
      for index in 0..<5000 {
        let isNegative = index > 2500 && Bool.random(using: &random)
        numbers.append(
          Double(
            sign: isNegative ? .minus : .plus,
            exponent: bound - 1 - Int.random(in: depths, using: &random),
            significand: Double.random(in: 1..<2, using: &random)))
      }
      var sum = SlicedSum(bound: bound)
      Self.add(numbers, to: &sum)
      var total = ExactSums()
      total.grow(to: 1)
      total.add(0.1, at: 0)
      var expected = total[0]
      sum.add(to: &total, at: 0)
      for number in numbers { expected.add(number) }
      #expect(total[0] == expected, "bound \(bound), seed \(seed)")
    }
  }

  @Test(
    "numbers that end above the end of a slice leave nothing",
    arguments: [(89, SlicedSum.Depth.two), (134, .three)])
  func depths(bitCount: Int, depth: SlicedSum.Depth) {
    #expect(SlicedSum.Depth(bitCount: bitCount) == depth)
    #expect(SlicedSum.Depth(bitCount: bitCount + 1) != depth)
    let seed: UInt64 = 58
    var random = SplitMix64(seed: seed)
    for bound in [0, 7, -300, 512] {
      let numbers = (0..<3000).map { _ in
        // The last bit of the smallest is the last that the depth has room for.
        Double(
          sign: Bool.random(using: &random) ? .minus : .plus,
          exponent: bound - Int.random(in: 1...bitCount - 52, using: &random),
          significand: Double.random(in: 1..<2, using: &random) + .ulpOfOne)
      }
      var sum = SlicedSum(bound: bound)
      Self.add(numbers, depth, to: &sum)
      var (total, expected) = (ExactSums(), ExactSum())
      total.grow(to: 1)
      sum.add(to: &total, at: 0)
      for number in numbers { expected.add(number) }
      #expect(total[0] == expected, "bound \(bound), seed \(seed)")
    }
  }

  @Test("the largest numbers of every block of the longest sum fit", arguments: [1.0, -1.0])
  func largest(sign: Double) {
    var sum = SlicedSum(bound: 3)
    // Odd, so that every slice has its share.
    let largest = sign * (8.0).nextDown
    let block = Array(repeating: largest, count: SlicedSum.blockLength)
    for _ in 0..<SlicedSum.blockCount { Self.add(block, to: &sum) }
    var total = ExactSums()
    total.grow(to: 1)
    sum.add(to: &total, at: 0)
    var expected = ExactSum()
    expected.add(largest, times: Double(SlicedSum.blockCount * SlicedSum.blockLength))
    #expect(total[0] == expected)
  }
}
