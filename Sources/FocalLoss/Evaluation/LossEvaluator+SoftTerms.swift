/// Targets that are spread over classes, or over both sides of an element.
extension LossEvaluator {
  /// A target after label smoothing.
  func smoothed(_ target: Double, classCount: Int) -> Double {
    let smoothing = convention.labelSmoothing
    return smoothing == 0 ? target : target * (1 - smoothing) + smoothing / Double(classCount)
  }

  /// The focal terms of a target that is spread over classes, each with its share of the target.
  ///
  /// - Parameters:
  ///   - classes: the guarded target of every class.
  ///   - targets: the share of every class; they sum to 1.
  ///   - column: the column of the element whose sides the classes are; nil for softmax.
  ///   - isModulated: whether the modulating factor of the target is wanted.
  /// - Returns: the terms.
  func softTerms(
    _ classes: [GuardedTarget], targets: [Double], ofColumn column: Int?, isModulated: Bool
  ) -> SoftTerms {
    // No closure of the caller: it would hold a copy of the evaluator, which takes a fifth of the time.
    func modulatorIndex(_ index: Int) -> Int {
      column.map { self.modulatorIndex($0, isPositive: index == 1) } ?? index
    }
    let (crossEntropy, complement) = sharedTarget(classes, targets)
    let hot = targets.firstIndex(of: 1)
    let rule = hot == nil ? convention.effectiveSoftRule : .expected
    // A margin on the right side takes an infinite cross entropy away, not to 0·∞ but to its limit.
    let shared =
      rule == .expected || complement == 0 && convention.gamma > 0
      ? 0 : focalTerm(complement: complement, crossEntropy: crossEntropy, index: 0)
    var terms = SoftTerms(crossEntropy: crossEntropy)
    terms.parts = classes.indices.map { index in
      guard targets[index] != 0 else { return 0.0 }
      switch rule {
      case .expected:
        return targets[index]
          * focalTerm(
            complement: classes[index].complement, crossEntropy: classes[index].crossEntropy,
            index: modulatorIndex(index))
      case .positiveFactor:
        guard complement > 0 || convention.gamma == 0 else { return 0 }
        return targets[index]
          * focalTerm(
            complement: complement, crossEntropy: classes[index].crossEntropy, index: 0)
      default: return targets[index] * shared
      }
    }
    /// The expectation over the classes, or the one value that all of them share.
    func mixed(_ value: (Double, Int) -> Double) -> Double {
      guard rule == .expected else { return value(complement, 0) }
      return classes.indices.reduce(0) {
        $0 + targets[$1] * value(classes[$1].complement, modulatorIndex($1))
      }
    }
    if isModulated { terms.modulation = mixed { modulation(complement: $0, index: $1) } }
    if let otherTerm, hasUnbalancedTerm {
      terms.unbalanced = mixed { complement, _ in otherTerm.unbalanced(complement) }
    }
    return terms
  }

  /// The cross entropy and the complement that the rule makes of all classes together.
  func sharedTarget(
    _ classes: [GuardedTarget], _ targets: [Double]
  ) -> (crossEntropy: Double, complement: Double) {
    var (crossEntropy, complement) = mixture(of: classes, targets)
    // A hard target among soft ones is the hard loss to the bit: not by way of e^(−ce).
    guard !targets.contains(1) else { return (crossEntropy, complement) }
    switch convention.effectiveSoftRule {
    case .mixture, .expected: break
    case .expCrossEntropy: complement = self.complement(ofCrossEntropy: crossEntropy)
    case .margin: complement = marginComplement(classes, targets)
    case .distance: complement = signedDistance(classes, targets).magnitude
    case .logMixture: crossEntropy = mixedCrossEntropy(classes, targets)
    case .positiveFactor: complement = classes[1].complement
    }
    return (crossEntropy, complement)
  }

  /// σ(−z·(2y − 1)), with the logit z = ln p − ln (1 − p) of the positive class.
  func marginComplement(_ sides: [GuardedTarget], _ targets: [Double]) -> Double {
    let crossEntropies = sides.map { $0.isHeld ? $0.crossEntropy : $0.probability.crossEntropy }
    let turn = targets[1] - targets[0]
    let margin = turn == 0 ? 0 : turn * (crossEntropies[0] - crossEntropies[1])
    return TargetProbability(logit: margin, isPositive: true).complement
  }

  /// y − p as y·q₊ − (1 − y)·q₋, which subtracts no p from 1.
  func signedDistance(_ sides: [GuardedTarget], _ targets: [Double]) -> Double {
    targets[1] * sides[1].complement - targets[0] * sides[0].complement
  }

  /// −ln Σ t·e^(−ce), from the sum of the complements where that is the smaller part.
  func mixedCrossEntropy(_ classes: [GuardedTarget], _ targets: [Double]) -> Double {
    var probability = 0.0
    var complement = 0.0
    for (target, share) in zip(classes, targets) where share != 0 {
      probability += share * Elementary.exp(-target.crossEntropy)
      complement -= share * Elementary.expMinusOne(-target.crossEntropy)
    }
    return probability > 0.5
      ? -Elementary.logOnePlus(-complement) : -Elementary.log(probability)
  }

  /// Σ t·ce and Σ t·q over the classes that have a share in the target.
  func mixture(of classes: [GuardedTarget], _ targets: [Double]) -> (
    crossEntropy: Double, complement: Double
  ) {
    var crossEntropy = 0.0
    var complement = 0.0
    // A class without a share adds nothing, however infinite its cross entropy.
    for index in classes.indices where targets[index] != 0 {
      crossEntropy += targets[index] * classes[index].crossEntropy
      complement += targets[index] * classes[index].complement
    }
    return (crossEntropy, complement)
  }
}
