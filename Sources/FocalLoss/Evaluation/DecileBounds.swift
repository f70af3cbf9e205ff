/// The bounds of the tenths of p_t, as numbers that predictions can be compared with.
///
/// A prediction says p, its logit or its logarithm; all grow with p, so p ≥ k/10 is asked of the
/// prediction itself, without an elementary function. For a negative p_t = 1 − p, and p_t ≥ k/10 is
/// p ≤ 1 − k/10: so no 1 − p is formed, and swapping the label and p ↔ 1 − p changes no tenth.
struct DecileBounds {
  /// The predictions of p = 0.1, 0.2, …, 0.9, each the nearest double.
  private let lower: SIMD8<Double>
  private let last: Double

  init(input: PredictionKind) {
    let bounds = (1...9).map { tenths in
      let tenths = Double(tenths)
      switch input {
      case .probabilities: return tenths / 10
      case .logProbabilities: return Elementary.log(tenths / 10)
      case .logits:
        // ln (p / (1 − p)), with ±0 at a half and the same bits but the sign on both sides of it.
        let isUpper = tenths >= 5
        let logit = Elementary.log(isUpper ? tenths / (10 - tenths) : (10 - tenths) / tenths)
        return isUpper ? logit : -logit
      }
    }
    lower = SIMD8(bounds[..<8])
    last = bounds[8]
  }

  /// The tenth of p_t, from 0 to 9.
  ///
  /// - Parameters:
  ///   - prediction: what the file says of the positive class.
  ///   - isPositive: whether the target is the positive class.
  /// - Returns: the tenth; its lower bound belongs to it.
  func decile(of prediction: Double, isPositive: Bool) -> Int32 {
    let predictions = SIMD8(repeating: prediction)
    let isReached = isPositive ? predictions .>= lower : predictions .<= lower
    let reached = SIMD8<Int64>.zero.replacing(with: .one, where: isReached).wrappedSum()
    return Int32(truncatingIfNeeded: reached)
      &+ ((isPositive ? prediction >= last : prediction <= last) ? 1 : 0)
  }
}
