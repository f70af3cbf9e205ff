import FocalLoss
import TestSupport
import Testing

/// Weights, infinities, ratios that do not exist, and what the epsilon rule capped.
@Suite struct LossSummaryEdgeTests {
  private static let exact = Convention(
    task: .binary, input: .logits, alpha: .balanced(0.1), reduction: .sum)

  private static func samples(
    _ logits: [Double], _ targets: [Double], weights: [Double] = []
  ) -> SampleBatch {
    SampleBatch(predictions: logits, targets: .values(targets), weights: weights)
  }

  @Test("weight 3 is the row three times, to the bit", arguments: [0.1, 0.25, 0.3, 0.9])
  func weightThree(alpha: Double) throws {
    var convention = Self.exact
    convention.alpha = .balanced(alpha)
    let logits = [-2.1, 0.7, 3.3]
    let targets = [1.0, 0, 1]
    let weighted = try convention.summary(Self.samples(logits, targets, weights: [1, 3, 1]))
    let repeated = try convention.summary(
      Self.samples([-2.1, 0.7, 0.7, 0.7, 3.3], [1, 0, 0, 0, 1]))
    #expect(weighted.sum.bitPattern == repeated.sum.bitPattern)
    #expect(weighted.crossEntropy?.bitPattern == repeated.crossEntropy?.bitPattern)
    #expect(weighted.weightSum == 5 && repeated.weightSum == 5)
    #expect(weighted.count == 3 && repeated.count == 5)
    convention.reduction = .weightedMean
    #expect(
      try convention.summary(Self.samples(logits, targets, weights: [1, 3, 1])).loss?.bitPattern
        == repeated.mean?.bitPattern)
  }

  @Test("weights of 1 are no weights, to the bit")
  func weightOne() throws {
    let plain = try Self.exact.summary(Self.samples(SetA.logits, SetA.targets))
    let ones = Array(repeating: 1.0, count: 6)
    #expect(
      plain == (try Self.exact.summary(Self.samples(SetA.logits, SetA.targets, weights: ones))))
  }

  @Test("weighted and unweighted batches add up")
  func mixedWeights() throws {
    let evaluator = try LossEvaluator(Self.exact, predictionCount: 1)
    var accumulator = evaluator.accumulator(of: Self.samples([1], [1], weights: [2.5]))
    accumulator.merge(evaluator.accumulator(of: Self.samples([1, 1], [1, 1])))
    #expect(accumulator.summary.weightSum == 4.5)
    let single = try Self.exact.summary(Self.samples([1], [1], weights: [4.5]))
    #expect(accumulator.summary.sum.bitPattern == single.sum.bitPattern)
  }

  @Test("a weight of 0 takes an infinite loss out of the sum, and leaves the row in the count")
  func weightZero() throws {
    let summary = try Self.exact.summary(
      Self.samples([-.infinity, 1, .infinity], [1, 1, 0], weights: [0, 1, 0]))
    let alone = try Self.exact.summary(Self.samples([1], [1]))
    #expect(summary.sum.bitPattern == alone.sum.bitPattern)
    #expect(summary.crossEntropy?.bitPattern == alone.crossEntropy?.bitPattern)
    #expect(summary.count == 3 && summary.weightSum == 1)
  }

  @Test("a factor of 0 takes an infinite loss out of the sum: α 0, α 1 and class weight 0")
  func factorZero() throws {
    let conventions: [Convention] = [
      Convention(task: .binary, input: .logits, alpha: .balanced(0)),
      Convention(task: .binary, input: .logits, classWeights: [1, 0]),
      Convention(task: .binary, input: .logits, alpha: Alpha(.scale, [0])),
      Convention(task: .binary, input: .logits, alpha: Alpha(.positivesOnly, [0])),
    ]
    for convention in conventions {
      let summary = try convention.summary(Self.samples([-.infinity, .infinity], [1, 1]))
      #expect(summary.sum.bitPattern == 0 && summary.mean?.bitPattern == 0)
      #expect(summary.classes[1].sum.bitPattern == 0)
      // The cross entropy has no α and no class weights.
      #expect(summary.crossEntropy == .infinity)
    }
    let balanced = Convention(task: .binary, input: .logits, alpha: .balanced(1))
    #expect(try balanced.summary(Self.samples([.infinity], [0])).sum.bitPattern == 0)
  }

  @Test("an infinite loss makes sum and mean infinite; its share of the sum does not exist")
  func infinite() throws {
    let summary = try Self.exact.summary(Self.samples([-.infinity, 1], [1, 0]))
    #expect(summary.sum == .infinity && summary.mean == .infinity && summary.loss == .infinity)
    #expect(summary.classes.map(\.share) == [0, nil])
  }

  @Test("ratios that do not exist are nil: nothing counted, all losses 0")
  func none() throws {
    let evaluator = try LossEvaluator(
      Convention(task: .binary, input: .logits), predictionCount: 1)
    let empty = LossAccumulator(evaluator).summary
    #expect(empty.loss == nil && empty.mean == nil && empty.crossEntropy == nil)
    #expect(empty.sum.bitPattern == 0 && empty.count == 0 && empty.weightSum == 0)
    #expect(empty.classes.map(\.mean) == [nil, nil] && empty.classes.map(\.share) == [nil, nil])
    let perfect = evaluator.accumulator(of: Self.samples([.infinity], [1])).summary
    #expect(perfect.mean?.bitPattern == 0 && perfect.classes.map(\.share) == [nil, nil])
    var convention = Convention(task: .binary, input: .logits, reduction: .positives)
    #expect(try LossAccumulator(LossEvaluator(convention, predictionCount: 1)).summary.loss == 0)
    convention.reduction = .weightedMean
    #expect(try convention.summary(Self.samples([1], [1], weights: [0])).loss == nil)
  }

  @Test("negative losses, which ε inside the logarithm makes, are summed like any other")
  func negative() throws {
    let convention = Convention(
      task: .binary, input: .logits, alpha: .balanced(0.25), gamma: 0, epsilon: Epsilon(.add, 0.5),
      reduction: .sum)
    let losses = try convention.losses([.infinity, 0], .values([1, 1]))
    // −ln 1.5 and −ln 1, each times ¼.
    #expect(ulpDistance(losses[0], -0.25 * 0.4054651081081644) <= 1 && losses[1] == 0)
    let summary = try convention.summary(Self.samples([.infinity, .infinity, 0], [1, 1, 1]))
    #expect(summary.sum == 2 * losses[0] && summary.mean == 2 * losses[0] / 3)
  }

  struct Capped: Sendable {
    let convention: Convention
    let predictions: [Double]
    let targets: SampleBatch.Targets
    let predictionCount: Int
    let capped: Int

    init(
      _ capped: Int, _ task: ClassificationTask, _ epsilon: Epsilon, alpha: Alpha = .none,
      _ predictions: [Double], _ targets: SampleBatch.Targets, predictionCount: Int = 1,
      input: PredictionKind = .probabilities, softTargets: SoftTargetRule? = nil
    ) {
      convention = Convention(
        task: task, input: input, alpha: alpha, epsilon: epsilon, softTargets: softTargets)
      (self.predictions, self.targets) = (predictions, targets)
      (self.predictionCount, self.capped) = (predictionCount, capped)
    }
  }

  static let cappedCases: [Capped] = [
    // At the wrong end only: a positive at 0, a negative at 1; not the easy ones, not the bound.
    Capped(2, .binary, .clip(1e-3), [0, 1, 0, 1, 0.5, 1e-3], .values([1, 0, 0, 1, 1, 1])),
    Capped(0, .binary, .none, [0, 1], .values([1, 0])),
    // Not where the factor is 0: the negatives under positives-only, the positives at α 0.
    Capped(1, .binary, .clip(1e-3), alpha: Alpha(.positivesOnly, [1]), [0, 1], .values([1, 0])),
    Capped(1, .binary, .clip(1e-3), alpha: .balanced(0), [0, 1], .values([1, 0])),
    Capped(1, .binary, Epsilon(.logFloor, 100), [0, 1e-40], .values([1, 1])),
    Capped(2, .binary, Epsilon(.add, 1e-3), [0, 1e-4, 1e-3, 1], .values([1, 1, 1, 1])),
    Capped(1, .multiclass, .clip(1e-3), [0, 1, 1, 0], .classes([0, 0]), predictionCount: 2),
    Capped(
      4, .oneVsAll, .clip(1e-3), [0, 1, 1, 0, 1, 0], .classes([0, 1, 0]), predictionCount: 2),
    // By column: α 1 on the first column weights its negatives by 0, α 0 its positives.
    Capped(
      1, .oneVsAll, .clip(1e-3), alpha: Alpha(.balanced, [1, 0.5]), [1, 1], .classes([-1]),
      predictionCount: 2),
    Capped(
      1, .oneVsAll, .clip(1e-3), alpha: Alpha(.balanced, [0, 0.5]), [0, 1], .classes([0]),
      predictionCount: 2),
    // A fractional target is capped on the side it is on.
    Capped(1, .binary, .clip(1e-3), [0, 1], .values([0.9, 0.9]), softTargets: .expected),
  ]

  @Test(
    "capped counts the elements whose loss the rule changed on the wrong side",
    arguments: cappedCases)
  func capped(entry: Capped) throws {
    let samples = SampleBatch(predictions: entry.predictions, targets: entry.targets)
    let summary = try entry.convention.summary(samples, predictionCount: entry.predictionCount)
    #expect(summary.capped == entry.capped, "\(Signature(entry.convention))")
  }

  @Test("a sample of weight 0 is not counted as capped")
  func cappedWeightZero() throws {
    let convention = Convention(task: .binary, input: .probabilities, epsilon: .clip(1e-3))
    #expect(try convention.summary(Self.samples([0, 0], [1, 1], weights: [0, 2])).capped == 1)
  }
}
