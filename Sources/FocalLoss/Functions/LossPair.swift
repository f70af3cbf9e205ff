/// The two numbers of a target that its loss is made of: everything else follows from them.
///
/// Each has full relative accuracy of its own; the complement is never 1 less a rounded probability.
struct LossPair: Equatable, Sendable {
  /// The complement q = 1 − p_t, in [0, 1].
  var complement: Double

  /// The cross entropy ce = −ln p_t in nats; an ε inside the logarithm can make it a little less than 0.
  var crossEntropy: Double

  init(complement: Double, crossEntropy: Double) {
    self.complement = complement
    self.crossEntropy = crossEntropy
  }

  /// The pair of a cross entropy that p_t is taken from: q = 1 − e^(−ce).
  ///
  /// q is 0 for the cross entropies a little below 0 that an ε inside the logarithm makes.
  init(crossEntropy: Double) {
    complement = max(0, -Elementary.expMinusOne(-crossEntropy))
    self.crossEntropy = crossEntropy
  }
}

extension TargetProbability {
  /// The pair without the probability itself.
  @inline(__always)
  var pair: LossPair { LossPair(complement: complement, crossEntropy: crossEntropy) }
}
