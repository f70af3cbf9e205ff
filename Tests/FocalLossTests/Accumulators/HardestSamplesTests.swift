import TestSupport
import Testing

@testable import FocalLoss

/// The list of the hardest is the head of the sorted losses.
@Suite struct HardestSamplesTests {
  private func list(_ losses: [Double], capacity: Int, cuts: [Int] = []) -> [HardestSamples.Entry] {
    var hardest = HardestSamples(capacity: capacity)
    for (start, end) in zip([0] + cuts, cuts + [losses.count]) {
      _ = hardest.add(Array(losses[start..<end]), firstNumber: start)
    }
    return hardest.entries
  }

  @Test(
    "it is what sorting gives, ties by number, in batches of any size",
    arguments: [1, 2, 7, 100, 499, 500, 501])
  func sorted(_ capacity: Int) {
    var generator = SplitMix64(seed: 99)
    // Few different values, so that there are many ties.
    let losses = (0..<500).map { _ in Double(Int.random(in: 0..<60, using: &generator)) / 8 }
    let expected = losses.indices.sorted {
      losses[$0] != losses[$1] ? losses[$0] > losses[$1] : $0 < $1
    }.prefix(capacity)
    for cuts in [[], [250], [1, 2, 3, 400], Array(1..<500)] {
      let entries = list(losses, capacity: capacity, cuts: cuts)
      #expect(entries.map(\.number) == Array(expected))
      #expect(entries.map(\.loss) == expected.map { losses[$0] })
    }
  }

  @Test("adding tells which samples of the batch are in the list now")
  func added() {
    var hardest = HardestSamples(capacity: 2)
    #expect(hardest.add([1, 3, 2], firstNumber: 10) == [1, 2])
    #expect(hardest.add([2, 1], firstNumber: 20).isEmpty)
    #expect(hardest.add([2, 4, .infinity], firstNumber: 30) == [1, 2])
    #expect(hardest.add([], firstNumber: 40).isEmpty)
    // Of the same loss the lower number is first, whenever it comes.
    #expect(hardest.add([4], firstNumber: 5) == [0])
    #expect(hardest.entries.map(\.number) == [32, 5])
  }
}
