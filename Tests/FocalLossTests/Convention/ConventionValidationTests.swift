import FocalLoss
import Testing

/// Every parameter at its bound and just outside.
@Suite struct ConventionValidationTests {
  private static func convention(
    _ task: ClassificationTask = .binary, alpha: Alpha = .none, gamma: Double = 2,
    epsilon: Epsilon = .none, smoothing: Double = 0, classWeights: [Double] = []
  ) -> Convention {
    Convention(
      task: task, input: .logits, alpha: alpha, gamma: gamma, epsilon: epsilon,
      labelSmoothing: smoothing, classWeights: classWeights)
  }

  private static func columnWeighted(_ task: ClassificationTask) -> Convention {
    var convention = convention(task, classWeights: [1, 2])
    convention.classWeightRule = .column
    return convention
  }

  private static let largest = Double.greatestFiniteMagnitude
  private static let smallest = 0x1p-1074
  private static let aboveOne = 1 + 0x1p-52
  private static let belowHalf = 0.5 - 0x1p-54

  /// Conventions and the predictions of a sample.
  private static let valid: [(Convention, Int)] =
    [
      (convention(gamma: 0), 1), (convention(gamma: -0.0), 1), (convention(gamma: largest), 1),
      (convention(smoothing: 1), 1), (convention(smoothing: smallest), 1),
      (convention(alpha: .balanced(0)), 1), (convention(alpha: .balanced(1)), 1),
      (convention(.multiclass, alpha: Alpha(.background, [1])), 3),
      (convention(alpha: Alpha(.scale, [largest])), 1), (convention(alpha: Alpha(.scale, [0])), 1),
      (convention(alpha: Alpha(.perClass, [0, largest])), 1),
      (convention(.multiclass, alpha: Alpha(.perClass, [1, 2, 3])), 3),
      (convention(.oneVsAll, alpha: Alpha(.perClass, [1, 2, 3])), 3),
      (convention(.oneVsAll, alpha: Alpha(.balanced, [0, 1, 0.5])), 3),
      (convention(.multilabel, alpha: Alpha(.positiveWeight, [7])), 3),
      (convention(epsilon: .clip(smallest)), 1), (convention(epsilon: .clip(belowHalf)), 1),
      (convention(epsilon: Epsilon(.add, largest)), 1),
      (convention(epsilon: Epsilon(.logFloor, smallest)), 1),
      (convention(epsilon: Epsilon(.floor, smallest)), 1),
      (convention(epsilon: Epsilon(.addAll, belowHalf)), 1),
      (convention(epsilon: Epsilon(.clipCrossEntropy, smallest)), 1),
      (convention(epsilon: Epsilon(.clipAdd, belowHalf)), 1),
      (convention(classWeights: [0, largest]), 1),
      (convention(.multilabel, classWeights: [1, 2, 3]), 3),
      (columnWeighted(.oneVsAll), 2), (columnWeighted(.multilabel), 2),
    ]

  @Test("a convention at the bounds of its parameters is valid", arguments: valid)
  func accepts(convention: Convention, predictionCount: Int) throws {
    try convention.validate(predictionCount: predictionCount)
    #expect(
      try LossEvaluator(convention, predictionCount: predictionCount).convention == convention)
  }

  /// NaN equals nothing: it has a test of its own.
  private static let invalid: [(Convention, Int, ParameterError)] =
    [
      (convention(gamma: -smallest), 1, .gammaOutOfRange(-smallest)),
      (convention(gamma: .infinity), 1, .gammaOutOfRange(.infinity)),
      (
        convention(epsilon: Epsilon(.floor, 0.5)), 1, .epsilonOutOfRange(.floor, 0.5)
      ),
      (convention(epsilon: Epsilon(.addAll, 0)), 1, .epsilonOutOfRange(.addAll, 0)),
      (
        convention(epsilon: Epsilon(.clipCrossEntropy, 0.5)), 1,
        .epsilonOutOfRange(.clipCrossEntropy, 0.5)
      ),
      (convention(epsilon: Epsilon(.clipAdd, -1)), 1, .epsilonOutOfRange(.clipAdd, -1)),
      (convention(smoothing: -smallest), 1, .labelSmoothingOutOfRange(-smallest)),
      (convention(smoothing: aboveOne), 1, .labelSmoothingOutOfRange(aboveOne)),
      (convention(alpha: .balanced(-smallest)), 1, .alphaOutOfRange(.balanced, -smallest)),
      (convention(alpha: .balanced(aboveOne)), 1, .alphaOutOfRange(.balanced, aboveOne)),
      (
        convention(.multiclass, alpha: Alpha(.background, [aboveOne])), 3,
        .alphaOutOfRange(.background, aboveOne)
      ),
      (convention(alpha: Alpha(.scale, [.infinity])), 1, .alphaOutOfRange(.scale, .infinity)),
      (convention(alpha: Alpha(.positiveWeight, [-1])), 1, .alphaOutOfRange(.positiveWeight, -1)),
      (
        convention(.multiclass, alpha: Alpha(.perClass, [1, -1, 1])), 3,
        .alphaOutOfRange(.perClass, -1)
      ),
      (convention(alpha: Alpha(.none, [1])), 1, .alphaCount(.none, found: 1, expected: 0)),
      (convention(alpha: Alpha(.scale)), 1, .alphaCount(.scale, found: 0, expected: 1)),
      (convention(alpha: Alpha(.scale, [1, 2])), 1, .alphaCount(.scale, found: 2, expected: 1)),
      (
        convention(.multiclass, alpha: Alpha(.background, [0.1, 0.2])), 2,
        .alphaCount(.background, found: 2, expected: 1)
      ),
      (convention(alpha: Alpha(.balanced)), 1, .alphaCount(.balanced, found: 0, expected: 1)),
      (
        convention(alpha: Alpha(.balanced, [0.1, 0.2])), 1,
        .alphaCount(.balanced, found: 2, expected: 1)
      ),
      (
        convention(.oneVsAll, alpha: Alpha(.positivesOnly, [1, 2])), 3,
        .alphaCount(.positivesOnly, found: 2, expected: 3)
      ),
      (
        convention(alpha: Alpha(.perClass, [1])), 1, .alphaCount(.perClass, found: 1, expected: 2)
      ),
      (
        convention(.multiclass, alpha: Alpha(.perClass, [1, 2])), 3,
        .alphaCount(.perClass, found: 2, expected: 3)
      ),
      (convention(epsilon: Epsilon(.none, 0.1)), 1, .epsilonOutOfRange(.none, 0.1)),
      (convention(epsilon: .clip(0)), 1, .epsilonOutOfRange(.clip, 0)),
      (convention(epsilon: .clip(0.5)), 1, .epsilonOutOfRange(.clip, 0.5)),
      (convention(epsilon: Epsilon(.add, 0)), 1, .epsilonOutOfRange(.add, 0)),
      (convention(epsilon: Epsilon(.add, .infinity)), 1, .epsilonOutOfRange(.add, .infinity)),
      (convention(epsilon: Epsilon(.logFloor, -100)), 1, .epsilonOutOfRange(.logFloor, -100)),
      (convention(classWeights: [1, -smallest]), 1, .classWeightOutOfRange(-smallest)),
      (convention(classWeights: [.infinity, 1]), 1, .classWeightOutOfRange(.infinity)),
      (convention(classWeights: [1]), 1, .classWeightCount(found: 1, expected: 2)),
      (
        columnWeighted(.binary), 1, .classWeightRuleForTask(.column, .binary)
      ),
      (columnWeighted(.multiclass), 2, .classWeightRuleForTask(.column, .multiclass)),
      (
        convention(.multiclass, classWeights: [1, 2, 3, 4]), 3,
        .classWeightCount(found: 4, expected: 3)
      ),
    ]

  @Test("a parameter just outside its bounds is named, with its value", arguments: invalid)
  func refuses(convention: Convention, predictionCount: Int, error: ParameterError) {
    #expect(throws: error) { try convention.validate(predictionCount: predictionCount) }
    #expect(throws: error) { try LossEvaluator(convention, predictionCount: predictionCount) }
  }

  @Test("a parameter that is not a number is out of range on every axis")
  func notANumber() {
    let conventions = [
      Self.convention(gamma: .nan), Self.convention(alpha: .balanced(.nan)),
      Self.convention(alpha: Alpha(.scale, [.nan])), Self.convention(epsilon: .clip(.nan)),
      Self.convention(epsilon: Epsilon(.none, .nan)), Self.convention(epsilon: Epsilon(.add, .nan)),
      Self.convention(smoothing: .nan), Self.convention(classWeights: [1, .nan]),
    ]
    for convention in conventions {
      #expect(throws: ParameterError.self, "\(convention)") { try convention.validate() }
    }
  }

  @Test(
    "a rule for soft targets is refused for softmax where it speaks of one logit",
    arguments: SoftTargetRule.allCases)
  func softRuleForTask(rule: SoftTargetRule) throws {
    for task in ClassificationTask.allCases {
      var convention = Self.convention(task)
      convention.softTargets = rule
      if task == .multiclass, [.margin, .distance, .positiveFactor].contains(rule) {
        #expect(throws: ParameterError.softTargetRuleForTask(rule, task)) {
          try convention.validate()
        }
      } else {
        try convention.validate()
      }
    }
  }

  @Test(
    "a rule of α is refused in the tasks in which it means nothing", arguments: Alpha.Rule.allCases)
  func ruleForTask(rule: Alpha.Rule) throws {
    let meaningful: [ClassificationTask] =
      switch rule {
      case .none, .scale: [.binary, .multiclass, .oneVsAll, .multilabel]
      case .balanced, .positiveWeight, .positivesOnly, .negatives:
        [.binary, .oneVsAll, .multilabel]
      case .perClass: [.binary, .multiclass, .oneVsAll]
      case .background: [.multiclass]
      }
    for task in ClassificationTask.allCases {
      #expect(rule.isMeaningful(in: task) == meaningful.contains(task))
      let convention = Self.convention(task, alpha: Alpha(rule, rule == .none ? [] : [0.5]))
      if meaningful.contains(task) {
        try convention.validate()
      } else {
        #expect(throws: ParameterError.alphaRuleForTask(rule, task)) { try convention.validate() }
      }
    }
  }

  @Test("the first axis that is out of range is the one named")
  func order() {
    let convention = Self.convention(
      alpha: .balanced(2), gamma: -1, epsilon: .clip(1), smoothing: 2, classWeights: [-1])
    #expect(throws: ParameterError.alphaOutOfRange(.balanced, 2)) { try convention.validate() }
  }

  @Test("a sample has at least one prediction, and a binary one has one")
  func predictionCounts() {
    #expect(throws: ParameterError.predictionCount(2, .binary)) {
      try LossEvaluator(Convention(task: .binary, input: .logits), predictionCount: 2)
    }
    #expect(throws: ParameterError.predictionCount(0, .multiclass)) {
      try LossEvaluator(Convention(task: .multiclass, input: .logits), predictionCount: 0)
    }
  }
}
