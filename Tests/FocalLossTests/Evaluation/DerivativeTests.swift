import FocalLoss
import Foundation
import TestSupport
import Testing

/// Derivatives against central differences of order 4 of the losses and of the gradients.
@Suite struct DerivativeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let convention: Convention
    let logits: [Double]
    let targets: SampleBatch.Targets

    var testDescription: String { "\(Signature(convention)) \(logits) \(targets)" }

    init(
      _ task: ClassificationTask, _ logits: [Double], _ targets: SampleBatch.Targets,
      input: PredictionKind = .logits, alpha: Alpha = .none, gamma: Double = 2,
      epsilon: Epsilon = .none, soft: SoftTargetRule? = nil, smoothing: Double = 0,
      classWeights: [Double] = []
    ) {
      convention = Convention(
        task: task, input: input, alpha: alpha, gamma: gamma, epsilon: epsilon, softTargets: soft,
        labelSmoothing: smoothing, classWeights: classWeights)
      (self.logits, self.targets) = (logits, targets)
    }

    /// The predictions of the convention's kind that some logits are.
    func predictions(_ logits: [Double]) -> [Double] {
      let probabilities: [Double]
      if convention.task == .multiclass {
        let total = logits.reduce(0) { $0 + exp($1) }
        probabilities = logits.map { exp($0) / total }
      } else {
        probabilities = logits.map { 1 / (1 + exp(-$0)) }
      }
      return switch convention.input {
      case .logits: logits
      case .probabilities: probabilities
      case .logProbabilities: probabilities.map { log($0) }
      }
    }

    func loss(_ logits: [Double]) throws -> Double {
      try convention.loss(predictions(logits), targets)
    }

    func derivatives(_ logits: [Double]) throws -> DerivativeBatch {
      try convention.derivatives(predictions(logits), targets)
    }
  }

  private static let row = [0.75, -1.25, 0.5]

  private static let hard: [Case] =
    [0, 0.5, 1, 2, 5].flatMap { gamma in
      [
        Case(.binary, [0.75], .values([1]), alpha: .balanced(0.25), gamma: gamma),
        Case(.binary, [-2.5], .values([1]), gamma: gamma, classWeights: [2, 3]),
        Case(.multiclass, row, .classes([1]), gamma: gamma),
        Case(
          .multiclass, row, .classes([0]), alpha: Alpha(.perClass, [0.2, 0.3, 0.5]), gamma: gamma),
        Case(
          .oneVsAll, row, .classes([2]), alpha: Alpha(.balanced, [0.2, 0.3, 0.5]), gamma: gamma),
      ]
    } + [
      Case(.oneVsAll, row, .classes([-1]), alpha: Alpha(.positiveWeight, [2, 3, 4])),
      Case(
        .oneVsAll, row, .classes([1]), alpha: Alpha(.perClass, [2, 3, 4]), classWeights: [5, 6, 7]),
      Case(.multilabel, row, .values([1, 0, 1]), alpha: Alpha(.balanced, [0.2, 0.3, 0.5])),
      Case(.multilabel, row, .values([1, 0, 1]), classWeights: [2, 3, 4]),
      Case(
        .multiclass, row, .classes([0]), alpha: Alpha(.background, [0.25]), classWeights: [2, 3, 4]),
      Case(.binary, [0.75], .values([0]), input: .probabilities, alpha: .balanced(0.25)),
      Case(.binary, [-0.75], .values([0]), input: .logProbabilities, alpha: .balanced(0.25)),
      Case(.multiclass, row, .classes([1]), input: .probabilities),
      Case(.multiclass, row, .classes([1]), input: .logProbabilities, gamma: 0.5),
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.add, 0.25)),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.add, 0.25)),
      Case(.binary, [0.5], .values([1]), epsilon: .clip(0.1)),
      // The floor holds the cross entropy, not the modulating factor.
      Case(.oneVsAll, row, .classes([1]), epsilon: Epsilon(.logFloor, 1)),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.logFloor, 1)),
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.floor, 0.25)),
      Case(.binary, [2], .values([1]), epsilon: Epsilon(.floor, 0.25)),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.floor, 0.25)),
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.addAll, 0.05)),
      Case(.binary, [-2], .values([0]), gamma: 0.5, epsilon: Epsilon(.addAll, 0.05)),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.addAll, 0.05)),
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.clipCrossEntropy, 0.25)),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.clipCrossEntropy, 0.25)),
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.clipAdd, 0.25)),
      Case(.binary, [0.5], .values([0]), epsilon: Epsilon(.clipAdd, 0.25)),
      // A hard target under exp-ce: 1 − p_t is 1 − p − ε.
      Case(.binary, [-2], .values([1]), epsilon: Epsilon(.add, 0.25), soft: .expCrossEntropy),
      Case(.multiclass, row, .classes([1]), epsilon: Epsilon(.add, 0.25), soft: .expCrossEntropy),
    ]

  private static let soft: [Case] = SoftTargetRule.allCases.flatMap { rule -> [Case] in
    [0, 0.5, 2].flatMap { gamma -> [Case] in
      [
        Case(.binary, [0.75], .values([0.3]), alpha: .balanced(0.25), gamma: gamma, soft: rule),
        Case(
          .multilabel, row, .values([0.3, 1, 0.8]), alpha: Alpha(.balanced, [0.2, 0.3, 0.5]),
          gamma: gamma, soft: rule, classWeights: [2, 3, 4]),
        Case(.multiclass, row, .values([0.2, 0.5, 0.3]), gamma: gamma, soft: rule),
        Case(
          .multiclass, row, .values([0.2, 0.5, 0.3]), alpha: Alpha(.perClass, [2, 3, 4]),
          gamma: gamma, soft: rule),
        Case(
          .multiclass, row, .classes([1]), alpha: Alpha(.perClass, [2, 3, 4]), gamma: gamma,
          soft: rule, smoothing: 0.1, classWeights: [5, 6, 7]),
        Case(
          .binary, [-1.5], .values([1]), gamma: gamma, soft: rule, smoothing: 0.1,
          classWeights: [2, 3]),
        Case(
          .oneVsAll, row, .classes([2]), alpha: Alpha(.balanced, [0.2, 0.3, 0.5]), gamma: gamma,
          soft: rule, smoothing: 0.1),
        Case(.oneVsAll, row, .classes([-1]), gamma: gamma, soft: rule, smoothing: 0.1),
        Case(
          .binary, [-1.5], .values([0.75]), gamma: gamma, epsilon: Epsilon(.add, 0.25), soft: rule),
        Case(
          .multiclass, row, .values([0.2, 0.5, 0.3]), gamma: gamma, epsilon: Epsilon(.add, 0.25),
          soft: rule),
        // The second class is held at the lower end, the others are not.
        Case(
          .multiclass, [0.75, -4, 0.5], .values([0.2, 0.5, 0.3]), gamma: gamma, epsilon: .clip(0.1),
          soft: rule),
        Case(
          .multiclass, [0.75, -4, 0.5], .values([0.2, 0.5, 0.3]), gamma: gamma,
          epsilon: Epsilon(.logFloor, 2), soft: rule),
      ].filter { rule.isMeaningful(in: $0.convention.task) }
    }
  }

  private static let softWithEpsilon: [Case] = SoftTargetRule.allCases.flatMap { rule in
    [Epsilon.Rule.floor, .addAll, .clipCrossEntropy, .clipAdd].flatMap { epsilon in
      // At 2.5 the loss is infinite with one rule, and constant where exp-ce meets a clip.
      let isFlat = epsilon == .addAll || (rule == .expCrossEntropy && epsilon != .floor)
      return [-1.5, isFlat ? 1.5 : 2.5].map { logit in
        Case(
          .binary, [logit], .values([0.75]), alpha: .balanced(0.25),
          epsilon: Epsilon(epsilon, epsilon == .addAll ? 0.0625 : 0.125), soft: rule)
      }
    }
  }

  /// The derivative of a function by one logit: the central difference of order 4 with a step of 2⁻¹¹.
  ///
  /// Its error is h⁴/30 = 2e-15 of the fifth derivative, at most about γ⁵ = 3000 times the function,
  /// and the rounding of the function over h, 6 · 1e-16 · 2000.
  private static func difference(
    _ logits: [Double], _ column: Int, _ function: ([Double]) throws -> Double
  ) rethrows -> Double {
    func at(_ steps: Double) throws -> Double {
      var shifted = logits
      shifted[column] += steps * 0x1p-11
      return try function(shifted)
    }
    return try (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * 0x1p-11)
  }

  @Test("derivatives are what central differences say", arguments: hard + soft + softWithEpsilon)
  func differences(entry: Case) throws {
    let derivatives = try entry.derivatives(entry.logits)
    #expect(derivatives.gradients.count == entry.logits.count)
    #expect(derivatives.gradients.contains { $0 != 0 })
    // The largest of what is differentiated, at a logit or another, sets the scale of the error.
    let scale = try max(
      entry.loss(entry.logits), derivatives.gradients.map(\.magnitude).max() ?? 0)
    for column in entry.logits.indices {
      let slope = try Self.difference(entry.logits, column, entry.loss)
      #expect(
        isClose(derivatives.gradients[column], slope, relative: 0, absolute: 1e-11 * scale),
        "column \(column): \(derivatives.gradients[column]), \(slope)")
      let curvature = try Self.difference(entry.logits, column) {
        try entry.derivatives($0).gradients[column]
      }
      #expect(
        isClose(derivatives.hessians[column], curvature, relative: 0, absolute: 1e-11 * scale),
        "column \(column): \(derivatives.hessians[column]), \(curvature)")
    }
  }

  @Test("set A at α .25 and γ 2 has the recorded derivatives, to the digits recorded")
  func setA() throws {
    let gradients = [
      0.0036532051465445795, -0.13153795546864577, -0.07457169878499659, 0.7210685156027701,
      -7.871796162206977e-05, 1.301289841615317e-05,
    ]
    let hessians = [
      0.0095081717388368, 0.12326542332881332, 0.0997858493924983, 0.2329631605399394,
      0.00022370982223851918, 3.825852093594859e-05,
    ]
    let convention = SetA.rows[2].convention
    for index in SetA.logits.indices {
      let derivatives = try convention.derivatives(
        [SetA.logits[index]], .values([SetA.targets[index]]))
      #expect(isClose(derivatives.gradients[0], gradients[index], relative: 3e-14))
      #expect(isClose(derivatives.hessians[0], hessians[index], relative: 3e-13))
    }
  }

  @Test("where the epsilon rule holds the loss at a constant the derivatives are 0")
  func held() throws {
    var floor = Convention(task: .binary, input: .logits, epsilon: Epsilon(.logFloor, 2))
    // Only this rule takes the modulating factor from the cross entropy that the floor holds.
    floor.softTargets = .expCrossEntropy
    let clip = Convention(task: .binary, input: .probabilities, epsilon: .clip(0.1))
    let rows = Convention(task: .multiclass, input: .logits, epsilon: .clip(0.1))
    for derivatives in [
      try floor.derivatives([-4], .values([1])), try floor.derivatives([4], .values([0])),
      try clip.derivatives([0.05], .values([1])), try clip.derivatives([0.95], .values([0])),
      try rows.derivatives([-4, 0, 0], .classes([0])),
      try rows.derivatives([9, 0, 0], .classes([0])),
    ] {
      #expect((derivatives.gradients + derivatives.hessians).allSatisfy { $0.bitPattern == 0 })
    }
    // The clip holds the right side too, the floor of the logarithm does not.
    #expect(try clip.derivatives([0.95], .values([1])).gradients == [0])
    #expect(try floor.derivatives([4], .values([1])).gradients[0] < 0)
  }

  @Test("a factor of 0 takes the derivatives away, of an infinite loss too")
  func factorZero() throws {
    let convention = Convention(task: .binary, input: .logits, alpha: .balanced(0))
    for logit in [-Double.infinity, -3, 0, 800] {
      let derivatives = try convention.derivatives([logit], .values([1]))
      #expect((derivatives.gradients + derivatives.hessians).allSatisfy { $0.bitPattern == 0 })
    }
  }

  @Test("at infinite logits the derivatives have their limits")
  func infinite() throws {
    // The loss of a positive far on the wrong side is −z, of a negative z.
    let hard = Convention(task: .binary, input: .logits)
    #expect(try hard.derivatives([-.infinity], .values([1])).gradients == [-1])
    #expect(try hard.derivatives([.infinity], .values([0])).gradients == [1])
    #expect(try hard.derivatives([.infinity], .values([1])).gradients == [0])
    // That of y = ½ is z/2, times the modulating factor of ½ in the mixture, of 1 elsewhere.
    for (rule, slope) in [
      (SoftTargetRule.mixture, 0.125), (.expected, 0.5), (.expCrossEntropy, 0.5),
    ] {
      var soft = hard
      soft.softTargets = rule
      #expect(try soft.derivatives([.infinity], .values([0.5])).gradients == [slope])
      #expect(try soft.derivatives([-.infinity], .values([0.5])).gradients == [-slope])
    }
  }
}
