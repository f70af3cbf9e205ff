import TestSupport
import Testing

@testable import FocalLoss

/// Sections are parts of the whole: exactly, in any order and over any partition.
@Suite struct LossBreakdownTests {
  static let cases = LossAccumulatorTests.cases

  /// A breakdown of samples at some indices into five sections, and what an accumulator makes of them.
  private func gathered(
    _ indices: [Int], _ samples: RandomSamples, _ evaluator: LossEvaluator
  ) -> (breakdown: LossBreakdown, accumulator: LossAccumulator) {
    var breakdown = LossBreakdown(evaluator)
    breakdown.makeSections(5)
    var accumulator = LossAccumulator(evaluator)
    var losses = LossBatch()
    for start in stride(from: 0, to: indices.count, by: 17) {
      let part = indices[start..<min(start + 17, indices.count)]
      let batch = samples.batch(part)
      evaluator.evaluate(batch, into: &losses)
      accumulator.add(losses, of: batch)
      breakdown.add(losses, of: batch, sections: part.map { Int32($0 % 5) })
    }
    return (breakdown, accumulator)
  }

  @Test("the sections together are the sum over all samples, exactly", arguments: cases)
  func whole(_ testCase: LossAccumulatorTests.Case) throws {
    let samples = testCase.samples(count: 200)
    let evaluator = try LossEvaluator(
      testCase.convention, predictionCount: testCase.predictionCount)
    let (breakdown, accumulator) = gathered(Array(0..<200), samples, evaluator)
    var together = ExactSum()
    for section in 0..<5 { together.merge(breakdown.sum(of: section)) }
    #expect(together == breakdown.total.sum)
    let summary = accumulator.summary
    #expect(breakdown.total.sum.value.bitPattern == summary.sum.bitPattern)
    #expect(together.divided(by: 200)?.bitPattern == summary.mean?.bitPattern)
    let sections = breakdown.sections
    #expect(sections.reduce(0) { $0 + $1.count } == 200)
    #expect(sections.reduce(0) { $0 + $1.positives } == summary.positives)
    let shares = sections.compactMap(\.share).reduce(0, +)
    #expect((shares - 1).magnitude <= 5 * Double.ulpOfOne)
    #expect(sections.allSatisfy { $0.sampleShare == 0.2 })
  }

  @Test("a section is what an accumulator makes of its samples alone", arguments: cases)
  func alone(_ testCase: LossAccumulatorTests.Case) throws {
    let samples = testCase.samples(count: 100)
    let evaluator = try LossEvaluator(
      testCase.convention, predictionCount: testCase.predictionCount)
    let (breakdown, _) = gathered(Array(0..<100), samples, evaluator)
    for (index, section) in breakdown.sections.enumerated() {
      let own = Array(stride(from: index, to: 100, by: 5))
      let summary = gathered(own, samples, evaluator).accumulator.summary
      #expect(section.sum.bitPattern == summary.sum.bitPattern)
      #expect(section.mean?.bitPattern == summary.mean?.bitPattern)
      #expect(section.count == 20 && section.positives == summary.positives)
    }
  }

  @Test("merging parts in any order, sections renumbered, gives the same bits", arguments: cases)
  func merged(_ testCase: LossAccumulatorTests.Case) throws {
    let samples = testCase.samples(count: 120)
    let evaluator = try LossEvaluator(
      testCase.convention, predictionCount: testCase.predictionCount)
    let whole = gathered(Array(0..<120), samples, evaluator).breakdown
    let parts = [0..<40, 40..<41, 41..<120].map {
      gathered(Array($0), samples, evaluator).breakdown
    }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      var merged = LossBreakdown(evaluator)
      for part in order { merged.merge(parts[part], into: [4, 3, 2, 1, 0]) }
      merged.merge(LossBreakdown(evaluator))
      #expect(merged.sections == whole.sections.reversed())
      #expect((0..<5).allSatisfy { merged.sum(of: $0) == whole.sum(of: 4 - $0) })
    }
  }

  @Test("elements have sections of their own, and make up their samples")
  func elements() throws {
    var generator = SplitMix64(seed: 7)
    for task in [ClassificationTask.multilabel, .oneVsAll] {
      let samples = RandomSamples(
        task, predictionCount: 4, count: 60, isSoft: false, isWeighted: true, using: &generator)
      let evaluator = try LossEvaluator(
        Convention(task: task, input: .logits, alpha: .balanced(0.3)), predictionCount: 4)
      let batch = samples.batch(0..<60)
      var losses = LossBatch()
      evaluator.evaluate(batch, into: &losses)
      var accumulator = LossAccumulator(evaluator)
      accumulator.add(losses, of: batch)
      for sections in [evaluator.deciles(of: batch), evaluator.sides(of: batch)] {
        var breakdown = LossBreakdown(evaluator)
        breakdown.makeSections(LossEvaluator.decileCount)
        breakdown.add(losses, of: batch, sections: sections)
        #expect(breakdown.total.sum.value.bitPattern == accumulator.summary.sum.bitPattern)
        #expect(breakdown.sections.reduce(0) { $0 + $1.count } == 240)
        if task == .multilabel {
          let positives = accumulator.summary.positives
          #expect(breakdown.sections.reduce(0) { $0 + $1.positives } == positives)
        }
      }
    }
  }

  @Test("what does not exist is nil: no sections, empty ones, no loss, an infinite one")
  func limits() throws {
    let evaluator = try LossEvaluator(
      Convention(task: .binary, input: .probabilities, alpha: .none), predictionCount: 1)
    func sections(_ predictions: [Double]) -> [LossBreakdown.Section] {
      let batch = SampleBatch(
        predictions: predictions, targets: .values(predictions.map { _ in 1 }))
      var losses = LossBatch()
      evaluator.evaluate(batch, into: &losses)
      var breakdown = LossBreakdown(evaluator)
      breakdown.makeSections(2)
      breakdown.add(losses, of: batch, sections: predictions.map { $0 < 0.5 ? 0 : 1 })
      return breakdown.sections
    }
    #expect(LossBreakdown(evaluator).sections.isEmpty)
    #expect(sections([]).allSatisfy { $0.sum == 0 && $0.mean == nil && $0.share == nil })
    #expect(sections([]).allSatisfy { $0.sampleShare == nil })
    #expect(sections([1, 1]).map(\.share) == [nil, nil])
    #expect(sections([1, 1]).map(\.mean) == [nil, 0])
    #expect(sections([0, 0.5]).map(\.share) == [nil, 0])
    #expect(sections([0, 0.5])[0].sum == .infinity)
  }
}
