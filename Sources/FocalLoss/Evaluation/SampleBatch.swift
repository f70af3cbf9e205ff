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
