import FocalLoss
import TestSupport
import Testing

@Suite struct LabelSmoothingTests {
  private static func convention(
    _ task: ClassificationTask, _ smoothing: Double, _ rule: SoftTargetRule?, gamma: Double = 2
  ) -> Convention {
    Convention(
      task: task, input: .logits, gamma: gamma, softTargets: rule, labelSmoothing: smoothing)
  }

  @Test("without a rule smoothing uses the expected loss")
  func expected() throws {
    for (task, targets) in [
      (ClassificationTask.binary, SampleBatch.Targets.values([1])), (.oneVsAll, .classes([0])),
    ] {
      let loss = try Self.convention(task, 0.1, nil).loss([0.7], targets)
      #expect(loss == (try Self.convention(task, 0.1, .expected).loss([0.7], targets)))
      #expect(loss != (try Self.convention(task, 0.1, .mixture).loss([0.7], targets)))
    }
  }

  @Test(
    "smoothing .25 is the soft target .875 or .125, and ⅓ of it a class of three",
    arguments: SoftTargetRule.allCases.filter { $0 != .positiveFactor })
  func targets(rule: SoftTargetRule) throws {
    for (hard, soft) in [(1.0, 0.875), (0, 0.125)] {
      let smoothed = try Self.convention(.binary, 0.25, rule).loss([0.7], .values([hard]))
      #expect(smoothed == (try Self.convention(.binary, 0, rule).loss([0.7], .values([soft]))))
      let already = try Self.convention(.binary, 0.25, rule).loss([0.7], .values([soft]))
      // .875 · .75 + .125.
      let twice = soft * 0.75 + 0.125
      #expect(already == (try Self.convention(.binary, 0, rule).loss([0.7], .values([twice]))))
    }
    guard rule.isMeaningful(in: .multiclass) else { return }
    let row = [0.3, -1, 2]
    let smoothed = try Self.convention(.multiclass, 0.375, rule).loss(row, .classes([1]))
    #expect(
      smoothed
        == (try Self.convention(.multiclass, 0, rule).loss(row, .values([0.125, 0.75, 0.125]))))
    #expect(
      smoothed == (try Self.convention(.multiclass, 0.375, rule).loss(row, .values([0, 1, 0]))))
  }

  @Test("the rule that modulates given fractions as positives smooths as expected")
  func positiveFactor() throws {
    for target in [0, 0.3, 1] {
      #expect(
        try Self.convention(.binary, 0.25, .positiveFactor).loss([0.7], .values([target]))
          == Self.convention(.binary, 0.25, .expected).loss([0.7], .values([target])))
    }
  }

  @Test("smoothing 1 forgets the label")
  func all() throws {
    for label in [0.0, 1] {
      #expect(
        try Self.convention(.binary, 1, .mixture).loss([0.7], .values([label]))
          == Self.convention(.binary, 0, .mixture).loss([0.7], .values([0.5])))
    }
    let losses = try (0..<4).map {
      try Self.convention(.multiclass, 1, nil).loss([1, 2, 3, 4], .classes([$0]))
    }
    #expect(Set(losses).count == 1)
  }

  @Test("one-vs-all and multilabel smooth every element as a binary one")
  func elements() throws {
    let logits = [0.7, -1.5]
    let binary = try Self.convention(.binary, 0.1, nil).losses(logits, .values([1, 0]))
    for loss in [
      try Self.convention(.oneVsAll, 0.1, nil).loss(logits, .classes([0])),
      try Self.convention(.multilabel, 0.1, nil).loss(logits, .values([1, 0])),
    ] { #expect(ulpDistance(loss, binary[0] + binary[1]) <= 2) }
  }
}
