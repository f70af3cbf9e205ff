/// What a model that predicts the same for every sample can reach, and where training begins.
///
/// With π the prevalence, the share of the weight that is positive: with γ > 0 or an α the best
/// constant prediction is not π, since the focal loss is not a proper scoring rule. In one-vs-all and
/// multilabel every number is one a column; in multiclass, one a class.
///
/// - Accuracy: under the power modulator predictions within 1e-12 relative, losses within 1e-13.
///   `BaselineTests` proves it.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, sections 3.3 and 4.1.
package struct Baseline: Equatable, Sendable {
  /// The prevalences π.
  package let prevalences: [Double]

  /// The probabilities of the best constant prediction, by the loss under the same convention.
  package let predictions: [Double]

  /// The loss of the best constant prediction, under the convention's reduction.
  package let loss: Double?

  /// The loss of predicting ½; in multiclass, the same for every class.
  package let lossAtHalf: Double?

  /// The loss of predicting the prevalence, as a model with the initial bias does.
  package let lossAtPrevalence: Double?

  /// ln(π/(1 − π)), the bias that makes a network begin at π, where a cross entropy is least; in
  /// multiclass ln π.
  package let initialBiases: [Double]

  /// ln(p*/(1 − p*)) of the best constant prediction p*, the score that boosting of this loss begins with;
  /// in multiclass ln p*.
  package let initScores: [Double]

  /// The α at which positives and negatives weigh the same, α·N₊ = (1 − α)·N₋; empty in multiclass.
  package let balancingAlphas: [Double]

  /// 1 − L/L₀ with L₀ the loss of the best constant prediction; nil where L₀ is 0 or infinite.
  ///
  /// - Parameter loss: L, under the same convention and reduction.
  /// - Returns: the skill; below 0 for a loss that a constant prediction undercuts.
  package func skill(ofLoss loss: Double) -> Double? {
    Self.skill(ofLoss: loss, best: self.loss)
  }

  static func skill(ofLoss loss: Double?, best: Double?) -> Double? {
    guard let loss, let best, best != 0, best.isFinite else { return nil }
    return 1 - loss / best
  }

  /// The baseline of the samples that were added to an accumulator.
  ///
  /// It is not known, and this is nil, for fractional or smoothed targets under another rule than
  /// expected, and in multiclass under another modulator than the power.
  ///
  /// - Parameters:
  ///   - accumulator: the sums of the samples under the convention.
  ///   - targets: the targets of the same samples.
  package init?(_ accumulator: LossAccumulator, _ targets: TargetSums) {
    guard let constant = ConstantLoss(accumulator, targets), let best = constant.bestLogits else {
      return nil
    }
    let isMulticlass = accumulator.evaluator.convention.task == .multiclass
    predictions = best.map { TargetProbability(logit: $0, isPositive: true).value }
    loss = constant.loss(best)
    let pairs = zip(constant.positiveWeights, constant.negativeWeights)
    prevalences = pairs.map { $0 / ($0 + $1) }
    let logits = pairs.map { $0 == $1 ? 0 : Elementary.log($0 / $1) }
    lossAtPrevalence = constant.loss(logits)
    let even = isMulticlass ? -Elementary.log(Double(max(1, best.count - 1))) : 0
    lossAtHalf = constant.loss(best.map { _ in even })
    initialBiases = isMulticlass ? prevalences.map { Elementary.log($0) } : logits
    initScores = isMulticlass ? predictions.map { Elementary.log($0) } : best
    balancingAlphas = isMulticlass ? [] : pairs.map { $1 / ($0 + $1) }
  }
}

extension ConstantLoss {
  /// The logits of the best constant prediction; nil where they are not known.
  var bestLogits: [Double]? {
    let coefficients = coefficients
    guard evaluator.convention.task == .multiclass else {
      return coefficients.indices.map {
        LogitMinimum(self, column: $0, coefficients[$0]).logit
      }
    }
    guard evaluator.convention.hasDerivatives else { return nil }
    return SimplexMinimum(
      weights: coefficients.map(\.positive), gamma: evaluator.convention.gamma
    ).logits
  }
}

/// What an accumulator does not know of the targets of its samples: how much of them is positive.
///
/// - Accuracy: exact.
package struct TargetSums: Sendable {
  private let task: ClassificationTask
  private let predictionCount: Int

  /// Σ w·y by column: over all samples in multilabel, over those with fractional targets elsewhere.
  private var sums: [ExactSum]

  /// The targets of 1 with a weight of 1, by column of multilabel; counting is cheaper than adding.
  private var counts: [Int]

  /// Whether there were targets between 0 and 1.
  private(set) var hasFractions = false

  /// The sums over no samples.
  package init(task: ClassificationTask, predictionCount: Int) {
    self.task = task
    self.predictionCount = predictionCount
    sums = Array(repeating: ExactSum(), count: task == .oneVsAll ? 0 : predictionCount)
    counts = Array(repeating: 0, count: sums.count)
  }

  /// Adds samples.
  package mutating func add(_ samples: SampleBatch) {
    guard case .values(let values) = samples.targets else { return }
    switch task {
    case .oneVsAll: break
    case .binary, .multilabel:
      // Whole targets of binary samples are known by their class.
      if task == .binary, !LossEvaluator.hasFractions(values) { return }
      for (element, target) in values.enumerated() where target != 0 {
        let isFraction = target != 1
        if isFraction { hasFractions = true }
        guard isFraction || task == .multilabel else { continue }
        add(target, column: element % predictionCount, sample: element / predictionCount, samples)
      }
    case .multiclass:
      for sample in 0..<values.count / predictionCount {
        let row = values[sample * predictionCount..<(sample + 1) * predictionCount]
        guard !row.contains(1) else { continue }
        hasFractions = true
        for (column, share) in row.enumerated() {
          add(share, column: column, sample: sample, samples)
        }
      }
    }
  }

  /// Adds other sums.
  package mutating func merge(_ other: TargetSums) {
    for column in sums.indices {
      sums[column].merge(other.sums[column])
      counts[column] += other.counts[column]
    }
    hasFractions = hasFractions || other.hasFractions
  }

  /// Σ w·y of a column.
  func positiveWeight(_ column: Int) -> ExactSum {
    guard !sums.isEmpty else { return ExactSum() }
    var sum = sums[column]
    sum.add(Double(counts[column]))
    return sum
  }

  private mutating func add(_ target: Double, column: Int, sample: Int, _ samples: SampleBatch) {
    if samples.weights.isEmpty, target == 1 {
      counts[column] += 1
    } else {
      sums[column].add(target, times: samples.weights.isEmpty ? 1 : samples.weights[sample])
    }
  }
}
