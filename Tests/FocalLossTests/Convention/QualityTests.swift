import FocalLoss
import TestSupport
import Testing

/// The modulators of the quality of positives, on set A and at the ends.
@Suite struct QualityTests {
  private static let qualities = [0, 0.6, 0.9, 0, 0.8, 0]

  private static func convention(
    _ kind: Modulator.Kind, alpha: Double? = nil, gamma: Double = 2
  ) -> Convention {
    Convention(
      task: .binary, input: .logits, alpha: alpha.map { Alpha(.negatives, [$0]) } ?? .none,
      gamma: gamma, modulator: Modulator(kind, kind.defaults))
  }

  private static func loss(
    _ convention: Convention, _ logit: Double, _ target: Double, _ quality: Double
  ) throws -> Double {
    try LossEvaluator(convention, predictionCount: 1).losses(
      of: SampleBatch(predictions: [logit], targets: .values([target]), qualities: [quality]))[0]
  }

  @Test(
    "set A has its recorded sums",
    arguments: [
      (convention(.varifocal, alpha: 0.75), 2.4614598467891122),
      (convention(.varifocal, alpha: 0.2), 1.8349648842758357),
      (convention(.mal, gamma: 1.5), 3.5646016186756233),
      (convention(.mal), 3.614893266337933), (convention(.iaBCE), 3.1150332687714317),
    ])
  func setA(convention: Convention, sum: Double) throws {
    let samples = SampleBatch(
      predictions: SetA.logits, targets: .values(SetA.targets), qualities: Self.qualities)
    #expect(isClose(try convention.summary(samples).sum, sum, relative: 2e-15))
    // The same elements as columns of one-vs-all, whose rows have one positive at most.
    var columns = convention
    columns.task = .oneVsAll
    let rows = SampleBatch(
      predictions: SetA.logits, targets: .classes([1, 0, 0]), qualities: [0.6, 0.9, 0.8])
    #expect(isClose(try columns.summary(rows, predictionCount: 2).sum, sum, relative: 2e-15))
  }

  @Test("of quality 1 mal is the cross entropy, and varifocal too; of 0 it has no positive")
  func ends() throws {
    for kind in [Modulator.Kind.varifocal, .mal] {
      #expect(try Self.loss(Self.convention(kind), 0, 1, 1) == 0.6931471805599453)
      #expect(try Self.loss(Self.convention(kind), .infinity, 1, 1).bitPattern == 0)
      #expect(try Self.loss(Self.convention(kind), -.infinity, 1, 1) == .infinity)
    }
    #expect(try Self.loss(Self.convention(.varifocal), -.infinity, 1, 0).bitPattern == 0)
    #expect(try Self.loss(Self.convention(.mal), -.infinity, 1, 0).bitPattern == 0)
    #expect(try Self.loss(Self.convention(.mal), .infinity, 1, 0.5) == .infinity)
    // γ 0 makes every target 1, u = 0 too.
    #expect(try Self.loss(Self.convention(.mal, gamma: 0), 0, 1, 0) == 0.6931471805599453)
    for kind in [Modulator.Kind.varifocal, .mal, .iaBCE] {
      // A negative is that of the focal loss, whatever quality it has.
      let power = Convention(task: .binary, input: .logits)
      for logit in [-Double.infinity, -800, -1, 3, 800, .infinity] {
        #expect(
          try Self.loss(Self.convention(kind), logit, 0, 0.5)
            == power.loss([logit], .values([0])))
      }
    }
  }

  @Test("what does not fit is refused")
  func refused() throws {
    let evaluator = try LossEvaluator(Self.convention(.mal), predictionCount: 1)
    let samples = SampleBatch(predictions: [0], targets: .values([1]))
    #expect(throws: EvaluationError.qualityCount(found: 0, expected: 1)) {
      try evaluator.losses(of: samples)
    }
    var wrong = samples
    wrong.qualities = [1.5]
    #expect(throws: EvaluationError.qualityOutOfRange(1.5, sample: 0)) {
      try evaluator.losses(of: wrong)
    }
    var convention = Self.convention(.mal)
    convention.alpha = .balanced(0.25)
    #expect(throws: ParameterError.alphaRuleForModulator(.balanced, .mal)) {
      try convention.validate()
    }
    convention = Self.convention(.iaBCE, alpha: 0.5)
    #expect(throws: ParameterError.alphaRuleForModulator(.negatives, .iaBCE)) {
      try convention.validate()
    }
    convention = Self.convention(.varifocal)
    convention.labelSmoothing = 0.1
    #expect(throws: ParameterError.modulatorWithLabelSmoothing(.varifocal)) {
      try convention.validate()
    }
    #expect(!Self.convention(.iaBCE).hasDerivatives && Self.convention(.mal).hasDerivatives)
  }
}
