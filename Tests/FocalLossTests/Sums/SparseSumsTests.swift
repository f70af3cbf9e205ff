import TestSupport
import Testing

@testable import FocalLoss

@Suite struct SparseSumsTests {
  @Test("every index has its own sum, few of many or all", arguments: [1, 6, 16, 17, 100, 5000])
  func sums(count: Int) {
    var generator = SplitMix64(seed: 41)
    var (left, right) = (SparseSums(count: count), SparseSums(count: count))
    var expected: [Int: ExactSum] = [:]
    for step in 0..<3 * count {
      let index = Int.random(in: 0..<count, using: &generator)
      let number = Double.random(in: -1..<1, using: &generator)
      if step % 2 == 0 { left.add(number, at: index) } else { right.add(number, at: index) }
      expected[index, default: ExactSum()].add(number)
    }
    left.merge(right)
    left.merge(SparseSums(count: count))
    for index in 0..<count { #expect(left[index] == expected[index] ?? ExactSum(), "\(index)") }
  }

  @Test("many numbers at once are added as one by one", arguments: [1, 11, 300])
  func batches(count: Int) {
    var generator = SplitMix64(seed: 42)
    let indices = (0..<4000).map { _ in Int.random(in: 0..<count, using: &generator) }
    let numbers = indices.map { index in
      index % 7 == 3 ? 0 : Double.random(in: -1..<1, using: &generator) * 0x1p200
    }
    var (atOnce, oneByOne) = (SparseSums(count: count), SparseSums(count: count))
    atOnce.add(numbers.count, { numbers[$0] }, at: { indices[$0] })
    for (number, index) in zip(numbers, indices) { oneByOne.add(number, at: index) }
    for index in 0..<count { #expect(atOnce[index] == oneByOne[index]) }
  }

  @Test("what is not added to takes nothing")
  func bytes() {
    var sums = SparseSums(count: 1 << 20)
    #expect(sums.byteCount == 0)
    for index in 0..<1000 { sums.add(0.5, at: index << 10) }
    // Two limbs and the place, by index and by hash.
    #expect(sums.byteCount <= 1000 * (8 + 16 + 4 + 2 * 4 * 4 / 3))
  }
}
