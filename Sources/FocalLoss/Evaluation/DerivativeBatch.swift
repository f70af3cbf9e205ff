/// The derivatives of the losses of a batch of samples by their logits.
///
/// Shape: one number a prediction, row by row, as the predictions themselves.
public struct DerivativeBatch: Equatable, Sendable {
  /// dℓ/dz for every logit z, in nats a unit of the logit.
  public internal(set) var gradients: [Double] = []

  /// d²ℓ/dz² for every logit z: the diagonal of the Hessian.
  public internal(set) var hessians: [Double] = []

  /// Appends the derivatives by one logit, never −0.
  mutating func append(_ derivative: (gradient: Double, hessian: Double)) {
    gradients.append(derivative.gradient + 0)
    hessians.append(derivative.hessian + 0)
  }
}
