import TestSupport
import Testing

@testable import FocalLoss

/// The tenth of p_t that a target falls in.
@Suite struct DecileTests {
  private func deciles(
    _ input: PredictionKind, _ predictions: [Double], _ targets: [Double]
  ) throws -> [Int32] {
    let convention = Convention(task: .binary, input: input, softTargets: .mixture)
    return try LossEvaluator(convention, predictionCount: 1).deciles(
      of: SampleBatch(predictions: predictions, targets: .values(targets)))
  }

  @Test("a bound belongs to the tenth above it, for positives and for negatives as decimals")
  func bounds() throws {
    let bounds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    let ones = bounds.map { _ in 1.0 }
    let zeros = bounds.map { _ in 0.0 }
    #expect(try deciles(.probabilities, bounds, ones) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(try deciles(.probabilities, bounds, zeros) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
    #expect(
      try deciles(.probabilities, bounds.map(\.nextDown), ones) == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      try deciles(.probabilities, bounds.map(\.nextUp), zeros) == [8, 7, 6, 5, 4, 3, 2, 1, 0])
  }

  @Test("both ends are in a tenth, infinite logits too")
  func ends() throws {
    #expect(try deciles(.probabilities, [0, 1, 0, 1], [0, 0, 1, 1]) == [9, 0, 0, 9])
    #expect(
      try deciles(.logits, [-.infinity, .infinity, -.infinity, .infinity], [0, 0, 1, 1])
        == [9, 0, 0, 9])
    #expect(
      try deciles(.logProbabilities, [-.infinity, 0, -.infinity, 0], [0, 0, 1, 1]) == [9, 0, 0, 9])
    #expect(try deciles(.logits, [0, -0.0, 0, -0.0], [0, 0, 1, 1]) == [5, 5, 5, 5])
  }

  @Test("logits and logarithms fall in the tenth of their probability")
  func links() throws {
    var generator = SplitMix64(seed: 20_261_121)
    for _ in 0..<5000 {
      let logit = Double.random(in: -6...6, using: &generator)
      let target = Bool.random(using: &generator) ? 1.0 : 0
      let probability = TargetProbability(logit: logit, isPositive: true)
      let truth = TargetProbability(logit: logit, isPositive: target == 1).value
      let expected = [Int32(truth * 10)]
      #expect(try deciles(.logits, [logit], [target]) == expected, "\(logit)")
      #expect(try deciles(.logProbabilities, [-probability.crossEntropy], [target]) == expected)
      #expect(try deciles(.probabilities, [probability.value], [target]) == expected)
    }
  }

  @Test("a soft target is of the side it is nearest to, a half negative")
  func soft() throws {
    #expect(try deciles(.probabilities, [0.95, 0.95, 0.95], [0.6, 0.5, 0.4]) == [9, 0, 0])
  }

  @Test("in multiclass p_t is the probability of the true class, by softmax too")
  func classes() throws {
    func deciles(_ input: PredictionKind, _ rows: [Double], _ targets: SampleBatch.Targets) throws
      -> [Int32]
    {
      let convention = Convention(task: .multiclass, input: input, softTargets: .mixture)
      return try LossEvaluator(convention, predictionCount: 3).deciles(
        of: SampleBatch(predictions: rows, targets: targets))
    }
    let rows = [0.1, 0.7, 0.2, 0.1, 0.7, 0.2]
    #expect(try deciles(.probabilities, rows, .classes([0, 1])) == [1, 7])
    #expect(try deciles(.probabilities, rows, .values([0, 0, 1, 0.2, 0.3, 0.5])) == [2, 2])
    // e⁰ : e¹ : e² is 0.090, 0.245, 0.665.
    #expect(try deciles(.logits, [0, 1, 2, 0, 1, 2], .classes([0, 2])) == [0, 6])
    #expect(try deciles(.logProbabilities, [0, -1, -2, 0, -1, -2], .classes([0, 2])) == [9, 1])
  }

  @Test("elements have a tenth each, of their own target")
  func elements() throws {
    let predictions = [0.95, 0.15, 0.05, 0.65]
    func evaluator(_ task: ClassificationTask) throws -> LossEvaluator {
      try LossEvaluator(Convention(task: task, input: .probabilities), predictionCount: 2)
    }
    let labels = SampleBatch(predictions: predictions, targets: .values([1, 0, 1, 1]))
    #expect(try evaluator(.multilabel).deciles(of: labels) == [9, 8, 0, 6])
    #expect(try evaluator(.multilabel).sides(of: labels) == [1, 0, 1, 1])
    let classes = SampleBatch(predictions: predictions, targets: .classes([0, -1]))
    #expect(try evaluator(.oneVsAll).deciles(of: classes) == [9, 8, 9, 3])
    #expect(try evaluator(.oneVsAll).sides(of: classes) == [1, 0, 0, 0])
  }
}
