import TestSupport
import Testing

@testable import FocalLoss

@Suite struct SlicedTermsTests {
  private static let seed: UInt64 = 91

  /// Binary samples, of which every so many are as good as certain.
  private static func samples(_ count: Int, certainEvery step: Int) -> SampleBatch {
    var random = SplitMix64(seed: seed)
    var predictions: [Double] = []
    var labels: [Double] = []
    for index in 0..<count {
      let logit = Double.random(in: -8..<8, using: &random)
      predictions.append(index % step == 0 ? 20 * logit : logit)
      labels.append(Bool.random(using: &random) ? 1 : 0)
    }
    return SampleBatch(predictions: predictions, targets: .values(labels))
  }

  private static func pairs(of samples: SampleBatch) throws -> LossBatch {
    let convention = Convention(
      task: .binary, input: .logits, gamma: 0, epsilon: .none)
    var batch = LossBatch(keepsPairs: true)
    try LossEvaluator(convention, predictionCount: 1).evaluate(samples, into: &batch)
    return batch
  }

  @Test(
    "the sums of every γ are those of its terms one by one",
    arguments: [0, 0.5, 1, 1.5, 2, 2.3, 3, 4, 5, 40], [1, 2, 127, 128, 129, 3000])
  func sums(gamma: Double, count: Int) throws {
    for step in [1, 2, 100, 10_000] {
      let batch = try Self.pairs(of: Self.samples(count, certainEvery: step))
      Self.expectSums(of: batch, gamma)
    }
  }

  @Test(
    "also of pairs of which one number says nothing of the other",
    arguments: [0, 0.5, 1, 2, 2.3, 5], [(0...60, 0...3), (0...3, 0...60), (20...30, 100...900)])
  func unrelated(gamma: Double, depths: (q: ClosedRange<Int>, ce: ClosedRange<Int>)) throws {
    var random = SplitMix64(seed: Self.seed)
    func number(_ depths: ClosedRange<Int>) -> Double {
      Double(
        sign: .plus, exponent: -1 - Int.random(in: depths, using: &random),
        significand: Double.random(in: 1..<2, using: &random))
    }
    for _ in 0..<20 {
      var batch = try Self.pairs(of: Self.samples(300, certainEvery: 1))
      for part in 0..<300 {
        let crossEntropy = number(depths.ce)
        let pair = LossPair(
          complement: number(depths.q),
          complementRest: Double.random(in: -1...1, using: &random) * 0x1p-53,
          crossEntropy: crossEntropy,
          crossEntropyRest: Double.random(in: -1...1, using: &random) * 0x1p-54 * crossEntropy)
        #expect(crossEntropy + pair.crossEntropyRest == crossEntropy)
        batch.setPair(pair, at: part)
      }
      Self.expectSums(of: batch, gamma)
    }
  }

  private static func expectSums(of batch: LossBatch, _ gamma: Double) {
    var sorted = PairsByCell()
    let isTaken = sorted.take(batch)
    #expect(isTaken)
    let factor = ModulatingFactor(gamma: gamma)
    let terms = SlicedTerms(sorted, factor)
    var actual = SparseSums(count: 6)
    for (cell, sum) in terms.terms { actual.add(sum, at: cell) }
    var (modulations, squares) = (SparseSums(count: 1), SparseSums(count: 1))
    modulations.add(terms.modulations, at: 0)
    squares.add(terms.scaledSquares, at: 0)

    var expected = SparseSums(count: 6)
    var (expectedModulations, expectedSquares) = (ExactSum(), ExactSum())
    for part in batch.cells.indices {
      let modulation = factor(batch.pairs[part].complement)
      expected.add(factor.term(batch.pairs[part]), at: Int(batch.cells[part]))
      expectedModulations.add(modulation)
      expectedSquares.add((modulation * 0x1p256) * (modulation * 0x1p256))
    }
    for cell in 0..<6 { #expect(actual[cell] == expected[cell], "seed \(seed)") }
    #expect(terms.count == batch.pairs.count)
    #expect(terms.hasModulations == (gamma > 0))
    guard terms.hasModulations else { return }
    #expect(modulations[0] == expectedModulations, "seed \(seed)")
    #expect(squares[0] == expectedSquares, "seed \(seed)")
  }

  @Test("three cells, losses beyond every bound and empty batches are not taken")
  func notTaken() throws {
    var sorted = PairsByCell()
    func isTaken(_ batch: LossBatch) -> Bool { sorted.take(batch) }
    #expect(!isTaken(LossBatch(keepsPairs: true)))
    var batch = try Self.pairs(of: Self.samples(600, certainEvery: 50))
    #expect(isTaken(batch))
    batch.cells[599] = 1
    #expect(!isTaken(batch))
    batch.cells[599] = batch.cells[0]
    #expect(isTaken(batch))
    batch.setPair(LossPair(complement: 1, crossEntropy: .infinity), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: 1, crossEntropy: 0x1p800), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: 1, crossEntropy: (0x1p800).nextDown), at: 300)
    #expect(isTaken(batch))
    batch.setPair(LossPair(complement: (1.0).nextUp, crossEntropy: 2), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: -0.5, crossEntropy: 2), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: .nan, crossEntropy: 2), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: 1, crossEntropy: .nan), at: 300)
    #expect(!isTaken(batch))
    batch.setPair(LossPair(complement: 1, crossEntropy: -2), at: 300)
    #expect(isTaken(batch))
  }
}
