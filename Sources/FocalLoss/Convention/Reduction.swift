/// How the losses of the samples become one number.
///
/// With ℓ a sample's loss (the sum over its elements) and w its weight:
public enum Reduction: String, CaseIterable, Sendable {
  /// No reduction: the loss of every sample.
  case none
  /// Σwℓ / count of samples.
  case mean
  /// Σwℓ.
  case sum
  /// Σwℓ / count of elements, the samples times the predictions of each.
  case meanElements = "mean-elements"
  /// Σwℓ / max(1, count of positives), as RetinaNet divides by its foreground anchors.
  case positives
  /// Σwℓ / Σw, with the class weights in w too.
  case weightedMean = "weighted-mean"
}
