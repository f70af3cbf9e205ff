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

  @Test(
    "others share what the true class loses; with two classes that is smoothing by twice as much")
  func others() throws {
    var rule = Self.convention(.multiclass, 0.3, .expected)
    rule.smoothingRule = .others
    let shares = [0.15, 0.7, 0.15]
    let row = [1, 2, -0.5]
    #expect(
      isClose(
        try rule.loss(row, .classes([1])),
        try Self.convention(.multiclass, 0, .expected).loss(row, .values(shares)),
        relative: 1e-15))
    var binary = Self.convention(.binary, 0.125, .mixture)
    binary.smoothingRule = .others
    for y in [0, 0.25, 1] {
      #expect(
        try binary.loss([0.7], .values([y]))
          == Self.convention(.binary, 0.25, .mixture).loss([0.7], .values([y])))
    }
    // A class alone has no others.
    #expect(try rule.loss([3], .classes([0])).bitPattern == 0)
  }

  @Test("cross-entropy-only has α and the factor of the label, in every task")
  func crossEntropyOnly() throws {
    var binary = Self.convention(.binary, 0.5, nil)
    binary.smoothingRule = .crossEntropyOnly
    binary.alpha = .balanced(0.25)
    let ln4 = 2 * 0.6931471805599453
    // p = ¾: α·(¼)²·(¾·ln 4/3 + ¼·ln 4).
    let ce = 0.75 * 0.2876820724517809 + 0.25 * ln4
    binary.input = .probabilities
    #expect(isClose(try binary.loss([0.75], .values([1])), 0.25 * 0.0625 * ce, relative: 1e-15))
    #expect(isClose(try binary.loss([0.25], .values([0])), 0.75 * 0.0625 * ce, relative: 1e-15))
    // The soft cross entropy of a sure prediction is infinite, but its factor vanishes faster.
    #expect(try binary.loss([1], .values([1])).bitPattern == 0)
    #expect(try binary.loss([0], .values([1])) == .infinity)
    binary.gamma = 0
    #expect(try binary.loss([1], .values([1])) == .infinity)
    // Two classes of a softmax are the sigmoid of the difference, α by class.
    var rows = Self.convention(.multiclass, 0.5, nil)
    rows.smoothingRule = .crossEntropyOnly
    rows.alpha = Alpha(.perClass, [0.75, 0.25])
    binary.gamma = 2
    binary.input = .logits
    for (label, z) in [(0, 1.5), (1, 1.5), (1, -3)] {
      #expect(
        isClose(
          try rows.loss([0, z], .classes([Int32(label)])),
          try binary.loss([z], .values([Double(label)])), relative: 1e-14))
    }
    // Columns of one-vs-all are smoothed each for itself.
    var columns = binary
    columns.task = .oneVsAll
    #expect(
      isClose(
        try columns.loss([1, -2], .classes([0])),
        try binary.loss([1], .values([1])) + binary.loss([-2], .values([0])), relative: 1e-15))
  }

  @Test("cross-entropy-only is refused where there is no factor of mixed sides")
  func refused() {
    var convention = Self.convention(.binary, 0.1, .expCrossEntropy)
    convention.smoothingRule = .crossEntropyOnly
    #expect(
      throws: ParameterError.smoothingRuleWithSoftTargets(.crossEntropyOnly, .expCrossEntropy)
    ) { try convention.validate() }
    convention.softTargets = nil
    convention.modulator = Modulator(.asl, [1, 4, 0])
    #expect(throws: ParameterError.smoothingRuleWithModulator(.crossEntropyOnly, .asl)) {
      try convention.validate()
    }
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
