/// What the focal loss of a target between 0 and 1 is.
///
/// The rules agree on hard targets and nowhere else. For a binary element with target y, the two
/// hard cases being (ce₊, q₊) for y = 1 and (ce₋, q₋) for y = 0:
public enum SoftTargetRule: String, CaseIterable, Sendable {
  /// (y·q₊ + (1−y)·q₋)^γ · (y·ce₊ + (1−y)·ce₋): the modulating factor of the mixed p_t.
  ///
  /// Source: torchvision, optax, Keras (binary).
  case mixture
  /// y·q₊^γ·ce₊ + (1−y)·q₋^γ·ce₋: the expected hard loss when y is the chance of a positive.
  ///
  /// Source: kornia (binary), Keras (categorical).
  case expected
  /// (1 − e^(−c))^γ · c with c = y·ce₊ + (1−y)·ce₋, the soft cross entropy.
  ///
  /// Source: segmentation-models-pytorch, Catalyst.
  case expCrossEntropy = "exp-ce"
  /// σ(−z·(2y − 1))^γ · c: the modulating factor of the logit z, turned as far as y is from ½.
  ///
  /// z = ln p − ln (1 − p) where there are probabilities. Not for softmax. Source: MONAI (sigmoid).
  case margin
  /// |y − p|^γ · c, which is 0 at p = y. Not for softmax.
  ///
  /// Source: Li et al., "Generalized Focal Loss", 2020 (quality focal loss, β = γ).
  case distance
  /// −(1 − p_t)^γ · ln p_t with the mixed p_t = y·p + (1−y)·(1−p) in the logarithm too.
  ///
  /// Source: Flux (binary).
  case logMixture = "log-mixture"
  /// q₊^γ · (y·ce₊ + (1−y)·ce₋): the modulating factor of a positive, whatever the label.
  ///
  /// α multiplies ce₊ and ce₋ each by its own. With label smoothing it is `expected`. Not for
  /// softmax. Source: pip focal-loss, from logits.
  case positiveFactor = "positive-factor"

  /// Whether the rule says something about the task.
  ///
  /// - Parameter task: the task.
  /// - Returns: false for softmax where the rule speaks of one logit or one probability.
  public func isMeaningful(in task: ClassificationTask) -> Bool {
    task.isElementwise || ![.margin, .distance, .positiveFactor].contains(self)
  }
}
