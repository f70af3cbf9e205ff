/// The focal losses of binary predictions, one a logit: the common case in one call.
///
/// FL = α_t · (1 − p_t)^γ · (−ln p_t) in nats, with p_t = σ(z) for a target of 1 and σ(−z) for one of 0,
/// and α_t = α or 1 − α. It is what `torchvision.ops.sigmoid_focal_loss` computes with
/// `reduction="none"`, targets between 0 and 1 included, but with full accuracy for logits of any size.
///
/// ```swift
/// let losses = try focalLoss(logits: [2.1, -0.3, 0.8], targets: [1, 0, 0])
/// ```
///
/// - Accuracy: that of ``LossEvaluator``.
///
/// - Parameters:
///   - logits: the logit z of every sample; not NaN.
///   - targets: 1 for positives, 0 for negatives, or the fraction between; as many as logits.
///   - alpha: the weighting factor α of positives, in [0, 1]; nil for no weighting.
///   - gamma: the focusing parameter γ: finite, at least 0.
/// - Returns: a loss for every logit, in [0, +∞].
/// - Throws: ``ParameterError`` for α and γ out of range, ``EvaluationError`` for targets that do not fit.
public func focalLoss(
  logits: [Double], targets: [Double], alpha: Double? = 0.25, gamma: Double = 2
) throws -> [Double] {
  let evaluator = try LossEvaluator(
    Convention(
      task: .binary, input: .logits, alpha: alpha.map(Alpha.balanced) ?? .none, gamma: gamma,
      softTargets: .mixture),
    predictionCount: 1)
  return try evaluator.losses(of: SampleBatch(predictions: logits, targets: .values(targets)))
}

/// The focal losses of samples of one class among several, one a sample.
///
/// FL = α_t · (1 − p_t)^γ · (−ln p_t) in nats, with p_t the softmax of the true class's logit.
///
/// ```swift
/// let losses = try focalLoss(logits: [2.1, -0.3, 0.8, 0.1, 0.2, 3], classes: [0, 2], classCount: 3)
/// ```
///
/// - Accuracy: that of ``LossEvaluator``.
///
/// - Parameters:
///   - logits: the logits, row by row, `classCount` a sample; a row has at most one +∞ and not −∞ only.
///   - classes: the index of the true class of every sample.
///   - classCount: the classes.
///   - alpha: the weighting factor of every class, finite and at least 0; empty for no weighting.
///   - gamma: the focusing parameter γ: finite, at least 0.
/// - Returns: a loss for every sample, in [0, +∞].
/// - Throws: ``ParameterError`` for α and γ out of range, ``EvaluationError`` for shapes that do not fit.
public func focalLoss(
  logits: [Double], classes: [Int], classCount: Int, alpha: [Double] = [], gamma: Double = 2
) throws -> [Double] {
  let evaluator = try LossEvaluator(
    Convention(
      task: .multiclass, input: .logits, alpha: alpha.isEmpty ? .none : Alpha(.perClass, alpha),
      gamma: gamma),
    predictionCount: classCount)
  return try evaluator.losses(
    of: SampleBatch(
      predictions: logits, targets: .classes(classes.map { Int32(clamping: $0) })))
}
