import FocalLoss

/// What is computed of each sample of a batch.
struct SampleValues {
  /// The loss of every sample.
  let losses: [Double]

  /// The derivatives by every logit, where they are wanted.
  let derivatives: DerivativeBatch?
}
