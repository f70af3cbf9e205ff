/// The two numbers of a target that its loss is made of, q = 1 − p_t and ce = −ln p_t: everything else
/// follows from them.
///
/// Each has full relative accuracy of its own; the complement is never 1 less a rounded probability.
/// What their doubles leave of them is a first-order correction of everything made of them: of a focal
/// term w·ce with w = q^γ it is w·(``rest(gamma:)``). Without it the errors of exponential, quotient
/// and logarithm are the larger part of those of a loss.
///
/// The functions called unchecked have no branch, so that a loop over many targets becomes vector
/// instructions.
struct LossPair: Equatable, Sendable {
  /// The double nearest to the complement q = 1 − p_t, in [0, 1].
  var complement: Double

  /// What that leaves of q, over q.
  var complementRest: Double

  /// The double nearest to the cross entropy ce = −ln p_t in nats; an ε inside the logarithm can make it
  /// a little less than 0.
  var crossEntropy: Double

  /// What that leaves of ce.
  var crossEntropyRest: Double

  init(
    complement: Double, complementRest: Double = 0, crossEntropy: Double,
    crossEntropyRest: Double = 0
  ) {
    self.complement = complement
    self.complementRest = complementRest
    self.crossEntropy = crossEntropy
    self.crossEntropyRest = crossEntropyRest
  }

  /// The pair of numbers that are normalised sums.
  @inline(__always)
  init(complement: DoubleDouble, crossEntropy: DoubleDouble) {
    self.complement = complement.high
    complementRest = complement.restOverHigh
    self.crossEntropy = crossEntropy.high
    crossEntropyRest = crossEntropy.low
  }

  /// The pair of a cross entropy that p_t is taken from: q = 1 − e^(−ce).
  ///
  /// q is 0 for the cross entropies a little below 0 that an ε inside the logarithm makes.
  init(crossEntropy: DoubleDouble) {
    let complement = Elementary.oneLessExp(-crossEntropy.high)
    // ce_low moves q by p_t·ce_low.
    let rest = complement.low + (1 - complement.high) * crossEntropy.low
    let sum = ErrorFree.sum(large: complement.high, small: rest)
    self.init(
      complement: complement.high > 0 ? sum : DoubleDouble(0, 0), crossEntropy: crossEntropy)
  }

  /// q with what its double leaves.
  var fullComplement: DoubleDouble {
    get { DoubleDouble(complement, complement * complementRest) }
    set { (complement, complementRest) = (newValue.high, newValue.restOverHigh) }
  }

  /// ce with what its double leaves.
  var fullCrossEntropy: DoubleDouble {
    get { DoubleDouble(crossEntropy, crossEntropyRest) }
    set { (crossEntropy, crossEntropyRest) = (newValue.high, newValue.low) }
  }

  /// What q^γ·ce lacks, over q^γ: the rest of ce, and what that of q makes of q^γ.
  ///
  /// - Domain: ce finite.
  ///
  /// - Parameter gamma: γ.
  /// - Returns: what is lacking, over q^γ.
  @inline(__always)
  func rest(gamma: Double) -> Double { crossEntropyRest + gamma * (crossEntropy * complementRest) }

  /// The product of ce and a factor of the size of q^γ, never −0.
  ///
  /// - Parameters:
  ///   - factor: q^γ, or 0 times anything.
  ///   - gamma: γ.
  /// - Returns: the focal term.
  @inline(__always)
  func term(_ factor: Double, gamma: Double) -> Double {
    // Beside an infinite cross entropy is no rest, not 0·∞.
    let term =
      crossEntropy < .infinity ? finiteTerm(factor, gamma: gamma) : factor * crossEntropy
    return term + 0
  }

  /// The same without a branch.
  ///
  /// - Domain: ce finite; where it is negative or −0 the term may be −0.
  @inline(__always)
  func finiteTerm(_ factor: Double, gamma: Double) -> Double {
    factor * crossEntropy + factor * rest(gamma: gamma)
  }
}
