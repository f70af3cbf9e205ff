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
}
