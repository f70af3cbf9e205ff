import FocalLoss
import TestSupport
import Testing

/// The modulators published since 2020, on sets A and M and on cases by hand.
@Suite struct VariantTests {
  private static func convention(
    _ modulator: Modulator, _ task: ClassificationTask = .binary,
    _ input: PredictionKind = .logits, gamma: Double = 2
  ) -> Convention { Convention(task: task, input: input, gamma: gamma, modulator: modulator) }

  private static let ln2 = 0.6931471805599453

  @Test("sets A and M have their recorded sums and means")
  func recorded() throws {
    let setA = SampleBatch(predictions: SetA.logits, targets: .values(SetA.targets))
    let setM = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let flsd = Self.convention(Modulator(.schedule, Modulator.Kind.schedule.defaults))
    #expect(try isClose(flsd.summary(setA).sum, 0.9432946457900037, relative: 2e-15))
    let inverse = Self.convention(Modulator(.inverse))
    #expect(try isClose(inverse.summary(setA).mean ?? 0, 1.082056791250641, relative: 2e-15))
    let dual = Self.convention(Modulator(.dual), .multiclass)
    let dualSum = try dual.summary(setM, predictionCount: 3).sum
    #expect(isClose(dualSum, 4.8670439646292945, relative: 2e-15))
    for (gamma, mean) in [(0.5, 0.20545392744691404), (2, 0.19344770906301986)] {
      let normalized = Self.convention(Modulator(.normalizedSoftmax), .multiclass, gamma: gamma)
      let summary = try normalized.summary(setM, predictionCount: 3)
      #expect(isClose(summary.mean ?? 0, mean, relative: 2e-15))
    }
  }

  @Test("a schedule takes the γ of the first bound above p_t, 0.2 and 0.5 being beyond their own")
  func schedule() throws {
    let schedule = Self.convention(
      Modulator(.schedule, [0.2, 5, 0.5, 3, 1, 2]), .binary, .probabilities)
    let expected: [(Double, Double)] = [
      (0, 5), (0.1, 5), (0.2, 3), (0.3, 3), (0.5, 2), (0.9, 2), (1, 2), (0.1999, 5),
    ]
    for (p, gamma) in expected {
      let power = Self.convention(.power, .binary, .probabilities, gamma: gamma)
      #expect(
        try schedule.loss([p], .values([1])) == power.loss([p], .values([1])), "p \(p)")
    }
    // One bound is the power.
    let one = Self.convention(Modulator(.schedule, [1, 1.5]))
    let power = Self.convention(.power, gamma: 1.5)
    for logit in [-800.0, -1, 0, 37, 800] {
      #expect(try one.loss([logit], .values([1])) == power.loss([logit], .values([1])))
    }
  }

  @Test("inverse has (1 + p_t)^γ, which is 1 at p_t 0 and never makes 0·∞")
  func inverse() throws {
    let inverse = Self.convention(Modulator(.inverse), .binary, .probabilities)
    #expect(try inverse.loss([0.5], .values([1])) == 2.25 * Self.ln2)
    #expect(try inverse.loss([0], .values([1])) == .infinity)
    #expect(try inverse.loss([1], .values([1])).bitPattern == 0)
    let steep = Self.convention(Modulator(.inverse), gamma: 1e6)
    #expect(try steep.loss([.infinity], .values([1])).bitPattern == 0)
    #expect(try steep.loss([-800], .values([1])) == 800)
    let none = Self.convention(Modulator(.inverse), gamma: 0)
    let power = Self.convention(.power, gamma: 0)
    #expect(try none.loss([1.5], .values([0])) == power.loss([1.5], .values([0])))
  }

  @Test("dual adds the largest probability below p_t, where there is one")
  func dual() throws {
    let dual = Self.convention(Modulator(.dual), .multiclass, .probabilities, gamma: 1)
    let ln4 = 2 * Self.ln2
    // The least probability has none below it, and equals do not count.
    #expect(try dual.loss([0.25, 0.75], .classes([0])) == 0.75 * ln4)
    #expect(try dual.loss([0.25, 0.75], .classes([1])) == 0.5 * 0.2876820724517809)
    #expect(try dual.loss([0.25, 0.25, 0.5], .classes([0])) == 0.75 * ln4)
    #expect(try dual.loss([0.125, 0.5, 0.375], .classes([1])) == 0.875 * Self.ln2)
    // At the ends: a class that is sure, and one that is impossible.
    let logits = Self.convention(Modulator(.dual), .multiclass)
    #expect(try logits.loss([.infinity, 0], .classes([0])).bitPattern == 0)
    #expect(try logits.loss([.infinity, 0], .classes([1])) == .infinity)
  }

  private static let rows: [[Double]] = [
    [2, 0.5, -1], [40, 0, 3], [0, -.infinity, 1], [-.infinity, 1, -.infinity], [.infinity, 1, 2],
    [800, -800, 0],
  ]

  @Test("normalized-softmax is a share: those of all classes sum to 1, at the ends too")
  func normalizedSoftmax() throws {
    for gamma in [0.0, 0.5, 2, 2000] {
      let normalized = Self.convention(Modulator(.normalizedSoftmax), .multiclass, gamma: gamma)
      for row in Self.rows {
        let shares = try (0..<3).map { try normalized.loss(row, .classes([$0])) }
        #expect(isClose(shares.reduce(0, +), 1, relative: 1e-15), "\(gamma) \(row): \(shares)")
        #expect(shares.allSatisfy { $0 >= 0 && $0.sign == .plus })
      }
    }
    let normalized = Self.convention(Modulator(.normalizedSoftmax), .multiclass)
    #expect(try normalized.loss([-.infinity, 1, -.infinity], .classes([0])) == 0.5)
    #expect(try normalized.loss([-.infinity, 1, -.infinity], .classes([1])).bitPattern == 0)
  }

  @Test("poly1-both is poly1 without α, and α times that with one")
  func poly1Both() throws {
    let both = Self.convention(Modulator(.poly1Both, [3]))
    let poly = Self.convention(Modulator(.poly1, [3]))
    var balanced = both
    balanced.alpha = .balanced(0.25)
    for (logit, target) in zip(SetA.logits, SetA.targets) {
      let loss = try both.loss([logit], .values([target]))
      #expect(try ulpDistance(loss, poly.loss([logit], .values([target]))) <= 1)
      #expect(
        try balanced.loss([logit], .values([target])) == (target == 1 ? 0.25 : 0.75) * loss)
    }
  }

  @Test("gaussian weighs the loss of a negative by (1 − y)^β, and that of a positive not")
  func gaussian() throws {
    var gaussian = Self.convention(Modulator(.gaussian, [4]), .binary, .probabilities)
    gaussian.softTargets = .expected
    let power = Self.convention(.power, .binary, .probabilities)
    let negative = try power.loss([0.75], .values([0]))
    #expect(try gaussian.loss([0.75], .values([0.5])) == negative / 16)
    #expect(try gaussian.loss([0.75], .values([0.25])) == negative * 0.31640625)
    #expect(try gaussian.loss([0.75], .values([0])) == negative)
    #expect(try gaussian.loss([0.75], .values([1])) == power.loss([0.75], .values([1])))
    gaussian.alpha = .balanced(0.25)
    #expect(try gaussian.loss([0.75], .values([0.5])) == 0.75 * (negative / 16))
    // Every target but 1 is a negative: a mean over the positives counts the others not.
    gaussian.reduction = .positives
    let samples = SampleBatch(predictions: [0.75, 0.75], targets: .values([0.5, 1]))
    #expect(try gaussian.summary(samples).positives == 1)
    gaussian.labelSmoothing = 0.1
    #expect(throws: ParameterError.modulatorWithLabelSmoothing(.gaussian)) {
      try gaussian.validate()
    }
  }

  @Test("power-margin is asl with one γ, from any input and for any γ")
  func powerMargin() throws {
    let inputs: [(PredictionKind, [Double])] = [
      (.logits, [-3, -0.5, 0, 2, 40]), (.probabilities, [0, 0.01, 0.25, 0.9, 1]),
    ]
    for (input, predictions) in inputs {
      for gamma in [0.0, 0.5, 2] {
        let one = Self.convention(Modulator(.powerMargin, [0.1]), .binary, input, gamma: gamma)
        let asl = Self.convention(Modulator(.asl, [gamma, gamma, 0.1]), .binary, input)
        for target in [0.0, 1.0] {
          let targets = SampleBatch.Targets.values(predictions.map { _ in target })
          #expect(try one.losses(predictions, targets) == asl.losses(predictions, targets))
        }
      }
    }
    #expect(!Self.convention(Modulator(.powerMargin, [0.1])).hasDerivatives)
  }

  @Test("derivatives have their limits at infinite logits")
  func limits() throws {
    let infinity = Double.infinity
    for kind in [Modulator.Kind.schedule, .inverse, .poly1Both] {
      let convention = Self.convention(Modulator(kind, kind.defaults))
      // Far on the wrong side the loss is −z and a constant.
      #expect(try convention.derivatives([-infinity], .values([1])).gradients == [-1], "\(kind)")
      #expect(try convention.derivatives([infinity], .values([0])).gradients == [1], "\(kind)")
      let right = try convention.derivatives([infinity], .values([1]))
      #expect((right.gradients + right.hessians).allSatisfy { $0.bitPattern == 0 }, "\(kind)")
    }
    for kind in [Modulator.Kind.dual, .normalizedSoftmax, .inverse, .schedule] {
      let convention = Self.convention(Modulator(kind, kind.defaults), .multiclass)
      for row in [[infinity, 0, 1], [0, -infinity, 1], [-800, 800, 0]] {
        for label in 0..<3 {
          let derivatives = try convention.derivatives(row, .classes([Int32(label)]))
          #expect(
            (derivatives.gradients + derivatives.hessians).allSatisfy { $0.isFinite },
            "\(kind) \(row) \(label): \(derivatives)")
        }
      }
    }
  }

  @Test("the derivatives of soft and smoothed targets are those of the sum over the classes")
  func softDerivatives() throws {
    let row = [0.75, -1.25, 0.5]
    let shares = [0.25, 0.125, 0.625]
    for kind in [Modulator.Kind.inverse, .dual, .normalizedSoftmax, .schedule, .poly1Both] {
      var convention = Self.convention(Modulator(kind, kind.defaults), .multiclass)
      convention.alpha = Alpha(.perClass, [1, 2, 3])
      convention.softTargets = .expected
      let soft = try convention.derivatives(row, .values(shares))
      let hard = try (0..<3).map { try convention.derivatives(row, .classes([$0])) }
      for j in 0..<3 {
        let gradient = (0..<3).reduce(0) { $0 + shares[$1] * hard[$1].gradients[j] }
        let hessian = (0..<3).reduce(0) { $0 + shares[$1] * hard[$1].hessians[j] }
        #expect(isClose(soft.gradients[j], gradient, relative: 1e-14, absolute: 1e-15), "\(kind)")
        #expect(isClose(soft.hessians[j], hessian, relative: 1e-14, absolute: 1e-15), "\(kind)")
      }
      let losses = try (0..<3).map { try convention.loss(row, .classes([$0])) }
      #expect(
        isClose(
          try convention.loss(row, .values(shares)),
          zip(losses, shares).reduce(0) { $0 + $1.0 * $1.1 }, relative: 1e-14), "\(kind)")
    }
    // A rule that mixes the sides has no derivatives here but of the power.
    var mixed = Self.convention(Modulator(.schedule, [1, 2]))
    mixed.softTargets = .mixture
    #expect(!mixed.hasDerivatives)
    mixed.modulator = .power
    #expect(mixed.hasDerivatives)
  }
}
