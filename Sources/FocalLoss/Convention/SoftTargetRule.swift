/// What the focal loss of a target between 0 and 1 is.
///
/// The rules agree on hard targets and nowhere else. For a binary element with target y, the two
/// hard cases being (ce₊, q₊) for y = 1 and (ce₋, q₋) for y = 0:
public enum SoftTargetRule: String, CaseIterable, Sendable {
  /// (y·q₊ + (1−y)·q₋)^γ · (y·ce₊ + (1−y)·ce₋): the modulating factor of the mixed p_t.
  ///
  /// Source: torchvision, optax, Keras (binary).
  case mixture
  /// y·q₊^γ·ce₊ + (1−y)·q₋^γ·ce₋: the expected hard loss when y is the chance of a positive.
  ///
  /// Source: kornia (binary), Keras (categorical).
  case expected
  /// (1 − e^(−c))^γ · c with c = y·ce₊ + (1−y)·ce₋, the soft cross entropy.
  ///
  /// Source: segmentation-models-pytorch, Catalyst.
  case expCrossEntropy = "exp-ce"
  /// σ(−z·(2y − 1))^γ · c: the modulating factor of the logit z, turned as far as y is from ½.
  ///
  /// z = ln p − ln (1 − p) where there are probabilities. Not for softmax. Source: MONAI (sigmoid).
  case margin
  /// |y − p|^γ · c, which is 0 at p = y. Not for softmax.
  ///
  /// Source: Li et al., "Generalized Focal Loss", 2020 (quality focal loss, β = γ).
  case distance
  /// −(1 − p_t)^γ · ln p_t with the mixed p_t = y·p + (1−y)·(1−p) in the logarithm too.
  ///
  /// Source: Flux (binary).
  case logMixture = "log-mixture"
  /// q₊^γ · (y·ce₊ + (1−y)·ce₋): the modulating factor of a positive, whatever the label.
  ///
  /// α multiplies ce₊ and ce₋ each by its own. With label smoothing it is `expected`. Not for
  /// softmax. Source: pip focal-loss, from logits.
  case positiveFactor = "positive-factor"

  /// Whether the rule says something about the task.
  ///
  /// - Parameter task: the task.
  /// - Returns: false for softmax where the rule speaks of one logit or one probability.
  public func isMeaningful(in task: ClassificationTask) -> Bool {
    task.isElementwise || ![.margin, .distance, .positiveFactor].contains(self)
  }
}

extension SoftTargetRule {
  /// What the classes of a soft target, or its sides, have in common in the loss.
  enum Sharing {
    /// Nothing: each has the focal term of its own pair.
    case nothing
    /// The modulating factor: each has a cross entropy of its own.
    case factor
    /// The focal term of one pair that is made of all of them.
    case term
  }

  /// What the classes have in common under the rule.
  var sharing: Sharing {
    switch self {
    case .expected: .nothing
    case .positiveFactor: .factor
    case .mixture, .expCrossEntropy, .margin, .distance, .logMixture: .term
    }
  }

  /// Whether p_t is taken from the guarded cross entropy, of hard targets too.
  var derivesComplement: Bool { self == .expCrossEntropy }
}

/// A target that is spread over classes, or over the negative and the positive side of an element.
struct SoftTarget {
  /// What the predictions say of every class.
  let classes: [GuardedTarget]

  /// The share that every class has in the target; they sum to 1.
  let shares: [Double]

  /// The shares in the cross entropy, where they are others: of a target that is smoothed there alone.
  let crossEntropyShares: [Double]?

  init(classes: [GuardedTarget], shares: [Double], crossEntropyShares: [Double]? = nil) {
    self.classes = classes
    self.shares = shares
    self.crossEntropyShares = crossEntropyShares
  }

  /// The pair that a rule makes of all classes together.
  func pair(under rule: SoftTargetRule) -> LossPair {
    var pair = mixture
    // A hard target among soft ones is the hard loss to the bit: not by way of e^(−ce).
    guard !shares.contains(1) else { return pair }
    switch rule {
    case .mixture, .expected: break
    case .expCrossEntropy: pair = LossPair(crossEntropy: pair.fullCrossEntropy)
    case .margin: pair.fullComplement = marginComplement
    case .distance: pair.fullComplement = distance
    case .logMixture: pair.fullCrossEntropy = mixedCrossEntropy
    case .positiveFactor: pair.fullComplement = classes[1].pair.fullComplement
    }
    return pair
  }

  /// Σ t·ce and Σ t·q over the classes that have a share in the target.
  var mixture: LossPair {
    var pair = mixture(weighing: shares)
    if let crossEntropyShares {
      pair.fullCrossEntropy = mixture(weighing: crossEntropyShares).fullCrossEntropy
    }
    return pair
  }

  /// The same with other shares.
  func mixture(weighing shares: [Double]) -> LossPair {
    var (complement, crossEntropy) = (DoubleDouble(0, 0), DoubleDouble(0, 0))
    // A class without a share adds nothing, however infinite its cross entropy.
    for index in classes.indices where shares[index] != 0 {
      let share = DoubleDouble(shares[index], 0)
      let pair = classes[index].pair
      complement = complement.adding(pair.fullComplement.multiplied(by: share))
      guard pair.crossEntropy.isFinite, crossEntropy.high.isFinite else {
        crossEntropy = DoubleDouble(crossEntropy.high + pair.crossEntropy, 0)
        continue
      }
      crossEntropy = crossEntropy.adding(pair.fullCrossEntropy.multiplied(by: share))
    }
    return LossPair(complement: complement, crossEntropy: crossEntropy)
  }

  /// σ(−z·(2y − 1)), with the logit z = ln p − ln (1 − p) of the positive class.
  var marginComplement: DoubleDouble {
    let crossEntropies = classes.map {
      ($0.isHeld ? $0.pair : $0.probability.pair).fullCrossEntropy
    }
    // 2y − 1, since 1 − y may be rounded.
    let turn = ErrorFree.sum(2 * shares[1], -1)
    guard turn.high != 0 else { return DoubleDouble(0.5, 0) }
    let infinite = crossEntropies[0].high - crossEntropies[1].high
    guard infinite.isFinite else {
      return LossPair(logit: turn.high * infinite).fullComplement
    }
    let logit = crossEntropies[0].adding(
      DoubleDouble(-crossEntropies[1].high, -crossEntropies[1].low))
    let margin = logit.multiplied(by: turn)
    return LossPair(logit: margin.high.isFinite ? margin : DoubleDouble(margin.high, 0))
      .fullComplement
  }

  /// y − p as y·q₊ − (1 − y)·q₋, which subtracts no p from 1.
  var signedDistance: DoubleDouble {
    let distance = signedDistance(
      classes[0].pair.fullComplement, classes[1].pair.fullComplement)
    let isNear = distance.high.magnitude < 0x1p-3 * shares[1] * classes[1].pair.complement
    // Where y and p nearly cancel the complements need more digits.
    guard isNear, !classes[0].isChanged, !classes[1].isChanged,
      let odds = classes[1].origin.odds
    else { return distance }
    let difference = signedDistance(odds.positive, odds.negative)
    return difference.divided(by: odds.positive.adding(odds.negative))
  }

  /// y·q₊ − (1 − y)·q₋ of complements, or of what is in proportion to them.
  private func signedDistance(
    _ negative: DoubleDouble, _ positive: DoubleDouble
  ) -> DoubleDouble {
    // 1 − y with what its rounding takes.
    let other = ErrorFree.sum(1, -shares[1])
    return positive.multiplied(by: DoubleDouble(shares[1], 0)).adding(
      negative.multiplied(by: DoubleDouble(-other.high, -other.low)))
  }

  /// |y − p|.
  var distance: DoubleDouble {
    let distance = signedDistance
    return distance.high < 0 ? DoubleDouble(-distance.high, -distance.low) : distance
  }

  /// −ln Σ t·e^(−ce), from the sum of the complements where that is the smaller part.
  var mixedCrossEntropy: DoubleDouble {
    var (probability, complement) = (DoubleDouble(0, 0), DoubleDouble(0, 0))
    for (target, share) in zip(classes, shares) where share != 0 {
      let crossEntropy = target.pair.crossEntropy
      // ce_low moves both by e^(−ce)·ce_low.
      let p = DoubleDouble(Elementary.exp(-crossEntropy), 0)
      let rest = p.high * target.pair.crossEntropyRest
      let share = DoubleDouble(share, 0)
      probability = probability.adding(p.adding(-rest).multiplied(by: share))
      complement = complement.adding(
        Elementary.oneLessExp(-crossEntropy).adding(rest).multiplied(by: share))
    }
    return probability.high > 0.5
      ? Logarithm.crossEntropy(ofOneLess: complement) : Logarithm.crossEntropy(of: probability)
  }
}
