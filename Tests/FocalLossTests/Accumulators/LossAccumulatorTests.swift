import FocalLoss
import TestSupport
import Testing

/// The same bits in any order and over any partition.
@Suite struct LossAccumulatorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let convention: Convention
    let predictionCount: Int
    let isWeighted: Bool
    let seed: UInt64

    var testDescription: String {
      "\(Signature(convention)), weighted \(isWeighted), seed \(seed)"
    }

    var isSoft: Bool { convention.softTargets != nil }

    func samples(count: Int) -> RandomSamples {
      var generator = SplitMix64(seed: seed)
      return RandomSamples(
        convention.task, predictionCount: predictionCount, count: count, isSoft: isSoft,
        isWeighted: isWeighted, using: &generator)
    }
  }

  private static let conventions: [(Convention, Int)] =
    [
      (Convention(task: .binary, input: .logits, alpha: .balanced(0.1)), 1),
      (Convention(task: .multiclass, input: .logits, gamma: 0.5), 3),
      (Convention(task: .oneVsAll, input: .logits, alpha: Alpha(.balanced, [0.1, 0.3, 0.7])), 3),
      (
        Convention(
          task: .multilabel, input: .logits, alpha: Alpha(.positiveWeight, [0.1, 7]),
          epsilon: .clip(1e-7), classWeights: [0.3, 1.7]), 2
      ),
    ]
    + SoftTargetRule.ofClasses.flatMap { rule in
      [
        (
          Convention(task: .binary, input: .logits, alpha: .balanced(0.1), softTargets: rule), 1
        ),
        (
          Convention(
            task: .multiclass, input: .logits, alpha: Alpha(.perClass, [0.1, 0.3, 0.7]),
            softTargets: rule), 3
        ),
        (
          Convention(
            task: .multilabel, input: .logits, epsilon: Epsilon(.logFloor, 20),
            softTargets: rule), 2
        ),
      ]
    }

  static let cases = conventions.enumerated().flatMap { index, entry in
    [false, true].map {
      Case(
        convention: entry.0, predictionCount: entry.1, isWeighted: $0, seed: UInt64(100 + index))
    }
  }

  private static func summary(
    _ samples: RandomSamples, _ evaluator: LossEvaluator, batches: [[Int]]
  ) -> LossSummary {
    var accumulator = LossAccumulator(evaluator)
    var losses = LossBatch()
    for batch in batches {
      let samples = samples.batch(batch)
      evaluator.evaluate(samples, into: &losses)
      accumulator.add(losses, of: samples)
    }
    return accumulator.summary
  }

  private static func batches(_ indices: [Int], size: Int) -> [[Int]] {
    stride(from: 0, to: indices.count, by: size).map {
      Array(indices[$0..<min($0 + size, indices.count)])
    }
  }

  @Test(
    "a summary has the same bits for shuffled samples and for batches of any size", arguments: cases
  )
  func orderAndBatches(entry: Case) throws {
    let samples = entry.samples(count: 60)
    let evaluator = try LossEvaluator(entry.convention, predictionCount: entry.predictionCount)
    let whole = Self.summary(samples, evaluator, batches: [Array(0..<60)])
    #expect(whole.sum.isFinite && whole.count == 60)
    var generator = SplitMix64(seed: entry.seed)
    for size in [60, 1, 2, 3, 7] {
      let inOrder = Self.batches(Array(0..<60), size: size)
      let shuffled = Self.batches((0..<60).shuffled(using: &generator), size: size)
      for batches in [inOrder, shuffled] {
        let summary = Self.summary(samples, evaluator, batches: batches)
        #expect(summary == whole, "batches of \(size), seed \(entry.seed)")
        #expect(summary.sum.bitPattern == whole.sum.bitPattern)
      }
    }
  }

  @Test("a summary has the same bits however its parts are merged", arguments: cases)
  func merges(entry: Case) throws {
    let samples = entry.samples(count: 60)
    let evaluator = try LossEvaluator(entry.convention, predictionCount: entry.predictionCount)
    let whole = evaluator.accumulator(of: samples.batch(0..<60)).summary
    var generator = SplitMix64(seed: entry.seed)
    for partCount in [2, 3, 7] {
      var parts = (0..<partCount).map { part in
        evaluator.accumulator(of: samples.batch(stride(from: part, to: 60, by: partCount)))
      }
      for _ in 0..<3 {
        parts.shuffle(using: &generator)
        var left = LossAccumulator(evaluator)
        for part in parts { left.merge(part) }
        #expect(left.summary == whole, "\(partCount) parts, seed \(entry.seed)")
        let right = parts.dropLast().reversed().reduce(parts[partCount - 1]) { merged, part in
          var part = part
          part.merge(merged)
          return part
        }
        #expect(right.summary == whole, "\(partCount) parts, seed \(entry.seed)")
      }
    }
  }

  @Test("without cross entropies everything else is the same", arguments: cases)
  func withoutCrossEntropy(entry: Case) throws {
    let evaluator = try LossEvaluator(entry.convention, predictionCount: entry.predictionCount)
    let batch = entry.samples(count: 60).batch(0..<60)
    var losses = LossBatch()
    evaluator.evaluate(batch, into: &losses)
    var accumulator = LossAccumulator(
      evaluator, hasCrossEntropy: false, standardErrors: .ofClasses)
    accumulator.add(losses, of: batch)
    let (ours, whole) = (accumulator.summary, evaluator.accumulator(of: batch).summary)
    #expect(ours.crossEntropy == nil && whole.crossEntropy != nil)
    #expect(ours.loss?.bitPattern == whole.loss?.bitPattern && ours.sum == whole.sum)
    #expect(ours.classes == whole.classes && ours.capped == whole.capped)
    #expect(ours.count == whole.count && ours.positives == whole.positives)
  }

  @Test("an empty accumulator changes nothing, from either side", arguments: cases)
  func empty(entry: Case) throws {
    let evaluator = try LossEvaluator(entry.convention, predictionCount: entry.predictionCount)
    let full = evaluator.accumulator(of: entry.samples(count: 20).batch(0..<20))
    var left = LossAccumulator(evaluator)
    left.merge(full)
    var right = full
    right.merge(LossAccumulator(evaluator))
    #expect(left.summary == full.summary)
    #expect(right.summary == full.summary)
    #expect(full.summary != LossAccumulator(evaluator).summary)
  }

  @Test("a filled batch of losses is replaced by the next evaluation, whatever its shape")
  func reusedBatch() throws {
    var generator = SplitMix64(seed: 5)
    let convention = Convention(task: .binary, input: .logits, softTargets: .expected)
    let evaluator = try LossEvaluator(convention, predictionCount: 1)
    var reused = LossBatch()
    for (count, isSoft) in [(9, false), (5, true), (12, true), (12, false), (0, false), (3, true)] {
      let samples = RandomSamples(
        .binary, predictionCount: 1, count: count, isSoft: isSoft, isWeighted: false,
        using: &generator
      ).batch(0..<count)
      evaluator.evaluate(samples, into: &reused)
      #expect(reused.sampleCount == count)
      #expect(evaluator.losses(of: reused) == evaluator.losses(ofChecked: samples))
    }
  }
}
