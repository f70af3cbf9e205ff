import TestSupport
import Testing

@testable import FocalLoss

/// The sizes of gradients by class.
@Suite struct GradientAccumulatorTests {
  private func accumulated(_ evaluator: LossEvaluator, _ samples: SampleBatch)
    -> GradientAccumulator
  {
    var losses = LossBatch()
    evaluator.evaluate(samples, into: &losses)
    var accumulator = GradientAccumulator(evaluator)
    accumulator.add(losses, of: samples)
    return accumulator
  }

  @Test(
    "a Hessian is negative from where the catalogue says it is",
    arguments: [
      (0.5, 0.0177), (1.0, 0.0432), (2.0, 0.0578), (5.0, 0.0502),
    ])
  func negative(_ gamma: Double, _ bound: Double) throws {
    let evaluator = try LossEvaluator(
      Convention(task: .binary, input: .probabilities, alpha: .none, gamma: gamma),
      predictionCount: 1)
    func count(_ targetProbability: Double) -> Int {
      accumulated(
        evaluator,
        SampleBatch(
          predictions: [targetProbability, 1 - targetProbability], targets: .values([1, 0]))
      )
      .negativeHessianCount
    }
    // The bounds have four decimals.
    #expect(count(bound - 1e-4) == 2)
    #expect(count(bound + 1e-4) == 0)
  }

  @Test("sums are of the class, over all logits, weighted; shares sum to 1")
  func classes() throws {
    let samples = SampleBatch(
      predictions: [0, 1, 2, 3, 1, 0, 1, 1, 1], targets: .classes([0, 0, 2]), weights: [1, 2, 0.5])
    let evaluator = try LossEvaluator(
      Convention(task: .multiclass, input: .logits), predictionCount: 3)
    let gradients = evaluator.derivatives(ofChecked: samples).gradients.map(\.magnitude)
    let found = accumulated(evaluator, samples)
    let first = gradients[..<3].reduce(0, +) + 2 * gradients[3..<6].reduce(0, +)
    #expect(ulpDistance(found.summaries(ofClasses: [0])[0].sum, first) <= 4)
    #expect(
      found.summaries(ofClasses: [1])[0].sum == 0 && found.summaries(ofClasses: [1])[0].share == 0)
    let shares = (0..<3).compactMap { found.summaries(ofClasses: [$0])[0].share }
    #expect((shares.reduce(0, +) - 1).magnitude <= 3 * Double.ulpOfOne)
    #expect(ulpDistance(found.sum, first + 0.5 * gradients[6...].reduce(0, +)) <= 4)
  }

  @Test("in multilabel a class is a column, and a sample of two negative Hessians is one")
  func columns() throws {
    let evaluator = try LossEvaluator(
      Convention(task: .multilabel, input: .probabilities), predictionCount: 2)
    let found = accumulated(
      evaluator,
      SampleBatch(predictions: [0.01, 0.99, 0.5, 0.01], targets: .values([1, 0, 1, 1])))
    #expect(found.negativeHessianCount == 2)
    #expect(found.summaries(ofClasses: [0])[0].negativeHessianCount == 1)
    #expect(found.summaries(ofClasses: [1])[0].negativeHessianCount == 2)
  }

  @Test("a weight of 0 takes the sample away, and what does not exist is nil")
  func limits() throws {
    let evaluator = try LossEvaluator(
      Convention(task: .binary, input: .probabilities), predictionCount: 1)
    let found = accumulated(
      evaluator, SampleBatch(predictions: [0.01], targets: .values([1]), weights: [0]))
    #expect(found.negativeHessianCount == 0 && found.sum == 0)
    #expect(found.summaries(ofClasses: [1])[0].share == nil)
  }

  @Test("any order and partition gives the same bits", arguments: LossAccumulatorTests.cases)
  func merged(_ testCase: LossAccumulatorTests.Case) throws {
    let samples = testCase.samples(count: 60)
    let evaluator = try LossEvaluator(
      testCase.convention, predictionCount: testCase.predictionCount)
    let whole = accumulated(evaluator, samples.batch(0..<60))
    var merged = GradientAccumulator(evaluator)
    for range in [41..<60, 0..<40, 40..<41] {
      merged.merge(accumulated(evaluator, samples.batch(range)))
    }
    #expect(merged.sum.bitPattern == whole.sum.bitPattern)
    #expect(merged.negativeHessianCount == whole.negativeHessianCount)
    for classIndex in [0, 1, nil] as [Int?]
    where classIndex != nil || evaluator.convention.task != .multilabel {
      #expect(merged.summaries(ofClasses: [classIndex]) == whole.summaries(ofClasses: [classIndex]))
    }
  }
}
