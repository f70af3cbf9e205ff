/// The modulating factor q^γ of the focal loss, for one focusing parameter γ.
///
/// - Domain: q = 1 − p_t in [0, 1]; γ finite, at least 0. Range: [0, 1].
/// - Special cases: γ = 0 gives 1, at q = 0 too.
/// - Accuracy: γ times the relative error of q, and of its own 2 ulp for γ ≤ 3, 4 ulp for the larger of
///   the whole and half numbers up to 5, 0.9 ulp for all others.
///
/// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, section 3.2.
package struct ModulatingFactor: Sendable {
  /// The focusing parameter γ.
  package let gamma: Double

  /// 2γ where that is a whole number small enough for multiplications to beat ``Power``.
  let halves: Int?

  /// The power of every other γ.
  private let power: Power

  /// The modulating factor for a focusing parameter.
  ///
  /// - Parameter gamma: the focusing parameter γ; finite, at least 0.
  package init(gamma: Double) {
    precondition(gamma >= 0 && gamma.isFinite, "gamma is finite and at least 0")
    self.gamma = gamma
    // Without the system's rounding, which is a function where it is no instruction.
    halves = (0...10).first { Double($0) == 2 * gamma }
    power = Power(gamma)
  }

  /// q^γ.
  ///
  /// - Parameter complement: q = 1 − p_t.
  /// - Returns: the modulating factor.
  package func callAsFunction(_ complement: Double) -> Double { power(complement, halves: halves) }

  /// The focal term q^γ·ce of a pair, never −0.
  ///
  /// - Accuracy: within 3 ulp for γ ≤ 2, 4 ulp for γ ≤ 3, 6 ulp for γ = 5, of the exact numbers that the
  ///   pair stands for.
  func term(_ pair: LossPair) -> Double { pair.term(self(pair.complement), gamma: gamma) }

  /// The focal term of a pair whose cross entropy need not be small where q is, so that q^γ must not
  /// vanish before it meets ce.
  func wideTerm(_ pair: LossPair) -> Double {
    let factor = self(pair.complement)
    guard factor < 0x1p-900, pair.complement > 0, pair.crossEntropy.isFinite else {
      return pair.term(factor, gamma: gamma)
    }
    return power.product(of: pair.fullComplement, times: pair.crossEntropy) + 0
  }

  /// The modulating factors of many complements.
  ///
  /// - Parameters:
  ///   - complements: the complements.
  ///   - factors: takes their modulating factors; as many as there are complements.
  func apply(to complements: Span<Double>, into factors: inout MutableSpan<Double>) {
    precondition(complements.count == factors.count, "a factor for each")
    // One loop for each of the usual numbers of halves, as above.
    switch halves {
    case 0: fill(&factors, complements, halves: 0)
    case 1: fill(&factors, complements, halves: 1)
    case 2: fill(&factors, complements, halves: 2)
    case 3: fill(&factors, complements, halves: 3)
    case 4: fill(&factors, complements, halves: 4)
    case 5: fill(&factors, complements, halves: 5)
    case 6: fill(&factors, complements, halves: 6)
    case 8: fill(&factors, complements, halves: 8)
    case 10: fill(&factors, complements, halves: 10)
    case .some: fill(&factors, complements, halves: halves)
    case nil: power.apply(to: complements, into: &factors)
    }
  }

  @inline(__always)
  private func fill(
    _ factors: inout MutableSpan<Double>, _ complements: Span<Double>, halves: Int?
  ) {
    for index in complements.indices { factors[index] = power(complements[index], halves: halves) }
  }

  /// q^γ, the choice of how it is computed being made outside a loop.
  ///
  /// - Parameters:
  ///   - q: the complement.
  ///   - halves: ``halves``, as a constant where there is a loop for it.
  /// - Returns: the modulating factor.
  @inline(__always)
  func power(_ q: Double, halves: Int?) -> Double {
    guard let halves else { return power(q) }
    return switch halves {
    case 0: 1
    case 1: root(q)
    case 2: q
    case 3: q * root(q)
    case 4: q * q
    case 5: q * q * root(q)
    case 6: q * q * q
    case 7: q * q * q * root(q)
    case 8: (q * q) * (q * q)
    case 9: (q * q) * (q * q) * root(q)
    default: (q * q) * (q * q) * q
    }
  }

  /// The square root of what is never negative.
  ///
  /// That the compiler sees it so halves the time: no call for the errors of negative numbers is left.
  @inline(__always)
  private func root(_ q: Double) -> Double { q.magnitude.squareRoot() }
}
