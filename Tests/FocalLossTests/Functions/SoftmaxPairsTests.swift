import TestSupport
import Testing

@testable import FocalLoss

/// That the pairs are true is tested with all others: `LossPairTests`.
@Suite struct SoftmaxPairsTests {
  private static func pairs(_ logits: [Double], _ classes: [Int32], classCount: Int) -> [LossPair] {
    var softmax = SoftmaxPairs(classCount: classCount)
    var pairs = PairBlocks(count: 64)
    softmax.fill(&pairs, logits: logits.span, classes: classes.span)
    return classes.indices.map { pairs[$0] }
  }

  @Test("a row has the same bits alone and among others", arguments: [2, 3, 4, 11, 100])
  func alone(classCount: Int) {
    let seed: UInt64 = 81
    var generator = SplitMix64(seed: seed)
    for rowCount in [1, 2, 7, 63, 64] {
      let logits = (0..<rowCount * classCount).map { index -> Double in
        index % 97 == 0 ? -900 : .random(in: -30...30, using: &generator)
      }
      let classes = (0..<rowCount).map { _ in
        Int32.random(in: 0..<Int32(classCount), using: &generator)
      }
      let together = Self.pairs(logits, classes, classCount: classCount)
      for row in 0..<rowCount {
        let alone = Self.pairs(
          Array(logits[row * classCount..<(row + 1) * classCount]), [classes[row]],
          classCount: classCount)
        #expect(alone[0] == together[row], "seed \(seed), \(rowCount) rows, row \(row)")
      }
    }
  }

  @Test("a row has the same bits as a softmax of which every class can be the target")
  func everyClass() {
    let seed: UInt64 = 83
    var generator = SplitMix64(seed: seed)
    for classCount in [2, 3, 8] {
      for _ in 0..<200 {
        let logits = (0..<classCount).map { _ in Double.random(in: -20...20, using: &generator) }
        var softmax = Softmax(classCount: classCount)
        softmax.update(logits: logits.span, from: 0)
        for classIndex in 0..<classCount {
          let pair = Self.pairs(logits, [Int32(classIndex)], classCount: classCount)[0]
          #expect(softmax.probability(of: classIndex).pair == pair, "seed \(seed): \(logits)")
        }
      }
    }
  }

  @Test("two classes, 0 and z, are the sigmoid of z, to the bit")
  func sigmoid() {
    for z in [-800, -700, -30.5, -1e-9, -0.0, 0, 0.3, 17, 36.9, 690, 745, 1e308, .infinity] {
      let pairs = Self.pairs([0, z, 0, z], [0, 1], classCount: 2)
      #expect(pairs == [LossPair(logit: -z), LossPair(logit: z)], "\(z)")
    }
  }

  @Test("ties, infinite logits and logits too far apart have their limits")
  func limits() {
    let tie = Self.pairs([5, 5, 5, 5], [2], classCount: 4)[0]
    #expect(tie.complement == 0.75)
    #expect(ulpDistance(tie.crossEntropy, 1.3862943611198906) == 0)
    for classCount in [2, 3, 5] {
      var row = Array(repeating: 1.0, count: classCount)
      row[0] = .infinity
      #expect(Self.pairs(row, [0], classCount: classCount) == [LossPair(logit: .infinity)])
      #expect(Self.pairs(row, [1], classCount: classCount) == [LossPair(logit: -.infinity)])
      row = Array(repeating: -.infinity, count: classCount)
      row[1] = -1e308
      #expect(Self.pairs(row, [1], classCount: classCount) == [LossPair(logit: .infinity)])
      #expect(Self.pairs(row, [0], classCount: classCount) == [LossPair(logit: -.infinity)])
    }
    let far = Self.pairs([-1e308, 0, 0.5], [0], classCount: 3)[0]
    #expect(far.crossEntropy == 1e308 && far.complement == 1)
    let farther = Self.pairs([-1e308, 0, 1e308], [0], classCount: 3)[0]
    #expect(farther.crossEntropy == .infinity && farther.crossEntropyRest == 0)
  }

  @Test("a block has no more rows than fit, and whole rows")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      var softmax = SoftmaxPairs(classCount: 2)
      var pairs = PairBlocks(count: 64)
      softmax.fill(
        &pairs,
        logits: Array(repeating: 0, count: 130).span, classes: Array(repeating: 0, count: 65).span)
    }
    await #expect(processExitsWith: .failure) {
      var softmax = SoftmaxPairs(classCount: 3)
      var pairs = PairBlocks(count: 64)
      softmax.fill(&pairs, logits: [0, 1].span, classes: [0].span)
    }
  }
}
