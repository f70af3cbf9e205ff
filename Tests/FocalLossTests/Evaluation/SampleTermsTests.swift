import FocalLoss
import TestSupport
import Testing

/// The terms of single samples, against their losses and against numbers from elsewhere.
@Suite struct SampleTermsTests {
  /// The terms of one sample under a convention.
  private static func terms(
    _ convention: Convention, _ predictions: [Double], _ targets: SampleBatch.Targets
  ) throws -> SampleTerms {
    try LossEvaluator(convention, predictionCount: predictions.count)
      .terms(of: SampleBatch(predictions: predictions, targets: targets))
  }

  @Test("p = .97 of a positive at α .25 and γ 2 has the terms that mpmath gives")
  func worked() throws {
    let convention = Convention(task: .binary, input: .probabilities, alpha: .balanced(0.25))
    let terms = try Self.terms(convention, [0.97], .values([1]))
    let prediction = terms.predictions[0]
    let term = try #require(terms.terms.first)
    #expect(terms.terms.count == 1 && term.column == 0 && term.isPositive == true)
    #expect(prediction.probability == 0.97 && term.targetProbability == 0.97)
    #expect(prediction.target == 1 && term.share == 1 && term.classWeight == 1)
    // Of the double nearest to .97, with 40 digits.
    #expect(ulpDistance(prediction.logit, 3.4760986898352724) <= 2)
    #expect(ulpDistance(term.complement, 0.030000000000000027) <= 0)
    #expect(ulpDistance(term.crossEntropy, 0.030459207484708574) <= 1)
    #expect(ulpDistance(term.modulatingFactor ?? .nan, 0.0009000000000000016) <= 1)
    #expect(term.alpha == 0.25 && !term.isGuarded)
    #expect(ulpDistance(terms.loss, 6.853321684059441e-06) <= 3)
    #expect(terms.loss == term.loss && terms.crossEntropy == term.crossEntropy)
    #expect(isClose(prediction.gradient ?? .nan, -2.004544406707534e-05, relative: 1e-13))
    #expect(isClose(prediction.hessian ?? .nan, 5.81317981681139e-05, relative: 1e-13))
  }

  @Test("the logit of a probability close to ½ keeps its digits")
  func logit() throws {
    let convention = Convention(task: .binary, input: .probabilities)
    // ln p − ln (1 − p) = 2·atanh(2p − 1), by mpmath.
    for (p, logit) in [
      (0.5, 0), (0.5 + 0x1p-40, 0x1p-38), (0.25, -1.0986122886681098), (0.999, 6.906754778648553),
      (1, .infinity), (0, -.infinity), (0.3, -0.8472978603872037),
    ] {
      let terms = try Self.terms(convention, [p], .values([1]))
      #expect(ulpDistance(terms.predictions[0].logit, logit) <= 2, "\(p)")
    }
  }

  @Test("an epsilon rule says that it acts where it does, and what the numbers are then")
  func guarded() throws {
    func term(_ epsilon: Epsilon, _ p: Double, _ y: Double) throws -> SampleTerms.Term {
      let convention = Convention(task: .binary, input: .probabilities, epsilon: epsilon)
      return try #require(try Self.terms(convention, [p], .values([y])).terms.first)
    }
    let clipped = try term(.clip(0.25), 0.125, 1)
    #expect(clipped.isGuarded && clipped.targetProbability == 0.125)
    #expect(clipped.complement == 0.75 && clipped.crossEntropy == 2 * 0.6931471805599453)
    #expect(!(try term(.clip(0.25), 0.5, 1).isGuarded))
    let added = try term(Epsilon(.add, 0.25), 0.25, 1)
    #expect(added.isGuarded && added.complement == 0.75)
    #expect(added.crossEntropy == 0.6931471805599453)
    let held = try term(Epsilon(.logFloor, 3), 0, 1)
    #expect(held.isGuarded && held.crossEntropy == 3 && held.complement == 1)
  }

  private static let modulators: [Modulator] = Modulator.Kind.allCases.map {
    Modulator($0, $0 == .perClass ? [] : $0.defaults)
  }

  @Test(
    "the loss is the same bits as that of the evaluator, and the sum of its terms",
    arguments: ClassificationTask.allCases)
  func sums(task: ClassificationTask) throws {
    var generator = SplitMix64(seed: 11)
    var compared = 0
    // Qualities have tests of their own.
    for modulator in Self.modulators
    where modulator.kind.isMeaningful(in: task) && !modulator.kind.needsQuality {
      for rule in [nil] + SoftTargetRule.allCases {
        if let rule, !rule.isMeaningful(in: task) || !modulator.kind.isMeaningful(with: rule) {
          continue
        }
        for epsilon in [Epsilon.none, .clip(0.1), Epsilon(.logFloor, 3), Epsilon(.add, 0.1)] {
          for smoothing in rule == nil || modulator.kind == .gaussian ? [0] : [0, 0.2] {
            let count = task == .binary ? 1 : 3
            let convention = Self.convention(
              task, modulator, rule, epsilon, smoothing, classWeights: compared % 3 == 0)
            let evaluator = try LossEvaluator(convention, predictionCount: count)
            let random = RandomSamples(
              task, predictionCount: count, count: 6, isSoft: rule != nil, isWeighted: false,
              using: &generator)
            for index in 0..<6 {
              let sample = random.batch([index])
              // A batch of others beside it may be evaluated in another way; the bits are the same.
              let alone = evaluator.losses(ofChecked: random.batch(0..<6))[index]
              let terms = evaluator.terms(of: sample)
              let about = "\(Signature(convention)) \(sample)"
              #expect(terms.loss == alone, "\(about)")
              let sum = terms.terms.reduce(0) { $0 + $1.loss }
              #expect(isClose(sum, alone, relative: 1e-14, absolute: 1e-300), "\(about) \(sum)")
              for term in terms.terms { Self.expectProduct(term, convention, about) }
              compared += 1
            }
          }
        }
      }
    }
    #expect(compared > 500)
  }

  private static func convention(
    _ task: ClassificationTask, _ modulator: Modulator, _ rule: SoftTargetRule?,
    _ epsilon: Epsilon, _ smoothing: Double, classWeights: Bool
  ) -> Convention {
    var modulator = modulator
    if modulator.kind == .perClass { modulator.values = task == .binary ? [1, 2] : [1, 2, 3] }
    let alpha: Alpha =
      switch task {
      case .multiclass: Alpha(.perClass, [0.5, 2, 3])
      case .binary: .balanced(0.25)
      case .oneVsAll, .multilabel: Alpha(.balanced, [0.25, 0.5, 0.75])
      }
    return Convention(
      task: task, input: .logits, alpha: alpha, modulator: modulator, epsilon: epsilon,
      softTargets: rule, labelSmoothing: smoothing,
      classWeights: classWeights ? (task == .binary ? [2, 3] : [2, 3, 4]) : [],
      classWeightRule: classWeights && task == .oneVsAll ? .column : .trueClass)
  }

  /// The formula: share · α_t · w · factor · ce, and what poly1 adds.
  private static func expectProduct(
    _ term: SampleTerms.Term, _ convention: Convention, _ about: String
  ) {
    guard let factor = term.modulatingFactor, term.crossEntropy.isFinite else { return }
    let balanced = term.share * term.alpha * term.classWeight * factor * term.crossEntropy
    let product = balanced + term.share * term.classWeight * term.addition
    #expect(
      isClose(term.loss, product, relative: 1e-13, absolute: 1e-300), "\(about) \(term) \(product)")
  }

  @Test("the derivatives are those of the evaluator; other modulators have none")
  func derivatives() throws {
    let convention = Convention(task: .multiclass, input: .logits)
    let logits = [2, 0.5, -1]
    let terms = try Self.terms(convention, logits, .classes([0]))
    let derivatives = try convention.derivatives(logits, .classes([0]))
    #expect(terms.predictions.map(\.gradient) == derivatives.gradients)
    #expect(terms.predictions.map(\.hessian) == derivatives.hessians)
    #expect(terms.predictions.map(\.target) == [1, 0, 0])
    #expect(terms.terms.count == 1 && terms.terms[0].column == 0)
    var poly = convention
    poly.modulator = Modulator(.poly1, [1])
    #expect(try Self.terms(poly, logits, .classes([0])).predictions[0].gradient == nil)
  }
}
