import FocalLoss
import TestSupport
import Testing

/// Every modulator, on set A and on cases by hand.
@Suite struct ModulatorTests {
  private static func convention(
    _ modulator: Modulator, _ task: ClassificationTask = .binary,
    _ input: PredictionKind = .logits, gamma: Double = 2
  ) -> Convention { Convention(task: task, input: input, gamma: gamma, modulator: modulator) }

  /// The losses of set A, in the digits in which they are known.
  private static let published: [(Modulator, [Double], [Double])] = [
    (
      Modulator(.reduced, [0.5]),
      [0.00721425, 0.97407698, 0.69314718, 1.70141328, 0.00043713, 2.3486e-5],
      [5e-9, 5e-9, 5e-9, 5e-9, 5e-9, 5e-10]
    ),
    (
      Modulator(.flStar, [1]),
      [0.00335767, 0.34657359, 0.15663084, 1.06346401, 0.00045573, 6.1701e-5],
      [5e-9, 5e-9, 5e-9, 5e-9, 5e-9, 5e-10]
    ),
    (
      Modulator(.asl, [1, 4, 0.05]),
      [1.6447564e-6, 0.60632331, 0.34657359, 0.50651532, 0.00230430, 0],
      [5e-14, 5e-9, 5e-9, 5e-9, 5e-9, 0]
    ),
  ]

  @Test("set A has its recorded losses, to the digits recorded", arguments: published)
  func setA(modulator: Modulator, losses: [Double], digits: [Double]) throws {
    let ours = try Self.convention(modulator).losses(SetA.logits, .values(SetA.targets))
    for (loss, (recorded, digit)) in zip(ours, zip(losses, digits)) {
      #expect((loss - recorded).magnitude <= 1.001 * digit, "\(loss), \(recorded)")
    }
    if modulator.kind == .asl {
      #expect(isClose(ours.reduce(0, +), 1.4617181602149043, relative: 1e-14))
    }
  }

  @Test("one-sided gammas without a margin are the focal losses of the two sides")
  func oneSided() throws {
    let asl = Self.convention(Modulator(.asl, [1, 3, 0]))
    let perClass = Self.convention(Modulator(.perClass, [3, 1]))
    for (logit, target) in zip(SetA.logits, SetA.targets) {
      let power = Self.convention(.power, gamma: target == 1 ? 1 : 3)
      let loss = try power.loss([logit], .values([target]))
      #expect(try asl.loss([logit], .values([target])) == loss)
      #expect(try perClass.loss([logit], .values([target])) == loss)
    }
  }

  @Test("a gamma for every class is that of the true one; of a column in one-vs-all")
  func perClass() throws {
    let gammas = [0.5, 2, 5]
    let rows = Self.convention(Modulator(.perClass, gammas), .multiclass)
    let columns = Self.convention(Modulator(.perClass, gammas), .oneVsAll)
    let row = [0.3, -1, 2]
    for classIndex in 0..<3 {
      let power = Self.convention(.power, .multiclass, gamma: gammas[classIndex])
      #expect(
        try rows.loss(row, .classes([Int32(classIndex)]))
          == power.loss(row, .classes([Int32(classIndex)])))
      let elements = try (0..<3).map { column in
        try Self.convention(.power, gamma: gammas[column]).loss(
          [row[column]], .values([column == classIndex ? 1 : 0]))
      }
      let loss = try columns.loss(row, .classes([Int32(classIndex)]))
      #expect(ulpDistance(loss, elements.reduce(0, +)) <= 2)
    }
  }

  @Test("a margin takes easy negatives away, and is in the cross entropy too")
  func margin() throws {
    let asl = Self.convention(Modulator(.asl, [0, 1, 0.25]), .binary, .probabilities)
    #expect(try asl.loss([0.25], .values([0])).bitPattern == 0)
    #expect(try asl.loss([0.1], .values([0])).bitPattern == 0)
    // p_m = ½: ½·ln 2.
    #expect(try asl.loss([0.75], .values([0])) == 0.5 * 0.6931471805599453)
    #expect(try asl.loss([0.75], .values([1])) == 0.2876820724517809)
  }

  @Test("reduced jumps at its threshold unless that is ½; reduced-continuous never does")
  func reduced() throws {
    func loss(_ kind: Modulator.Kind, _ threshold: Double, _ p: Double) throws -> Double {
      try Self.convention(Modulator(kind, [threshold]), .binary, .probabilities)
        .loss([p], .values([1]))
    }
    let ln4 = 2 * 0.6931471805599453
    // p_t below θ keeps all; at θ = ¼ the factor is (¾/¼)² and (¾/¾)².
    #expect(try loss(.reduced, 0.25, 0.125) == 3 * 0.6931471805599453)
    #expect(try loss(.reduced, 0.25, 0.25) == 9 * ln4)
    #expect(try loss(.reducedContinuous, 0.25, 0.25) == ln4)
    #expect(try loss(.reducedContinuous, 0.25, 0.125) == 3 * 0.6931471805599453)
    #expect(try loss(.reduced, 0.5, 0.5) == 0.6931471805599453)
    #expect(try loss(.reduced, 0.5, 0.75) == loss(.reducedContinuous, 0.5, 0.75))
    #expect(try loss(.reduced, 0.5, 1).bitPattern == 0)
  }

  @Test("poly1 adds ε₁·q^(γ+1), which class weights multiply and α does not")
  func poly1() throws {
    let poly = Self.convention(Modulator(.poly1, [3]), .binary, .probabilities, gamma: 1)
    #expect(try poly.loss([0.5], .values([1])) == 0.5 * 0.6931471805599453 + 0.75)
    #expect(try poly.loss([1], .values([1])).bitPattern == 0)
    var weighted = poly
    weighted.alpha = .balanced(0)
    weighted.classWeights = [7, 2]
    #expect(try weighted.loss([0.5], .values([1])) == 1.5)
    weighted.alpha = .balanced(1)
    #expect(try weighted.loss([0.5], .values([1])) == 2 * (0.5 * 0.6931471805599453) + 1.5)
    // The focal part, .3366654378 on set M with α .25, and Σ q³ over its twelve elements.
    var rows = Self.convention(Modulator(.poly1, [1]), .oneVsAll)
    rows.alpha = .balanced(0.25)
    rows.reduction = .meanElements
    let samples = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let summary = try rows.summary(samples, predictionCount: 3)
    #expect(isClose(summary.loss ?? .nan, 0.5123354771382974, relative: 1e-14))
    // The sums by class are those of the samples of the class.
    let losses = try rows.losses(SetM.logits, .classes(SetM.classes), predictionCount: 3)
    #expect(isClose(summary.classes[0].sum, losses[0] + losses[3], relative: 1e-15))
    #expect(isClose(summary.classes[2].sum, losses[1], relative: 1e-15))
  }

  @Test("poly1 of a soft target is that of the rule's complement, or the expectation")
  func softPoly1() throws {
    // At logit 0 every complement is ½: α .25 of y = ¾ is ⅜, and ε₁·q² is ¾.
    for rule in SoftTargetRule.allCases where ![.distance, .logMixture].contains(rule) {
      var poly = Self.convention(Modulator(.poly1, [3]), gamma: 1)
      poly.alpha = .balanced(0.25)
      poly.softTargets = rule
      let loss = try poly.loss([0], .values([0.75]))
      #expect(isClose(loss, 0.375 * 0.5 * 0.6931471805599453 + 0.75, relative: 1e-15), "\(rule)")
      guard rule.isMeaningful(in: .multiclass) else { continue }
      poly.task = .multiclass
      poly.alpha = Alpha(.perClass, [0.75, 0.25])
      let softmax = try poly.loss([0, 0], .values([0.25, 0.75]))
      #expect(isClose(softmax, loss, relative: 1e-15), "\(rule)")
    }
  }

  @Test(
    "asl-single-label is the softmax loss, with p^γ₋ for what smoothing gives the other classes")
  func singleLabel() throws {
    var convention = Self.convention(Modulator(.aslSingleLabel, [2, 4]), .multiclass)
    let row = [0.3, -1, 2]
    let power = Self.convention(.power, .multiclass)
    #expect(try convention.loss(row, .classes([1])) == power.loss(row, .classes([1])))
    // Two classes of p = ½: .95·½²·ln 2 + .05·½⁴·ln 2, whichever is true.
    convention.labelSmoothing = 0.1
    convention.softTargets = .expected
    let half = (0.95 * 0.25 + 0.05 * 0.0625) * 0.6931471805599453
    for targets in [SampleBatch.Targets.classes([0]), .values([0.3, 0.7]), .values([0, 1])] {
      #expect(isClose(try convention.loss([1, 1], targets), half, relative: 1e-15))
    }
    // The class that is impossible has p⁴·ce, whose limit is 0.
    #expect(try convention.loss([0, -.infinity], .classes([0])).bitPattern == 0)
  }

  @Test("normalized divides the sums by Σ q^γ, and never by less than 1e-6")
  func normalized() throws {
    let samples = SampleBatch(predictions: SetA.logits, targets: .values(SetA.targets))
    let modulator = Modulator(.normalized)
    var convention = Self.convention(modulator)
    let summary = try convention.summary(samples)
    #expect(isClose(summary.mean ?? .nan, 0.2129, relative: 0, absolute: 5e-5))
    // At γ 0 every factor is 1: the sum is the mean of the cross entropies.
    convention.gamma = 0
    #expect(ulpDistance(try convention.summary(samples).sum, SetA.rows[0].sum / 6) <= 8)
    // Losses of single samples are those of the power.
    #expect(
      try Self.convention(modulator).losses(SetA.logits, .values(SetA.targets))
        == Self.convention(.power).losses(SetA.logits, .values(SetA.targets)))
    let easy = SampleBatch(predictions: [20], targets: .values([1]))
    let power = try Self.convention(.power).loss([20], .values([1]))
    #expect(
      isClose(try Self.convention(modulator).summary(easy).sum, power / 1e-6, relative: 1e-15))
  }

  @Test("normalized in multilabel is by column, weighted, and the same over any split")
  func normalizedColumns() throws {
    var convention = Self.convention(Modulator(.normalized), .multilabel, gamma: 1)
    convention.softTargets = .expCrossEntropy
    let samples = SampleBatch(
      predictions: [0, 1, -1, 2, 0.5, 0.25], targets: .values([1, 0, 0, 1, 1, 1]),
      weights: [1, 2, 0.5])
    let columns = try (0..<2).map { column -> Double in
      let single = Self.convention(Modulator(.normalized), gamma: 1)
      return try single.summary(
        SampleBatch(
          predictions: [0, 2, 4].map { samples.predictions[$0 + column] },
          targets: .values([[1, 0, 1], [0, 1, 1]][column]), weights: samples.weights)
      ).sum
    }
    let summary = try convention.summary(samples, predictionCount: 2)
    #expect(ulpDistance(summary.sum, columns[0] + columns[1]) <= 2)
    for (entry, column) in zip(summary.classes, columns) {
      #expect(ulpDistance(entry.sum, column) <= 2)
    }
    let evaluator = try LossEvaluator(convention, predictionCount: 2)
    var merged = evaluator.accumulator(
      of: SampleBatch(predictions: [0, 1], targets: .values([1, 0]), weights: [1]))
    merged.merge(
      evaluator.accumulator(
        of: SampleBatch(
          predictions: [-1, 2, 0.5, 0.25], targets: .values([0, 1, 1, 1]), weights: [2, 0.5])))
    #expect(merged.summary == summary)
  }

  @Test("no modulator makes NaN or −0 at the edges", arguments: Modulator.Kind.allCases)
  func edges(kind: Modulator.Kind) throws {
    let modulator = Modulator(kind, kind == .perClass ? [0, 1.5] : kind.defaults)
    guard kind.isMeaningful(in: .binary), !Self.qualityKinds.contains(kind) else { return }
    let logits = [-.infinity, -1e308, -800, -37, 0, 0x1p-1074, 37, 800, 1e308, .infinity]
    for gamma in [0.5, 2, 5] {
      var convention = Self.convention(modulator, gamma: gamma)
      for y in [0, 1, 0.5] {
        convention.softTargets = y == 0.5 ? .expected : nil
        let losses = try convention.losses(logits, .values(logits.map { _ in y }))
        #expect(losses.allSatisfy { $0 >= 0 && ($0 != 0 || $0.sign == .plus) }, "\(losses)")
      }
    }
  }

  /// Those whose samples have a quality too, which QualityTests try.
  private static let qualityKinds: [Modulator.Kind] = [.varifocal, .mal, .iaBCE]

  private static let refused: [(Convention, ParameterError)] = [
    (convention(Modulator(.asl, [1, 4])), .modulatorCount(.asl, found: 2, expected: 3)),
    (convention(Modulator(.power, [1])), .modulatorCount(.power, found: 1, expected: 0)),
    (convention(Modulator(.perClass)), .modulatorCount(.perClass, found: 0, expected: 1)),
    (convention(Modulator(.perClass, [1])), .modulatorCount(.perClass, found: 1, expected: 2)),
    (
      convention(Modulator(.asl, [1, 4, 1])),
      .modulatorOutOfRange(.asl, parameter: "margin", 1)
    ),
    (
      convention(Modulator(.asl, [1, -4, 0])),
      .modulatorOutOfRange(.asl, parameter: "negative", -4)
    ),
    (
      convention(Modulator(.reduced, [0])),
      .modulatorOutOfRange(.reduced, parameter: "threshold", 0)
    ),
    (
      convention(Modulator(.perClass, [1, -1])),
      .modulatorOutOfRange(.perClass, parameter: "gammas", -1)
    ),
    (
      convention(Modulator(.poly1, [-1.5])),
      .modulatorOutOfRange(.poly1, parameter: "epsilon", -1.5)
    ),
    (
      convention(Modulator(.schedule, [0.5, 2, 0.25, 1, 1, 3])),
      .modulatorOutOfRange(.schedule, parameter: "bounds", 0.25)
    ),
    (
      convention(Modulator(.schedule, [0.5, 2])),
      .modulatorOutOfRange(.schedule, parameter: "bounds", 0.5)
    ),
    (
      convention(Modulator(.schedule, [1, -2])),
      .modulatorOutOfRange(.schedule, parameter: "gammas", -2)
    ),
    (convention(Modulator(.schedule, [1])), .modulatorCount(.schedule, found: 1, expected: 2)),
    (convention(Modulator(.dual)), .modulatorForTask(.dual, .binary)),
    (
      convention(Modulator(.normalizedSoftmax), .oneVsAll),
      .modulatorForTask(.normalizedSoftmax, .oneVsAll)
    ),
    (
      convention(Modulator(.powerMargin, [1])),
      .modulatorOutOfRange(.powerMargin, parameter: "margin", 1)
    ),
    (
      convention(Modulator(.flStar, [.infinity])),
      .modulatorOutOfRange(.flStar, parameter: "beta", .infinity)
    ),
    (convention(Modulator(.flStar, [0]), gamma: 0), .modulatorNeedsGamma(.flStar)),
    (convention(Modulator(.flStar, [0]), .multiclass), .modulatorForTask(.flStar, .multiclass)),
    (convention(Modulator(.asl, [1, 4, 0]), .multiclass), .modulatorForTask(.asl, .multiclass)),
    (convention(Modulator(.normalized), .oneVsAll), .modulatorForTask(.normalized, .oneVsAll)),
  ]

  @Test("values out of range and combinations that mean nothing are refused", arguments: refused)
  func refuses(convention: Convention, error: ParameterError) {
    #expect(throws: error) {
      try LossEvaluator(convention, predictionCount: convention.task == .binary ? 1 : 3)
    }
  }

  @Test(
    "a modulator that tells sides apart is refused with a rule that mixes them",
    arguments: Modulator.Kind.allCases)
  func softRules(kind: Modulator.Kind) throws {
    for rule in SoftTargetRule.allCases {
      var convention = Self.convention(Modulator(kind, kind == .perClass ? [1, 2] : kind.defaults))
      guard kind.isMeaningful(in: .binary) else {
        convention.task = .multiclass
        convention.softTargets = rule
        guard rule.isMeaningful(in: .multiclass) else { continue }
        #expect((try? convention.validate()) != nil ? rule == .expected : rule != .expected)
        continue
      }
      convention.softTargets = rule
      if kind.isMeaningful(with: rule) {
        _ = try convention.loss([0.5], .values([0.25]))
      } else {
        #expect(throws: ParameterError.modulatorWithSoftTargets(kind, rule)) {
          try convention.validate()
        }
      }
    }
  }

  @Test("derivatives of another modulator than the power are refused")
  func withoutDerivatives() {
    #expect(Self.convention(.power).hasDerivatives)
    #expect(!Self.convention(Modulator(.poly1, [1])).hasDerivatives)
    #expect(throws: EvaluationError.derivativesUnknown(.poly1)) {
      try Convention(task: .binary, input: .logits, modulator: Modulator(.poly1, [1]))
        .derivatives([0], .values([1]))
    }
  }
}
