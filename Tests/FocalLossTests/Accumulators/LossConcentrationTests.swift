import TestSupport
import Testing

@testable import FocalLoss

/// What the hardest samples carry.
@Suite struct LossConcentrationTests {
  private func concentration(_ convention: Convention, _ samples: SampleBatch, _ count: Int = 1)
    throws -> LossConcentration
  {
    let evaluator = try LossEvaluator(convention, predictionCount: count)
    var batch = LossBatch()
    evaluator.evaluate(samples, into: &batch)
    var concentration = LossConcentration(evaluator)
    concentration.add(batch, of: samples)
    return concentration
  }

  @Test("easy and hard: p_t of a half or more, and less; the ratio is the mean modulating factor")
  func difficulty() throws {
    let convention = Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 2)
    // p_t: ½, 0.8, 0.25 of positives; 0.9, 0.2 of negatives.
    let samples = SampleBatch(
      predictions: [0.5, 0.8, 0.25, 0.1, 0.8], targets: .values([1, 1, 1, 0, 0]))
    let found = try concentration(convention, samples)
    let easy = found.difficulty(isHard: false, of: .positives)
    #expect(easy.count == 2)
    #expect(ulpDistance(easy.sum, 0.25 * Elementary.log(2) + 0.04 * -Elementary.log(0.8)) <= 4)
    #expect(ulpDistance(easy.crossEntropySum, Elementary.log(2.5)) <= 2)
    #expect(easy.ratio.map { ulpDistance($0, easy.sum / easy.crossEntropySum) <= 1 } == true)
    let hard = found.difficulty(isHard: true, of: .all)
    #expect(hard.count == 2)
    #expect(found.difficulty(isHard: true, of: .positives).ratio == 0.5625)
    #expect(found.difficulty(isHard: true, of: .negatives).count == 1)
    #expect(found.difficulty(isHard: false, of: .all).count == 3)
  }

  @Test("positives are those of each task, and the losses are weighted")
  func sides() throws {
    func counts(_ task: ClassificationTask, _ targets: SampleBatch.Targets, _ width: Int) throws
      -> [Int]
    {
      let rows = Array(repeating: 1 / Double(width + 1), count: 4 * width)
      let convention = Convention(task: task, input: .probabilities, softTargets: .mixture)
      let found = try concentration(
        convention, SampleBatch(predictions: rows, targets: targets, weights: [1, 2, 0, 4]), width)
      let sketch = found.sketch(of: .all)
      #expect(sketch.count == 4)
      return [found.sketch(of: .positives).count, found.sketch(of: .negatives).count]
    }
    #expect(try counts(.binary, .values([1, 0, 0.6, 0.5]), 1) == [2, 2])
    #expect(try counts(.multiclass, .classes([0, 1, 2, 0]), 3) == [2, 2])
    #expect(
      try counts(.multiclass, .values([1, 0, 0, 1, 0.4, 0.6, 0.6, 0.4]), 2) == [2, 2])
    #expect(try counts(.multilabel, .values([1, 0, 0, 0, 0, 1, 1, 1]), 2) == [3, 1])
    let weighted = try concentration(
      Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 0),
      SampleBatch(predictions: [0.5, 0.5, 0], targets: .values([1, 1, 1]), weights: [1, 3, 0]))
    let sketch = weighted.sketch(of: .positives)
    #expect(sketch.maximum == 3 * Elementary.log(2))
    #expect(sketch.quantile(0) == 0)
    #expect(sketch.sum.value == 4 * Elementary.log(2))
  }

  @Test("in one-vs-all the background is negative")
  func background() throws {
    let found = try concentration(
      Convention(task: .oneVsAll, input: .logits),
      SampleBatch(predictions: [0, 1, 2, 3, 4, 5], targets: .classes([-1, 0, 1])), 2)
    #expect(found.sketch(of: .positives).count == 2)
    #expect(found.sketch(of: .negatives).count == 1)
  }

  @Test("merging in any order gives the same bits")
  func merged() throws {
    var generator = SplitMix64(seed: 5)
    let samples = RandomSamples(
      .binary, predictionCount: 1, count: 90, isSoft: false, isWeighted: true, using: &generator)
    let convention = Convention(task: .binary, input: .logits, alpha: .balanced(0.1))
    let whole = try concentration(convention, samples.batch(0..<90))
    let parts = try [0..<30, 30..<31, 31..<90].map {
      try concentration(convention, samples.batch($0))
    }
    var merged = LossConcentration(try LossEvaluator(convention, predictionCount: 1))
    for part in [1, 2, 0] { merged.merge(parts[part]) }
    for set in LossConcentration.SampleSet.allCases {
      for isHard in [false, true] {
        #expect(
          merged.difficulty(isHard: isHard, of: set) == whole.difficulty(isHard: isHard, of: set))
      }
      #expect(merged.sketch(of: set).sum == whole.sketch(of: set).sum)
      #expect(merged.sketch(of: set).quantile(0.5) == whole.sketch(of: set).quantile(0.5))
    }
  }
}
