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
  /// Σwℓ / the predictions of a sample: the mean over the columns, summed over the samples.
  ///
  /// Source: Ultralytics.
  case sumOfMeans = "sum-of-means"
  /// The mean over the classes of their means, over those that have samples; in multilabel over
  /// the columns.
  ///
  /// A class's mean is Σwℓ / count of its samples. Samples without a class, the background and
  /// fractional targets, are one more.
  case macro
  /// Σwℓ / max(1, count of positives), as RetinaNet divides by its foreground anchors.
  case positives
  /// Σwℓ / Σw, with the class weights in w too.
  case weightedMean = "weighted-mean"
  /// Σwℓ / Σw over the elements, with the class weights in w too; without weights `mean-elements`.
  ///
  /// Source: segmentation-models-pytorch.
  case weightedMeanElements = "weighted-mean-elements"
}
