/// Samples to be evaluated together: predictions, targets and weights.
///
/// Shapes: with n samples of k predictions each, `predictions` has n·k numbers, row by row;
/// `weights` has n, or none where every sample weighs 1.
public struct SampleBatch: Equatable, Sendable {
  /// What is true of the samples.
  public enum Targets: Equatable, Sendable {
    /// The index of the true class of every sample; in one-vs-all −1 is the background, no class.
    ///
    /// For multiclass and one-vs-all; n numbers, each below k.
    case classes([Int32])
    /// The target of every element, in [0, 1].
    ///
    /// For binary and multilabel, and the distribution over the classes for multiclass, where the
    /// numbers of a row sum to 1; n·k numbers, row by row. Numbers between 0 and 1 need a
    /// soft-target rule.
    case values([Double])
  }

  /// The predictions, row by row, in the range of their ``PredictionKind``; never NaN.
  ///
  /// A row of logits for a softmax has at most one +∞ and not −∞ only.
  public var predictions: [Double]

  /// The targets.
  public var targets: Targets

  /// The weights, at least 0 and finite; empty where every sample weighs 1.
  public var weights: [Double]

  /// A batch of samples.
  public init(predictions: [Double], targets: Targets, weights: [Double] = []) {
    self.predictions = predictions
    self.targets = targets
    self.weights = weights
  }
}

extension SampleBatch {
  /// Whether a target is neither 0 nor 1.
  var hasFractions: Bool {
    if case .values(let values) = targets { LossEvaluator.hasFractions(values) } else { false }
  }

  /// Some of the samples.
  ///
  /// - Parameters:
  ///   - rows: the indices of the samples wanted.
  ///   - predictionCount: the predictions of a sample.
  /// - Returns: a batch of those samples, in the order of the indices.
  func selecting(_ rows: [Int], predictionCount: Int) -> SampleBatch {
    func row(_ numbers: [Double], _ index: Int) -> ArraySlice<Double> {
      numbers[index * predictionCount..<(index + 1) * predictionCount]
    }
    return SampleBatch(
      predictions: rows.flatMap { row(predictions, $0) },
      targets: {
        switch targets {
        case .classes(let classes): .classes(rows.map { classes[$0] })
        case .values(let values): .values(rows.flatMap { row(values, $0) })
        }
      }(),
      weights: weights.isEmpty ? [] : rows.map { weights[$0] })
  }
}
