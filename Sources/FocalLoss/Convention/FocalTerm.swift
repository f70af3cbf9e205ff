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
    /// The cross entropy times q^γ, with the γ of the first limit that q is beyond, else the last.
    case scheduled(limits: [Double])
    /// The cross entropy times (2 − q)^γ.
    case inverse
    /// The cross entropy times q^γ, and the addition of poly1.
    case raised
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
      case .schedule: Self.every2nd(modulator.values, from: 1)
      case .power, .normalized, .reduced, .reducedContinuous, .flStar, .poly1, .poly1Both, .inverse,
        .dual, .normalizedSoftmax, .gaussian, .powerMargin, .varifocal, .mal, .iaBCE:
        [gamma]
      }
    factors = gammas.map(ModulatingFactor.init)
    // p_t < θ is asked of q, without forming p_t.
    form =
      switch modulator.kind {
      case .power, .normalized, .asl, .aslSingleLabel, .perClass, .poly1, .dual, .normalizedSoftmax,
        .gaussian, .powerMargin, .varifocal, .mal, .iaBCE:
        .power
      case .schedule: .scheduled(limits: Self.every2nd(modulator.values, from: 0).map { 1 - $0 })
      case .inverse: .inverse
      case .poly1Both: .raised
      case .reduced:
        .reduced(limit: 1 - modulator.values[0], divisor: modulator.values[0])
      case .reducedContinuous:
        .reduced(limit: 1 - modulator.values[0], divisor: 1 - modulator.values[0])
      case .flStar: .turned(shift: modulator.values[0])
      }
    coefficient = [.poly1, .poly1Both].contains(modulator.kind) ? modulator.values[0] : 0
  }

  private static func every2nd(_ values: [Double], from start: Int) -> [Double] {
    stride(from: start, to: values.count, by: 2).map { values[$0] }
  }

  /// The factor of a schedule at a complement.
  private func scheduled(_ complement: Double, _ limits: [Double]) -> ModulatingFactor {
    factors[limits.firstIndex { complement > $0 } ?? limits.count - 1]
  }

  /// The factor of the cross entropy.
  ///
  /// - Parameters:
  ///   - complement: q.
  ///   - index: the side, class or column whose γ is meant.
  /// - Returns: q^γ or what stands for it; 1 for fl-star, which has no factor.
  func factor(_ complement: Double, index: Int) -> Double {
    switch form {
    case .power, .raised: return modulatingFactor(index)(complement)
    case .scheduled(let limits): return scheduled(complement, limits)(complement)
    case .inverse: return factors[0](2 - complement)
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
    case .scheduled(let limits):
      return (factor, pair.term(factor, gamma: scheduled(pair.complement, limits).gamma))
    case .inverse: return (factor, inverseTerm(pair))
    case .raised:
      let term = pair.term(factor, gamma: factors[0].gamma)
      return (factor, term + unbalanced(pair, factor: factor))
    case .turned(let shift):
      let turned = turned(pair, shift) { Elementary.log($0) }
      return (factor, term(ofTurned: turned) { Elementary.logOnePlus(Elementary.exp($0)) })
    }
  }

  /// The term of the inverse modulator, which has 1 + p_t for q.
  private func inverseTerm(_ pair: LossPair) -> Double {
    // Beside no cross entropy there is no term, however large the factor.
    guard pair.crossEntropy != 0 else { return 0 }
    let base = DoubleDouble(2, 0).adding(-pair.fullComplement)
    return factors[0].term(
      LossPair(complement: base, crossEntropy: pair.fullCrossEntropy))
  }

  /// The term as a function of a logit, where q and ce are.
  ///
  /// - Parameters:
  ///   - complement: q, or what a modulator has in its place.
  ///   - crossEntropy: the cross entropy.
  /// - Returns: the term with its derivatives.
  func jet(_ complement: Jet, _ crossEntropy: Jet) -> Jet {
    switch form {
    case .scheduled(let limits):
      return complement.power(scheduled(complement.value, limits)) * crossEntropy
    case .inverse:
      return (Jet(value: 2) + -1 * complement).power(factors[0]) * crossEntropy
    case .raised:
      let factor = complement.power(factors[0])
      return factor * crossEntropy + coefficient * (factor * complement)
    case .power, .reduced, .turned: return complement.power(factors[0]) * crossEntropy
    }
  }

  /// The logit γ·x + β of fl-star.
  @inline(__always)
  private func turned(_ pair: LossPair, _ shift: Double, log: (Double) -> Double) -> Double {
    factors[0].gamma * (-log(pair.complement) - pair.crossEntropy) + shift
  }

  /// The cross entropy of a logit, over γ.
  @inline(__always)
  private func term(
    ofTurned turned: Double, logOnePlusExp: (Double) -> Double
  ) -> Double {
    (max(-turned, 0) + logOnePlusExp(-turned.magnitude)) / factors[0].gamma + 0
  }

  /// The factors of the cross entropies and the focal terms of a block of pairs.
  ///
  /// The same as one by one; where one γ is meant, and a usual one, in vector instructions.
  ///
  /// - Parameters:
  ///   - block: a block of ``PairBlocks``.
  ///   - count: how many pairs of it are meant.
  ///   - terms: takes the terms; of the other pairs anything.
  ///   - modulations: takes the factors.
  ///   - index: the side, class or column of a pair, as ``modulated(_:index:)`` has it.
  func modulate(
    _ block: Span<Double>, count: Int, _ terms: inout MutableSpan<Double>,
    _ modulations: inout MutableSpan<Double>, index: (Int) -> Int
  ) {
    let length = PairBlocks.length
    precondition(
      block.count == PairBlocks.blockSize && count <= length && terms.count == length
        && modulations.count == length, "a block")
    let gamma = factors[0].gamma
    switch form {
    case .power where factors.count == 1:
      factors[0].apply(to: block.extracting(0..<length), into: &modulations)
      for place in 0..<count {
        terms[place] = PairBlocks.pair(block, at: place).term(modulations[place], gamma: gamma)
      }
      return
    case .reduced(let limit, let divisor) where factors.count == 1 && factors[0].halves != nil:
      for place in 0..<count {
        // 1 to any power is 1.
        terms[place] = block[place] <= limit ? block[place] / divisor : 1
      }
      factors[0].apply(to: terms.span, into: &modulations)
      for place in 0..<count {
        terms[place] = PairBlocks.pair(block, at: place)
          .term(modulations[place], gamma: block[place] <= limit ? gamma : 0)
      }
      return
    case .turned(let shift):
      var outsideBits: UInt64 = 0
      for place in 0..<count {
        let pair = PairBlocks.pair(block, at: place)
        let turned = turned(pair, shift) { Logarithm.of($0, correction: 0) }
        terms[place] = term(ofTurned: turned) {
          Elementary.uncheckedLogOnePlus(Exponential.of($0))
        }
        modulations[place] = 1
        outsideBits |=
          Logarithm.outsideBits(pair.complement)
          | (Exponential.bound - turned.magnitude).bitPattern
      }
      if outsideBits >> 63 == 0 { return }
    default: break
    }
    for place in 0..<count {
      (modulations[place], terms[place]) = modulated(
        PairBlocks.pair(block, at: place), index: index(place))
    }
  }

  private func modulatingFactor(_ index: Int) -> ModulatingFactor {
    factors[factors.count == 1 ? 0 : index]
  }

  /// The term of poly1 that α does not multiply: ε₁·q^(γ+1), in nats.
  func unbalanced(_ pair: LossPair) -> Double {
    unbalanced(pair, factor: factors[0](pair.complement))
  }

  /// The same where q^γ is at hand.
  func unbalanced(_ pair: LossPair, factor: Double) -> Double {
    let power = factor * pair.complement
    return coefficient * (power + power * ((factors[0].gamma + 1) * pair.complementRest))
      + 0
  }
}
