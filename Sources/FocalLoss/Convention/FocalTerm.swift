/// The focal term of a target under a modulator: what it makes of a complement and a cross entropy.
///
/// - Domain: q in [0, 1], the cross entropy in [0, +∞]. Range: [0, +∞], and a little below 0 where
///   an ε inside the logarithm made the cross entropy so.
/// - Special cases: q = 0 gives 0 for γ > 0; never −0.
/// - Accuracy: that of ``ModulatingFactor``; fl-star has the
///   absolute error of its logit, 2 ulp of the larger of ln p_t and ln q.
struct FocalTerm: Sendable {
  /// What is made of a pair.
  private enum Form {
    /// The cross entropy times q^γ.
    case power
    /// The same of q over the divisor, up to a complement beyond which the cross entropy is left as it is.
    case reduced(limit: Double, divisor: Double)
    /// The cross entropy of the logit γ·z + β, over γ.
    case turned(shift: Double)
  }

  private let form: Form

  /// The modulating factors, one for every index where there are several.
  private let factors: [ModulatingFactor]

  /// ε₁ of poly1.
  private let coefficient: Double

  init(_ modulator: Modulator, gamma: Double) {
    let gammas =
      switch modulator.kind {
      // Index 0 is of negatives, or of the other classes.
      case .asl, .aslSingleLabel: [modulator.values[1], modulator.values[0]]
      case .perClass: modulator.values
      case .power, .normalized, .reduced, .reducedContinuous, .flStar, .poly1: [gamma]
      }
    factors = gammas.map(ModulatingFactor.init)
    // p_t < θ is asked of q, without forming p_t.
    form =
      switch modulator.kind {
      case .power, .normalized, .asl, .aslSingleLabel, .perClass, .poly1: .power
      case .reduced:
        .reduced(limit: 1 - modulator.values[0], divisor: modulator.values[0])
      case .reducedContinuous:
        .reduced(limit: 1 - modulator.values[0], divisor: 1 - modulator.values[0])
      case .flStar: .turned(shift: modulator.values[0])
      }
    coefficient = modulator.kind == .poly1 ? modulator.values[0] : 0
  }

  /// The factor of the cross entropy.
  ///
  /// - Parameters:
  ///   - complement: q.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: q^γ or what stands for it; 1 for fl-star, which has no factor.
  func factor(_ complement: Double, index: Int) -> Double {
    switch form {
    case .power: return modulatingFactor(index)(complement)
    case .reduced(let limit, let divisor):
      return complement <= limit ? modulatingFactor(index)(complement / divisor) : 1
    case .turned: return 1
    }
  }

  /// The focal term.
  ///
  /// - Parameters:
  ///   - pair: q and −ln p_t.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: the term, in nats.
  func callAsFunction(_ pair: LossPair, index: Int) -> Double {
    modulated(pair, index: index).term
  }

  /// The factor of the cross entropy, and the focal term.
  ///
  /// - Parameters:
  ///   - pair: q and −ln p_t.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: the factor as ``factor(_:index:)`` has it, and the term in nats.
  func modulated(_ pair: LossPair, index: Int) -> (factor: Double, term: Double) {
    let factor = factor(pair.complement, index: index)
    switch form {
    case .power: return (factor, pair.term(factor, gamma: modulatingFactor(index).gamma))
    case .reduced(let limit, _):
      let gamma = pair.complement <= limit ? modulatingFactor(index).gamma : 0
      return (factor, pair.term(factor, gamma: gamma))
    case .turned(let shift):
      let gamma = factors[0].gamma
      let logit = -Elementary.log(pair.complement) - pair.crossEntropy
      let turned = gamma * logit + shift
      let others = Elementary.logOnePlus(Elementary.exp(-turned.magnitude))
      return (factor, (max(-turned, 0) + others) / gamma + 0)
    }
  }

  private func modulatingFactor(_ index: Int) -> ModulatingFactor {
    factors[factors.count == 1 ? 0 : index]
  }

  /// The term of poly1 that α does not multiply: ε₁·q^(γ+1), in nats.
  func unbalanced(_ pair: LossPair) -> Double {
    let power = factors[0](pair.complement) * pair.complement
    return coefficient * (power + power * ((factors[0].gamma + 1) * pair.complementRest))
      + 0
  }
}
