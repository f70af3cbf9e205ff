import FocalLoss
import TestSupport
import Testing

/// Many conventions evaluated together give the bits of each evaluated alone.
@Suite struct LossGridTests {
  private static let seed: UInt64 = 20_261_122

  private static let gammas = [0, 0.5, 2, 3.7]

  private static let epsilons: [Epsilon] = [
    .none, .clip(1e-7), .clip(0.2), Epsilon(.floor, 1e-3), Epsilon(.add, 1e-8),
    Epsilon(.addAll, 0.1), Epsilon(.clipCrossEntropy, 1e-5), Epsilon(.clipAdd, 1e-7),
    Epsilon(.logFloor, 3),
  ]

  /// The lines of a task: every epsilon rule with the power, and modulators with some.
  private static func lines(
    _ task: ClassificationTask, _ input: PredictionKind, softTargets: SoftTargetRule?
  ) -> [Convention] {
    var lines: [Convention] = []
    for epsilon in epsilons {
      for gamma in gammas {
        lines.append(
          Convention(
            task: task, input: input, gamma: gamma, epsilon: epsilon, softTargets: softTargets))
      }
      lines.append(
        Convention(task: task, input: input, epsilon: epsilon, softTargets: .expCrossEntropy))
      for modulator in [
        Modulator(.asl, [1, 4, 0.05]), Modulator(.reduced, [0.3]), Modulator(.poly1, [1]),
        Modulator(.flStar, [0]), Modulator(.perClass, task == .binary ? [1, 2] : [0.5, 1, 2]),
      ] where modulator.kind.isMeaningful(in: task) {
        guard softTargets.map(modulator.kind.isMeaningful(with:)) ?? true else { continue }
        lines.append(
          Convention(
            task: task, input: input, modulator: modulator, epsilon: epsilon,
            softTargets: softTargets))
      }
    }
    // What shares nothing with the others: smoothed targets, and a softmax that sees them.
    for smoothed in [Modulator.power, Modulator(.aslSingleLabel, [0, 4])]
    where smoothed.kind.isMeaningful(in: task) && (softTargets ?? .expected) == .expected {
      for smoothing in [0.1, 0] {
        lines.append(
          Convention(
            task: task, input: input, modulator: smoothed, softTargets: .expected,
            labelSmoothing: smoothing))
      }
    }
    return lines
  }

  /// Random samples, some of them as certain as can be, right and wrong.
  private static func samples(
    _ task: ClassificationTask, _ input: PredictionKind, isWeighted: Bool, areSoft: Bool,
    using random: inout SplitMix64
  ) -> SampleBatch {
    let width = task == .binary ? 1 : 3
    let count = 30
    let predictions = (0..<count * width).map { element in
      let isCertain = element % width == 0 && Int.random(in: 0..<6, using: &random) == 0
      let side = Bool.random(using: &random)
      switch input {
      case .logits:
        return isCertain ? (side ? .infinity : -800) : Double.random(in: -9...9, using: &random)
      case .probabilities:
        return isCertain ? (side ? 1 : 0) : Double.random(in: 0...1, using: &random)
      case .logProbabilities:
        return isCertain ? (side ? 0 : -.infinity) : Double.random(in: -9...0, using: &random)
      }
    }
    let targets: SampleBatch.Targets =
      switch task {
      case .binary, .multilabel:
        .values(
          predictions.map { _ in
            areSoft
              ? Double.random(in: 0...1, using: &random) : Bool.random(using: &random) ? 1 : 0
          })
      case .multiclass: .classes((0..<count).map { _ in Int32.random(in: 0...2, using: &random) })
      case .oneVsAll: .classes((0..<count).map { _ in Int32.random(in: -1...2, using: &random) })
      }
    let weights = (0..<count).map { _ in Double(Int.random(in: 0...3, using: &random)) * 0.7 }
    return SampleBatch(
      predictions: predictions, targets: targets, weights: isWeighted ? weights : [])
  }

  @Test(
    "every line, under α, class weights and every reduction, is what its evaluator gives alone",
    arguments: ClassificationTask.allCases, PredictionKind.allCases)
  func alone(task: ClassificationTask, input: PredictionKind) throws {
    var random = SplitMix64(seed: Self.seed)
    let width = task == .binary ? 1 : 3
    for isWeighted in [false, true] {
      let batches = (0..<2).map { _ in
        Self.samples(task, input, isWeighted: isWeighted, areSoft: false, using: &random)
      }
      try compare(batches, Self.lines(task, input, softTargets: nil), width)
    }
  }

  @Test(
    "fractional targets too", arguments: [ClassificationTask.binary, .multilabel],
    [SoftTargetRule.expected, .mixture])
  func fractions(task: ClassificationTask, rule: SoftTargetRule) throws {
    var random = SplitMix64(seed: Self.seed)
    let batches = [true, false].map {
      Self.samples(task, .logits, isWeighted: false, areSoft: $0, using: &random)
    }
    try compare(
      batches, Self.lines(task, .logits, softTargets: rule), task == .binary ? 1 : 3)
  }

  private func compare(
    _ batches: [SampleBatch], _ lines: [Convention], _ width: Int
  ) throws {
    var room = LossGrid.Room()
    var grids = try batches.map { batch in
      var grid = try LossGrid(lines, predictionCount: width)
      grid.add(batch, &room)
      return grid
    }
    var grid = try LossGrid(lines, predictionCount: width)
    // The order of the parts does not matter.
    for other in grids.reversed() { grid.merge(other) }
    grids = []
    let table = grid.table
    let isElementwise = lines[0].task.isElementwise
    for (line, convention) in lines.enumerated() {
      var weighted = convention
      weighted.alpha = isElementwise ? .balanced(0.25) : Alpha(.background, [0.75])
      weighted.classWeights = width == 1 ? [1, 0.3] : [1, 0, 0.3]
      // Every reduction and both weightings are tried with some lines; all with all would take
      // minutes.
      let index = line % Reduction.allCases.count
      var convention = line % 2 == 0 ? convention : weighted
      convention.reduction = Reduction.allCases[index]
      let evaluator = try LossEvaluator(convention, predictionCount: width)
      var accumulator = LossAccumulator(evaluator)
      for batch in batches { accumulator.merge(evaluator.accumulator(of: batch)) }
      let expected = accumulator.summary.loss
      let loss = try grid.loss(ofLine: line, under: convention)
      #expect(
        loss?.bitPattern == expected?.bitPattern,
        "\(Signature(convention)): \(String(describing: loss)), seed \(Self.seed)")
      let estimate = table.losses(ofLine: line, try table.weighting(convention))[index]
      let isNear =
        expected.map { abs(estimate - $0) <= 1e-13 * abs($0) || estimate == $0 } ?? estimate.isNaN
      #expect(isNear, "\(Signature(convention)): \(estimate), seed \(Self.seed)")
    }
  }
}
