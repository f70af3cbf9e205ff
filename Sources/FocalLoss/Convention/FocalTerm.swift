/// The focal term of a target under a modulator: what it makes of a complement and a cross entropy.
///
/// - Domain: q in [0, 1], the cross entropy in [0, +∞]. Range: [0, +∞], and a little below 0 where
///   an ε inside the logarithm made the cross entropy so.
/// - Special cases: q = 0 gives 0 for γ > 0; never −0.
/// - Accuracy: that of ``ModulatingFactor``; fl-star has the
///   absolute error of its logit, 2 ulp of the larger of ln p_t and ln q.
struct FocalTerm: Sendable {
  private let modulator: Modulator

  /// The modulating factors, one for every index where there are several.
  private let factors: [ModulatingFactor]

  init(_ modulator: Modulator, gamma: Double) {
    self.modulator = modulator
    let gammas =
      switch modulator.kind {
      // Index 0 is of negatives, or of the other classes.
      case .asl, .aslSingleLabel: [modulator.values[1], modulator.values[0]]
      case .perClass: modulator.values
      case .power, .normalized, .reduced, .reducedContinuous, .flStar, .poly1: [gamma]
      }
    factors = gammas.map(ModulatingFactor.init)
  }

  /// The factor of the cross entropy.
  ///
  /// - Parameters:
  ///   - complement: q.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: q^γ or what stands for it; 1 for fl-star, which has no factor.
  func factor(_ complement: Double, index: Int) -> Double {
    let modulatingFactor = factors.count == 1 ? factors[0] : factors[index]
    switch modulator.kind {
    case .power, .normalized, .asl, .aslSingleLabel, .perClass, .poly1:
      return modulatingFactor(complement)
    case .flStar: return 1
    case .reduced: return reduced(complement, by: modulator.values[0], modulatingFactor)
    case .reducedContinuous:
      return reduced(complement, by: 1 - modulator.values[0], modulatingFactor)
    }
  }

  /// The focal term.
  ///
  /// - Parameters:
  ///   - pair: q and −ln p_t.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: the term, in nats.
  func callAsFunction(_ pair: LossPair, index: Int) -> Double {
    switch modulator.kind {
    case .power, .normalized, .asl, .aslSingleLabel, .perClass, .poly1, .reduced,
      .reducedContinuous:
      return factor(pair.complement, index: index) * pair.crossEntropy + 0
    case .flStar:
      let gamma = factors[0].gamma
      let logit = -Elementary.log(pair.complement) - pair.crossEntropy
      let turned = gamma * logit + modulator.values[0]
      return TargetProbability(logit: turned, isPositive: true).crossEntropy / gamma + 0
    }
  }

  /// The term of poly1 that α does not multiply: ε₁·q^(γ+1), in nats.
  func unbalanced(_ complement: Double) -> Double {
    modulator.values[0] * (factors[0](complement) * complement) + 0
  }

  private func reduced(
    _ complement: Double, by divisor: Double, _ modulatingFactor: ModulatingFactor
  ) -> Double {
    // p_t < θ, without forming p_t.
    complement > 1 - modulator.values[0] ? 1 : modulatingFactor(complement / divisor)
  }
}
