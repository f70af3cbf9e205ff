import TestSupport
import Testing

@testable import FocalLoss

@Suite struct MomentBinsTests {
  @Test("many numbers and their squares added at once give the sums that they give one by one")
  func sums() {
    let seed: UInt64 = 31
    var generator = SplitMix64(seed: seed)
    var bins = MomentBins()
    // With bins and without.
    for sumCount in [1, 3, 20] {
      var sums = ExactSums()
      var squares = ExactSums()
      sums.grow(to: sumCount)
      squares.grow(to: sumCount)
      var expected = Array(repeating: ExactSum(), count: sumCount)
      var expectedSquares = expected
      for count in [100, 30_000, 4096] {
        var numbers: [Double] = []
        var indices: [Int32] = []
        for index in 0..<count {
          numbers.append(SumBinsTests.number(index, using: &generator))
          indices.append(Int32.random(in: 0..<Int32(sumCount), using: &generator))
          expected[Int(indices[index])].add(numbers[index])
          expectedSquares[Int(indices[index])].add(numbers[index], times: numbers[index])
        }
        let places = sumCount == 1 ? [] : indices
        bins.add(numbers.span, at: places.span, to: &sums, squares: &squares)
        for index in 0..<sumCount {
          #expect(sums[index] == expected[index], "seed \(seed)")
          #expect(squares[index] == expectedSquares[index], "seed \(seed)")
        }
      }
    }
  }

  @Test("an infinite number makes both sums infinite")
  func infinite() {
    var bins = MomentBins()
    for count in [5, 5000] {
      var sums = ExactSums()
      var squares = ExactSums()
      sums.grow(to: 1)
      squares.grow(to: 1)
      let numbers = Array(repeating: 0.5, count: count) + [.infinity]
      let none: [Int32] = []
      bins.add(numbers.span, at: none.span, to: &sums, squares: &squares)
      #expect(sums[0].value == .infinity && squares[0].value == .infinity)
    }
  }
}
