import FocalLoss
import Testing

/// Whatever does not fit is thrown before anything is computed.
@Suite struct EvaluationErrorTests {
  private static func check(
    _ task: ClassificationTask, _ samples: SampleBatch, width: Int = 2,
    softTargets: SoftTargetRule? = nil, smoothing: Double = 0
  ) throws {
    let convention = Convention(
      task: task, input: .logits, softTargets: softTargets, labelSmoothing: smoothing)
    let evaluator = try LossEvaluator(convention, predictionCount: width)
    try evaluator.check(samples)
    _ = try evaluator.losses(of: samples)
    _ = try evaluator.derivatives(of: samples)
    var accumulator = LossAccumulator(evaluator)
    try accumulator.add(samples)
  }

  /// What is wrong, and the error that says so.
  private static let mistakes: [(ClassificationTask, SampleBatch, EvaluationError)] = [
    (
      .multiclass, SampleBatch(predictions: [1, 2, 3], targets: .classes([0])),
      .predictionCount(found: 3, perSample: 2)
    ),
    (
      .multiclass, SampleBatch(predictions: [1, 2], targets: .classes([0, 1])),
      .targetCount(found: 2, expected: 1)
    ),
    (
      .multilabel, SampleBatch(predictions: [1, 2], targets: .values([1])),
      .targetCount(found: 1, expected: 2)
    ),
    (
      .multiclass, SampleBatch(predictions: [1, 2], targets: .classes([0]), weights: [1, 1]),
      .weightCount(found: 2, expected: 1)
    ),
    (
      .multilabel, SampleBatch(predictions: [1, 2], targets: .classes([0])),
      .targetKind(.multilabel)
    ),
    (
      .oneVsAll, SampleBatch(predictions: [1, 2], targets: .values([0, 1])), .targetKind(.oneVsAll)
    ),
    (
      .multilabel, SampleBatch(predictions: [1, 2], targets: .values([0, 1.5])),
      .targetOutOfRange(1.5, element: 1)
    ),
    (
      .multilabel, SampleBatch(predictions: [1, 2], targets: .values([-0.5, 1])),
      .targetOutOfRange(-0.5, element: 0)
    ),
  ]

  @Test(
    "every mistake has its error, for losses, derivatives and sums", arguments: mistakes.indices)
  func refused(index: Int) throws {
    let (task, samples, error) = Self.mistakes[index]
    let evaluator = try LossEvaluator(Convention(task: task, input: .logits), predictionCount: 2)
    #expect(throws: error) { try evaluator.check(samples) }
    #expect(throws: error) { try evaluator.losses(of: samples) }
    #expect(throws: error) { try evaluator.derivatives(of: samples) }
    var accumulator = LossAccumulator(evaluator)
    #expect(throws: error) { try accumulator.add(samples) }
    #expect(accumulator.summary.count == 0)
  }

  @Test("what fits is taken: the background, fractions with a rule, smoothed targets, no samples")
  func taken() throws {
    try Self.check(.oneVsAll, SampleBatch(predictions: [1, 2], targets: .classes([-1])))
    let fractions = SampleBatch(predictions: [1, 2], targets: .values([0.25, 0.75]))
    try Self.check(.multilabel, fractions, softTargets: .mixture)
    try Self.check(.multiclass, fractions, softTargets: .expected)
    try Self.check(.multilabel, fractions, smoothing: 0.1)
    try Self.check(.multilabel, SampleBatch(predictions: [], targets: .values([])))
    try Self.check(.multiclass, SampleBatch(predictions: [], targets: .classes([])))
  }

  @Test("an accumulator takes another one of its own convention only")
  func otherConvention() throws {
    var convention = Convention(task: .binary, input: .logits)
    let samples = SampleBatch(predictions: [0], targets: .values([1]))
    var accumulator = LossAccumulator(try LossEvaluator(convention, predictionCount: 1))
    try accumulator.add(samples)
    try accumulator.add(accumulator)
    #expect(accumulator.summary.count == 2)
    convention.gamma = 3
    let other = LossAccumulator(try LossEvaluator(convention, predictionCount: 1))
    #expect(throws: EvaluationError.otherConvention) { try accumulator.add(other) }
  }
}
