import TestSupport
import Testing

@testable import FocalLoss

/// The loss of constant predictions, against files that have the same predictions in every row.
@Suite struct ConstantLossTests {
  private static func constant(
    _ convention: Convention, _ samples: SampleBatch, _ columns: Int
  ) throws -> ConstantLoss? {
    let accumulator = try LossEvaluator(convention, predictionCount: columns)
      .accumulator(of: samples)
    var targets = TargetSums(task: convention.task, predictionCount: columns)
    targets.add(samples)
    return ConstantLoss(accumulator, TargetWeights(accumulator, targets))
  }

  static let conventions: [Convention] =
    [ClassificationTask.oneVsAll, .multiclass].flatMap { task in
      [
        Convention(task: task, input: .logits),
        Convention(task: task, input: .logits, gamma: 0.5, reduction: .macro),
        Convention(
          task: task, input: .logits, classWeights: [1, 2, 0.25, 3, 1], reduction: .weightedMean),
        Convention(task: task, input: .logits, epsilon: .clip(1e-3), reduction: .sum),
        Convention(task: task, input: .logits, labelSmoothing: 0.125),
        Convention(
          task: task, input: .logits, alpha: Alpha(.perClass, [0.5, 1, 2, 0.25, 1]),
          labelSmoothing: 0.25, reduction: .macro),
      ]
    } + [
      Convention(task: .multiclass, input: .logits, modulator: Modulator(.normalized)),
      Convention(
        task: .multiclass, input: .logits, modulator: Modulator(.normalized),
        labelSmoothing: 0.125),
      Convention(
        task: .oneVsAll, input: .logits, alpha: Alpha(.balanced, [0.25, 0.5, 0.125, 0.75, 0.5])),
      Convention(
        task: .oneVsAll, input: .logits, classWeights: [1, 2, 0.25, 3, 1],
        classWeightRule: .column),
      Convention(
        task: .oneVsAll, input: .logits, modulator: Modulator(.asl, [1, 4, 0.0625])),
    ]

  @Test("it is the loss of a file of constants", arguments: conventions)
  func constants(_ convention: Convention) throws {
    // Column 3 has no positive; a row of no class where that can be.
    var classes: [Int32] = [0, 1, 1, 2, 4, 4, 4, 1, 0, 4, 2, 4]
    if convention.task == .oneVsAll { classes.append(-1) }
    for logits in [[0.5, -1, 2, -3, 0.25], [0, 0, 0, 0, 0], [-30, 4, -2, 40, 1]] {
      let samples = SampleBatch(
        predictions: classes.flatMap { _ in logits }, targets: .classes(classes))
      // Softmax is told p_t, so that its logits are those of the probabilities themselves.
      let own =
        convention.task == .multiclass ? Self.ownLogits(logits) : logits
      let expected = try #require(try convention.summary(samples, predictionCount: 5).loss)
      let found = try #require(try Self.constant(convention, samples, 5)?.loss(own))
      let isExact = convention.task == .oneVsAll && convention.labelSmoothing == 0
      #expect(
        isExact ? found == expected : isClose(found, expected, relative: 1e-13),
        "\(found) \(expected)")
    }
  }

  /// The logit of every class's own probability under a softmax: z_c − ln Σ over the others of e^z.
  private static func ownLogits(_ logits: [Double]) -> [Double] {
    logits.indices.map { own in
      let others = logits.indices.filter { $0 != own }.map { Elementary.exp(logits[$0]) }
      return logits[own] - Elementary.log(others.reduce(0, +))
    }
  }

  @Test("an infinite loss of a column is that of all rows but those of its class")
  func infinities() throws {
    let convention = Convention(task: .oneVsAll, input: .logits, reduction: .sum)
    func loss(_ classes: [Int32], _ logits: [Double]) throws -> Double? {
      let samples = SampleBatch(
        predictions: classes.flatMap { _ in logits }, targets: .classes(classes))
      return try Self.constant(convention, samples, 3)?.loss(logits)
    }
    #expect(try loss([0, 0], [.infinity, -.infinity, -.infinity]) == 0)
    #expect(try loss([0, 1], [.infinity, -.infinity, -.infinity]) == .infinity)
    #expect(try loss([0, 0], [.infinity, .infinity, 0]) == .infinity)
  }

  @Test(
    "the terms grow with the classes, not with their square",
    arguments: [ClassificationTask.oneVsAll, .multiclass])
  func termCount(_ task: ClassificationTask) throws {
    for smoothing in [0, 0.1] {
      let convention = Convention(task: task, input: .logits, labelSmoothing: smoothing)
      for count in [10, 200] {
        let samples = SampleBatch(
          predictions: Array(repeating: 0, count: count * count),
          targets: .classes((0..<count).map { Int32($0) }))
        let constant = try #require(try Self.constant(convention, samples, count))
        #expect(constant.termCount <= 4 * count)
      }
    }
  }
}
