import FocalLoss
import TestSupport
import Testing

/// What every rule of α, and class weights, multiply in every task.
@Suite struct AlphaTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let convention: Convention
    let targets: SampleBatch.Targets
    /// The factors of the elements, in the order of the predictions.
    let factors: [Double]

    var testDescription: String { "\(Signature(convention)) \(targets)" }

    init(
      _ task: ClassificationTask, _ rule: Alpha.Rule, _ values: [Double],
      _ targets: SampleBatch.Targets, _ factors: [Double], classWeights: [Double] = []
    ) {
      convention = Convention(
        task: task, input: .logits, alpha: Alpha(rule, values), gamma: 1, classWeights: classWeights
      )
      (self.targets, self.factors) = (targets, factors)
    }
  }

  private static let binary: [Case] = {
    let rules: [(Alpha.Rule, [Double], negative: Double, positive: Double)] = [
      (.none, [], 1, 1), (.balanced, [0.25], 0.75, 0.25), (.scale, [3], 3, 3),
      (.perClass, [2, 5], 2, 5), (.positiveWeight, [3], 1, 3), (.positivesOnly, [0.25], 0, 0.25),
      (.negatives, [3], 3, 1),
    ]
    return rules.flatMap { rule, values, negative, positive in
      [
        Case(.binary, rule, values, .values([0]), [negative]),
        Case(.binary, rule, values, .values([1]), [positive]),
      ]
    }
  }()

  private static let others: [Case] = [
    Case(.binary, .balanced, [0.25], .values([1]), [1.25], classWeights: [3, 5]),
    Case(.binary, .balanced, [0.25], .values([0]), [2.25], classWeights: [3, 5]),
    // Multiclass: one factor a row, by the true class.
    Case(.multiclass, .none, [], .classes([1]), [1]),
    Case(.multiclass, .scale, [3], .classes([1]), [3]),
    Case(.multiclass, .perClass, [2, 5], .classes([0]), [2]),
    Case(.multiclass, .perClass, [2, 5], .classes([1]), [5]),
    Case(.multiclass, .background, [0.25], .classes([0]), [0.75]),
    Case(.multiclass, .background, [0.25], .classes([1]), [0.25]),
    Case(.multiclass, .perClass, [2, 5], .classes([1]), [20], classWeights: [3, 4]),
    // One-vs-all: the true class is positive, the others are negative, all are in the background.
    Case(.oneVsAll, .none, [], .classes([1]), [1, 1]),
    Case(.oneVsAll, .scale, [3], .classes([1]), [3, 3]),
    Case(.oneVsAll, .balanced, [0.25], .classes([1]), [0.75, 0.25]),
    Case(.oneVsAll, .balanced, [0.25], .classes([-1]), [0.75, 0.75]),
    Case(.oneVsAll, .balanced, [0.25, 0.5], .classes([0]), [0.25, 0.5]),
    Case(.oneVsAll, .balanced, [0.25, 0.5], .classes([1]), [0.75, 0.5]),
    Case(.oneVsAll, .balanced, [0.25, 0.125], .classes([1]), [0.75, 0.125]),
    Case(.oneVsAll, .balanced, [0.25, 0.125], .classes([-1]), [0.75, 0.875]),
    Case(.oneVsAll, .positiveWeight, [3, 5], .classes([1]), [1, 5]),
    Case(.oneVsAll, .positiveWeight, [3], .classes([-1]), [1, 1]),
    Case(.oneVsAll, .positivesOnly, [3, 5], .classes([0]), [3, 0]),
    Case(.oneVsAll, .positivesOnly, [3], .classes([-1]), [0, 0]),
    Case(.oneVsAll, .negatives, [3, 5], .classes([0]), [1, 5]),
    Case(.oneVsAll, .perClass, [2, 5], .classes([0]), [2, 2]),
    Case(.oneVsAll, .perClass, [2, 5], .classes([1]), [5, 5]),
    Case(.oneVsAll, .perClass, [2, 5], .classes([-1]), [1, 1]),
    Case(.oneVsAll, .balanced, [0.25], .classes([1]), [3, 1], classWeights: [3, 4]),
    Case(.oneVsAll, .balanced, [0.25], .classes([-1]), [0.75, 0.75], classWeights: [3, 4]),
    Case(.oneVsAll, .balanced, [0.25, 0.125], .classes([1]), [3, 0.5], classWeights: [3, 4]),
    // Multilabel: every column for itself.
    Case(.multilabel, .none, [], .values([1, 0]), [1, 1]),
    Case(.multilabel, .scale, [3], .values([1, 0]), [3, 3]),
    Case(.multilabel, .balanced, [0.25], .values([1, 0]), [0.25, 0.75]),
    Case(.multilabel, .balanced, [0.25, 0.125], .values([1, 1]), [0.25, 0.125]),
    Case(.multilabel, .balanced, [0.25, 0.125], .values([0, 0]), [0.75, 0.875]),
    Case(.multilabel, .positiveWeight, [3, 5], .values([0, 1]), [1, 5]),
    Case(.multilabel, .positivesOnly, [3, 5], .values([0, 1]), [0, 5]),
    Case(.multilabel, .negatives, [3, 5], .values([0, 1]), [3, 1]),
    Case(.multilabel, .balanced, [0.25], .values([1, 0]), [0.75, 3], classWeights: [3, 4]),
  ]

  @Test("the losses are multiplied by the factors of the rule", arguments: binary + others)
  func factors(entry: Case) throws {
    // Logits 0, and one of them at 2 to tell the columns apart; p = ½ of two equal classes.
    let columnCount = entry.convention.task == .multiclass ? 2 : entry.factors.count
    let hot: [Double] =
      switch entry.targets {
      case .values(let values): values
      case .classes(let classes): (0..<columnCount).map { $0 == Int(classes[0]) ? 1 : 0 }
      }
    for shifted in 0..<columnCount {
      var logits = Array(repeating: 0.0, count: columnCount)
      if entry.convention.task != .multiclass { logits[shifted] = 2 }
      let loss = try entry.convention.loss(logits, entry.targets)
      // σ(2) = 0.8807970779778823 and its complement; q·ce of either, and ½·ln 2.
      let terms = entry.factors.indices.map { column in
        logits[column] == 0
          ? 0.34657359027997264
          : hot[column] == 1
            ? 0.11920292202211757 * 0.12692801104297252 : 0.8807970779778823 * 2.1269280110429727
      }
      let expected = zip(entry.factors, terms).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(ulpDistance(loss, expected) <= 8, "\(loss), \(expected)")
    }
  }

  @Test("every rule is tried in every task in which it means something")
  func coverage() {
    for rule in Alpha.Rule.allCases {
      for task in ClassificationTask.allCases {
        let isThere = (Self.binary + Self.others).contains {
          $0.convention.alpha.rule == rule && $0.convention.task == task
        }
        #expect(isThere == rule.isMeaningful(in: task), "\(rule) \(task)")
      }
    }
  }

  @Test("the factors of the cells are α times the class weight, group by group and side by side")
  func cells() throws {
    func factors(
      _ task: ClassificationTask, _ alpha: Alpha, classWeights: [Double], _ count: Int
    ) throws -> [Double] {
      try LossEvaluator(
        Convention(task: task, input: .logits, alpha: alpha, classWeights: classWeights),
        predictionCount: count
      ).factors
    }
    // Binary: 0−, 0+, 1−, 1+, and the fractional group, which has no class weight.
    #expect(
      try factors(.binary, .balanced(0.25), classWeights: [2, 4], 1)
        == [1.5, 0.5, 3, 1, 0.75, 0.25])
    #expect(
      try factors(.multiclass, Alpha(.perClass, [2, 3]), classWeights: [5, 7], 2) == [10, 21, 1])
    #expect(
      try factors(.oneVsAll, .balanced(0.25), classWeights: [2, 4], 2)
        == [1.5, 0.5, 3, 1, 0.75, 0.25])
    #expect(
      try factors(.multilabel, Alpha(.balanced, [0.25, 0.5]), classWeights: [2, 4], 2)
        == [1.5, 0.5, 2, 2])
  }

  @Test("the shorthands are the rules they stand for")
  func shorthands() {
    #expect(Alpha.none == Alpha(.none, []))
    #expect(Alpha.balanced(0.25) == Alpha(.balanced, [0.25]))
    #expect(Epsilon.none == Epsilon(.none, 0))
    #expect(Epsilon.clip(1e-7) == Epsilon(.clip, 1e-7))
  }

  @Test("α of a fractional target is linear in the target, in every task that takes one")
  func fractional() throws {
    let term = 0.34657359027997264
    func loss(
      _ task: ClassificationTask, _ alpha: Alpha, _ targets: [Double], _ rule: SoftTargetRule
    ) throws -> Double {
      try Convention(task: task, input: .logits, alpha: alpha, gamma: 1, softTargets: rule)
        .loss(Array(repeating: 0, count: targets.count), .values(targets))
    }
    // At logits 0 these rules agree, and the distance of y = ½ is 0.
    #expect(SoftTargetRule.allCases.count == 7)
    for rule in [SoftTargetRule.mixture, .expected, .expCrossEntropy, .logMixture] {
      // ¾·¼ + ¼·¾, and ½·2 + ½·5; ½·¼ + ½·¾ + ½.
      let losses = [
        (try loss(.binary, .balanced(0.25), [0.75], rule), 0.375),
        (try loss(.binary, Alpha(.perClass, [2, 5]), [0.5], rule), 3.5),
        (try loss(.multiclass, Alpha(.perClass, [2, 5]), [0.5, 0.5], rule), 3.5),
        (try loss(.multiclass, Alpha(.background, [0.25]), [0.75, 0.25], rule), 0.625),
        // Smoothing by ½ makes the targets ¼ and ¾ of class 1: ¼·2 + ¾·5.
        (
          try Convention(
            task: .multiclass, input: .logits, alpha: Alpha(.perClass, [2, 5]), gamma: 1,
            softTargets: rule, labelSmoothing: 0.5
          ).loss([0, 0], .classes([1])), 4.25
        ),
        (try loss(.multilabel, Alpha(.balanced, [0.25, 0.5]), [0.5, 0.25], rule), 1),
      ]
      for (loss, factor) in losses { #expect(ulpDistance(loss, factor * term) <= 2, "\(rule)") }
    }
  }
}
