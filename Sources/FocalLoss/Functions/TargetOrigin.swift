/// What the probability of a target was made of, where its pair has not all the digits there are: what a
/// rule subtracts from a complement can leave none of them.
enum TargetOrigin: Sendable {
  /// A probability; all that is known is in the pair.
  case probability
  /// The logit of the target.
  case logit(Double)
  /// A class of a softmax.
  indirect case softmax(Softmax, classIndex: Int)

  /// Two numbers in proportion to p_t and 1 − p_t; nil where all that is known is in the pair.
  var odds: (positive: DoubleDouble, negative: DoubleDouble)? {
    switch self {
    case .probability: return nil
    case .logit(let s):
      guard s.magnitude <= Exponential.bound else { return nil }
      let e = PreciseExponential.of(DoubleDouble(-s.magnitude, 0))
      return s >= 0 ? (DoubleDouble(1, 0), e) : (e, DoubleDouble(1, 0))
    case .softmax(let softmax, let classIndex): return softmax.preciseOdds(of: classIndex)
    }
  }

  /// 1 − p_t.
  ///
  /// - Parameter probability: what was made of it.
  /// - Returns: the complement, of a logit within relative 2⁻¹⁰⁰.
  func complement(_ probability: TargetProbability) -> DoubleDouble {
    odds.map { $0.negative.divided(by: $0.positive.adding($0.negative)) }
      ?? probability.pair.fullComplement
  }

  /// p_t, as ``complement(_:)``.
  func value(_ probability: TargetProbability) -> DoubleDouble {
    odds.map { $0.positive.divided(by: $0.positive.adding($0.negative)) }
      ?? DoubleDouble(probability.value, 0)
  }
}
