import TestSupport
import Testing

@testable import FocalLoss

/// Standard errors against numpy, and what they promise.
@Suite struct StandardErrorTests {
  /// A case of the fixture.
  private static func convention(_ object: [String: Any]) throws -> Convention {
    let task = try #require(ClassificationTask(rawValue: object["task"] as? String ?? ""))
    let reduction = try #require(Reduction(rawValue: object["reduction"] as? String ?? ""))
    let alpha = object["alpha"] as? Double
    return Convention(
      task: task, input: .logits, alpha: alpha.map { .balanced($0) } ?? .none,
      gamma: number(object["gamma"]), classWeights: numbers(object["classWeights"]),
      reduction: reduction)
  }

  private static func samples(_ object: [String: Any], _ task: ClassificationTask) -> SampleBatch {
    let labels = numbers(object["labels"])
    return SampleBatch(
      predictions: numbers(object["logits"]),
      targets: task == .multiclass ? .classes(labels.map { Int32($0) }) : .values(labels),
      weights: numbers(object["weights"]))
  }

  @Test("standard errors are those of numpy to 1e-12, of the loss and of the classes")
  func numpy() throws {
    let objects = try Fixture.focalLoss("standard_errors.jsonl").objects()
    #expect(objects.count > 100)
    for (line, object) in objects.enumerated() {
      let convention = try Self.convention(object)
      var accumulator = LossAccumulator(
        try LossEvaluator(convention, predictionCount: Int(number(object["columns"]))))
      try accumulator.add(Self.samples(object, convention.task))
      let summary = accumulator.summary
      func isNear(_ found: Double?, _ expected: Any?) -> Bool {
        guard let expected = expected as? Double else { return found == nil }
        return found.map { ($0 - expected).magnitude <= 1e-12 * expected } ?? false
      }
      #expect(isNear(summary.loss, object["loss"]), "line \(line + 1)")
      #expect(isNear(summary.standardError, object["standardError"]), "line \(line + 1)")
      let expected = try #require(object["classes"] as? [Any])
      for (index, one) in expected.enumerated() {
        #expect(isNear(summary.classes[index].standardError, one), "line \(line + 1)")
      }
    }
  }

  /// The summary of samples with some probabilities of the positive class, all of them positive.
  private func summary(
    _ predictions: [Double], weights: [Double] = [], _ reduction: Reduction,
    _ input: PredictionKind = .probabilities, modulator: Modulator = .power
  ) throws -> LossSummary {
    var accumulator = LossAccumulator(
      try LossEvaluator(
        Convention(
          task: .binary, input: input, alpha: .balanced(0.3), modulator: modulator,
          reduction: reduction), predictionCount: 1))
    try accumulator.add(
      SampleBatch(
        predictions: predictions, targets: .values(predictions.map { _ in 1 }), weights: weights))
    return accumulator.summary
  }

  @Test(
    "equal losses have no error, whatever their size and weights",
    arguments: [0.7, 0.1, 1e-300, 1 - 0x1p-53], [Reduction.mean, .sum, .weightedMean])
  func equal(_ prediction: Double, _ reduction: Reduction) throws {
    // Fewer and more than are gathered in bins.
    for count in [2, 3, 7, 5000] {
      let predictions = Array(repeating: prediction, count: count)
      #expect(try summary(predictions, reduction).standardError == 0, "\(count)")
      let weights = Array(repeating: 0.1, count: count)
      #expect(try summary(predictions, weights: weights, reduction).standardError == 0)
    }
    // The deviations from a weighted mean are none, though the weights differ.
    let weights = [0.1, 0.3, 1e10, 7e-9, 3]
    let predictions = Array(repeating: prediction, count: weights.count)
    let error = try summary(predictions, weights: weights, reduction).standardError
    #expect(reduction == .weightedMean ? error == 0 : error.map { $0 > 0 } == true)
  }

  @Test("there is none of one sample, of an infinite loss and under other reductions")
  func limits() throws {
    for reduction in Reduction.allCases {
      let hasError = [Reduction.mean, .sum, .weightedMean].contains(reduction)
      #expect((try summary([0.5, 0.25], reduction).standardError != nil) == hasError)
      #expect(try summary([0.5], reduction).standardError == nil)
      #expect(try summary([], reduction).standardError == nil)
      #expect(try summary([0.5, 0, 0.5], reduction).standardError == nil)
    }
    #expect(
      try summary([0.5, 0.25], .mean, modulator: Modulator(.normalized)).standardError == nil)
    #expect(try summary([0.5, 0.25], weights: [0, 0], .weightedMean).standardError == nil)
    // A weight of 0 takes an infinite loss away.
    #expect(try summary([0, 0.5, 0.25], weights: [0, 1, 1], .weightedMean).standardError != nil)
  }

  @Test("losses whose squares no double holds have the error of others, scaled")
  func sizes() throws {
    // ln p is exact in logarithms, so losses are those of the first times a power of two at γ = 0.
    func error(_ scale: Double, _ reduction: Reduction) throws -> Double? {
      var accumulator = LossAccumulator(
        try LossEvaluator(
          Convention(
            task: .binary, input: .logProbabilities, alpha: .none, gamma: 0, reduction: reduction),
          predictionCount: 1))
      let predictions = [1.5, 0.25, 3.875, 0.3].map { -$0 * scale }
      try accumulator.add(
        SampleBatch(predictions: predictions, targets: .values([1, 1, 1, 1])))
      return accumulator.summary.standardError
    }
    for reduction in [Reduction.mean, .sum, .weightedMean] {
      let plain = try #require(try error(1, reduction))
      for scale in [0x1p-1000, 0x1p-540, 0x1p540, 0x1p1018] {
        #expect(try error(scale, reduction) == plain * scale, "\(reduction) \(scale)")
      }
    }
  }

  @Test(
    "an interval of 95 % holds the truth in 93 to 97 of 100 data sets",
    arguments: [Reduction.mean, .weightedMean])
  func coverage(_ reduction: Reduction) throws {
    let seed: UInt64 = 1_895
    var generator = SplitMix64(seed: seed)
    let evaluator = try LossEvaluator(
      Convention(
        task: .binary, input: .logits, alpha: .balanced(0.4), gamma: 1,
        reduction: reduction), predictionCount: 1)
    // All samples that can be drawn.
    let count = 1000
    let logits = (0..<count).map { _ in Double.random(in: -3...3, using: &generator) }
    let labels = logits.map { Double.random(in: -4...4, using: &generator) < $0 ? 1.0 : 0 }
    let weights = (0..<count).map { _ in Double.random(in: 0.5...2, using: &generator) }
    func summary(_ indices: [Int]) throws -> LossSummary {
      var accumulator = LossAccumulator(
        evaluator, hasCrossEntropy: false, standardErrors: .ofLoss)
      try accumulator.add(
        SampleBatch(
          predictions: indices.map { logits[$0] }, targets: .values(indices.map { labels[$0] }),
          weights: reduction == .weightedMean ? indices.map { weights[$0] } : []))
      return accumulator.summary
    }
    let truth = try #require(try summary(Array(0..<count)).loss)
    let setCount = 2000
    var heldCount = 0
    for _ in 0..<setCount {
      let drawn = try summary((0..<100).map { _ in Int.random(in: 0..<count, using: &generator) })
      let (loss, error) = (try #require(drawn.loss), try #require(drawn.standardError))
      let half = NormalDistribution.quantile(0.975) * error
      if (loss - half...loss + half).contains(truth) { heldCount += 1 }
    }
    let share = Double(heldCount) / Double(setCount)
    #expect((0.93...0.97).contains(share), "\(share), seed \(seed)")
  }

  @Test(
    "in any order and over any partition errors are the same bits",
    arguments: LossAccumulatorTests.cases)
  func merged(_ testCase: LossAccumulatorTests.Case) throws {
    let samples = testCase.samples(count: 60)
    for reduction in [Reduction.mean, .weightedMean] {
      var convention = testCase.convention
      convention.reduction = reduction
      let evaluator = try LossEvaluator(convention, predictionCount: testCase.predictionCount)
      func gathered(_ indices: [Int]) throws -> LossAccumulator {
        var accumulator = LossAccumulator(evaluator)
        try accumulator.add(samples.batch(indices[...]))
        return accumulator
      }
      let whole = try gathered(Array(0..<60)).summary
      #expect(whole.standardError != nil)
      var parts = try gathered(Array((40..<60).reversed()))
      try parts.add(LossAccumulator(evaluator))
      try parts.add(gathered(Array(0..<1)))
      var other = LossAccumulator(evaluator)
      try other.add(gathered(Array(1..<40)))
      try other.add(parts)
      #expect(other.summary == whole)
    }
  }

  @Test("nothing is gathered where no standard error is wanted")
  func unwanted() throws {
    let evaluator = try LossEvaluator(
      Convention(task: .multilabel, input: .logits, alpha: .none), predictionCount: 2)
    let batch = SampleBatch(predictions: [1, 2, 3, 4], targets: .values([0, 1, 1, 0]))
    var plain = LossAccumulator(evaluator, hasCrossEntropy: false)
    var ofLoss = LossAccumulator(evaluator, hasCrossEntropy: false, standardErrors: .ofLoss)
    try plain.add(batch)
    try ofLoss.add(batch)
    #expect(plain.moments == nil && plain.columnMoments == nil)
    #expect(plain.summary.standardError == nil && ofLoss.summary.standardError != nil)
    #expect(ofLoss.columnMoments == nil)
    #expect(plain.byteCount < ofLoss.byteCount)
    #expect(throws: EvaluationError.otherConvention) { try plain.add(ofLoss) }
  }
}
