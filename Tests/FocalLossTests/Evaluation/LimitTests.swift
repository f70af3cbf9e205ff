import FocalLoss
import TestSupport
import Testing

/// The limits are exact: no NaN, no −0, nothing finite that should be infinite.
@Suite struct LimitTests {
  static let gammas = [0, 0.5, 1, 1.7, 2, 5]

  private static func binary(
    _ input: PredictionKind, alpha: Alpha = .none, gamma: Double = 2, epsilon: Epsilon = .none
  ) -> Convention {
    Convention(task: .binary, input: input, alpha: alpha, gamma: gamma, epsilon: epsilon)
  }

  @Test(
    "certain predictions lose 0 where they are right, +∞ where they are wrong", arguments: gammas)
  func certain(gamma: Double) throws {
    // The prediction that the target is certainly positive, and certainly not.
    let certainties: [(PredictionKind, yes: Double, no: Double)] = [
      (.logits, .infinity, -.infinity), (.probabilities, 1, 0), (.logProbabilities, 0, -.infinity),
      (.logProbabilities, -0.0, -.infinity), (.probabilities, 1, -0.0),
    ]
    for (input, yes, no) in certainties {
      for alpha in [Alpha.none, .balanced(0.25)] {
        let losses = try Self.binary(input, alpha: alpha, gamma: gamma).losses(
          [yes, no, yes, no], .values([1, 0, 0, 1]))
        #expect(
          losses.map(\.bitPattern) == [0, 0, .infinity, .infinity].map(\Double.bitPattern),
          "\(input)")
      }
    }
  }

  @Test("α 0 on a side makes its loss 0, even an infinite one", arguments: gammas)
  func alphaZero(gamma: Double) throws {
    let logits = [-Double.infinity, .infinity, 0, -1e308, 1e308]
    for (alpha, target) in [(0.0, 1.0), (1, 0)] {
      let losses = try Self.binary(.logits, alpha: .balanced(alpha), gamma: gamma).losses(
        logits, .values(logits.map { _ in target }))
      #expect(losses.allSatisfy { $0.bitPattern == 0 })
    }
  }

  @Test(
    "α 0 of a column makes its loss 0, even an infinite one, hard or smoothed", arguments: gammas)
  func alphaZeroOfColumn(gamma: Double) throws {
    var convention = Convention(
      task: .oneVsAll, input: .logits, alpha: Alpha(.positivesOnly, [0, 0]), gamma: gamma)
    #expect(try convention.loss([-.infinity, .infinity], .classes([0])).bitPattern == 0)
    convention.labelSmoothing = 0.1
    #expect(try convention.loss([-.infinity, .infinity], .classes([0])).bitPattern == 0)
  }

  @Test("wrong logits of any size lose themselves, to the bit", arguments: gammas)
  func huge(gamma: Double) throws {
    for logit in [745.0, 1e4, 1e16, 1e308] {
      #expect(try Self.binary(.logits, gamma: gamma).loss([logit], .values([0])) == logit)
      #expect(try Self.binary(.logits, gamma: gamma).loss([-logit], .values([1])) == logit)
      let rows = Convention(task: .multiclass, input: .logits, gamma: gamma)
      #expect(try rows.loss([0, logit, -1], .classes([0])) == logit)
    }
  }

  @Test("softmax rows with infinite logits have their limits", arguments: gammas)
  func softmax(gamma: Double) throws {
    let convention = Convention(task: .multiclass, input: .logits, gamma: gamma)
    func loss(_ logits: [Double], _ classIndex: Int32) throws -> Double {
      try convention.loss(logits, .classes([classIndex]))
    }
    #expect(try loss([.infinity, 0, 3], 0).bitPattern == 0)
    #expect(try loss([.infinity, 0, 3], 1) == .infinity)
    #expect(try loss([.infinity, -.infinity, 3], 1) == .infinity)
    #expect(try loss([-.infinity, 0, 3], 0) == .infinity)
    #expect(try loss([-.infinity, 2, -.infinity], 1).bitPattern == 0)
    // A class at −∞ is not there.
    let pair = try loss([1, 3], 0)
    #expect(try loss([1, -.infinity, 3], 0).bitPattern == pair.bitPattern)
    // Beyond about 745 below the maximum neither, unless it is the target.
    #expect(try loss([1, -1e308, 3], 0).bitPattern == pair.bitPattern)
  }

  @Test("nothing is NaN and nothing −0, in losses, cross entropies and derivatives")
  func noNaN() throws {
    let edges: [PredictionKind: [Double]] = [
      .logits: [
        -.infinity, -1e308, -746, -700, -37, -1, -0.0, 0, 0x1p-1074, 1, 37, 700, 746, 1e308,
        .infinity,
      ],
      .probabilities: [0, 0x1p-1074, 1e-300, 1e-16, 0.5, 1 - 0x1p-53, 1],
      .logProbabilities: [-.infinity, -1e308, -746, -700, -1, -1e-16, -0x1p-1074, -0.0, 0],
    ]
    let epsilons: [Epsilon] = [
      .none, .clip(1e-7), Epsilon(.add, 1e-8), Epsilon(.logFloor, 100), Epsilon(.floor, 1e-7),
      Epsilon(.addAll, 1e-7), Epsilon(.clipCrossEntropy, 1e-7), Epsilon(.clipAdd, 1e-7),
    ]
    for input in PredictionKind.allCases {
      for gamma in Self.gammas {
        for epsilon in epsilons {
          for rule in [nil] + SoftTargetRule.allCases {
            var convention = Self.binary(
              input, alpha: .balanced(0.25), gamma: gamma, epsilon: epsilon)
            convention.softTargets = rule
            let evaluator = try LossEvaluator(convention, predictionCount: 1)
            for target in rule == nil ? [0, 1] : [0, 0.3, 0.5, 1] {
              let edges = edges[input] ?? []
              let samples = SampleBatch(
                predictions: edges, targets: .values(edges.map { _ in target }))
              var losses = LossBatch()
              evaluator.evaluate(samples, into: &losses)
              let derivatives = evaluator.derivatives(ofChecked: samples)
              let all =
                losses.parts + losses.crossEntropies + evaluator.losses(of: losses)
                + derivatives.gradients + derivatives.hessians
              #expect(all.allSatisfy { !$0.isNaN }, "\(Signature(convention)), y \(target)")
              #expect(
                all.allSatisfy { $0 != 0 || $0.sign == .plus },
                "\(Signature(convention)), y \(target)")
            }
          }
        }
      }
    }
  }

  @Test("softmax derivatives are never NaN nor −0", arguments: [nil] + SoftTargetRule.ofClasses)
  func softmaxDerivatives(rule: SoftTargetRule?) throws {
    let rows: [[Double]] = [
      [.infinity, 0, 1], [0, .infinity, -.infinity], [-.infinity, 0, 1], [0, -800, 800],
      [-.infinity, -.infinity, 0], [1e308, -1e308, 0], [0, 0, 0],
    ]
    for gamma in Self.gammas {
      for smoothing in [0, 0.1] {
        let convention = Convention(
          task: .multiclass, input: .logits, gamma: gamma, softTargets: rule,
          labelSmoothing: smoothing)
        for row in rows {
          var targets: [SampleBatch.Targets] = [.classes([0]), .classes([2])]
          if rule != nil { targets.append(.values([0.5, 0.25, 0.25])) }
          for target in targets {
            let derivatives = try convention.derivatives(row, target)
            let all =
              derivatives.gradients + derivatives.hessians + [try convention.loss(row, target)]
            #expect(all.allSatisfy { !$0.isNaN }, "\(Signature(convention)) \(row) \(target)")
            #expect(
              all.allSatisfy { $0 != 0 || $0.sign == .plus },
              "\(Signature(convention)) \(row) \(target)")
          }
        }
      }
    }
  }

  @Test("a wrong class is refused, in the last row as in the first")
  func wrongClass() {
    func losses(_ task: ClassificationTask, _ classes: [Int32]) throws {
      _ = try Convention(task: task, input: .logits).losses(
        [0, 0, 0, 0], .classes(classes), predictionCount: 2)
    }
    #expect(throws: EvaluationError.classOutOfRange(2, sample: 0)) {
      try losses(.multiclass, [2, 0])
    }
    #expect(throws: EvaluationError.classOutOfRange(-1, sample: 1)) {
      try losses(.multiclass, [0, -1])
    }
    #expect(throws: EvaluationError.classOutOfRange(2, sample: 0)) {
      try losses(.oneVsAll, [2, 0])
    }
    #expect(throws: EvaluationError.classOutOfRange(-2, sample: 1)) {
      try losses(.oneVsAll, [0, -2])
    }
  }
}
