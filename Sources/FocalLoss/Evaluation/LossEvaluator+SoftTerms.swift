/// Targets that are spread over classes, or over both sides of an element.
extension LossEvaluator {
  /// A target after label smoothing.
  func smoothed(_ target: Double, classCount: Int) -> Double {
    convention.smoothed(target, classCount: classCount)
  }

  /// What the sides of an element have in its target.
  struct SideShares {
    var negative: Double
    var positive: Double

    /// The shares in the cross entropy, negative and positive, where they are others.
    var inCrossEntropy: [Double]?
  }

  /// What the sides of an element have in its target.
  ///
  /// - Parameter target: y, before smoothing.
  /// - Returns: the shares, which sum to 1 but under a modulator that weighs negatives by y.
  func sideShares(of target: Double) -> SideShares {
    if let nearness {
      return target == 1
        ? SideShares(negative: 0, positive: 1)
        : SideShares(negative: nearness(1 - target), positive: 0)
    }
    let y = smoothed(target, classCount: 2)
    guard convention.smoothsCrossEntropyOnly else {
      return SideShares(negative: 1 - y, positive: y)
    }
    return SideShares(negative: 1 - target, positive: target, inCrossEntropy: [1 - y, y])
  }

  /// Both sides of an element's target.
  ///
  /// - Parameters:
  ///   - sides: the negative and the positive side.
  ///   - target: y, before smoothing.
  /// - Returns: the sides with their shares.
  func softTarget(_ sides: [GuardedTarget], of target: Double) -> SoftTarget {
    let shares = sideShares(of: target)
    return SoftTarget(
      classes: sides, shares: [shares.negative, shares.positive],
      crossEntropyShares: shares.inCrossEntropy)
  }

  /// The focal terms of a target that is spread over classes, each with its share of the target.
  ///
  /// - Parameters:
  ///   - classes: the guarded target of every class.
  ///   - targets: the share of every class; they sum to 1.
  ///   - crossEntropyShares: those in the cross entropy, where they are others.
  ///   - column: the column of the element whose sides the classes are; nil for softmax.
  ///   - isModulated: whether the modulating factor of the target is wanted.
  ///   - terms: takes the terms; what it held is replaced.
  func makeSoftTerms(
    _ classes: [GuardedTarget], targets: [Double], crossEntropyShares: [Double]? = nil,
    ofColumn column: Int?, isModulated: Bool, into terms: inout SoftTerms
  ) {
    // No closure of the caller: it would hold a copy of the evaluator, which takes a fifth of the time.
    func modulatorIndex(_ index: Int) -> Int {
      column.map { self.modulatorIndex($0, isPositive: index == 1) } ?? index
    }
    let common = SoftTarget(
      classes: classes, shares: targets, crossEntropyShares: crossEntropyShares
    ).pair(under: convention.effectiveSoftRule)
    let isHard = targets.contains(1) && crossEntropyShares == nil
    let sharing = isHard ? .nothing : convention.effectiveSoftRule.sharing
    // A margin on the right side takes an infinite cross entropy away, not to 0·∞ but to its limit.
    let isAtLimit = common.complement == 0 && convention.gamma > 0
    let commonTerm = sharing != .term || isAtLimit ? 0 : wideTerm(common)
    terms.crossEntropy = common.crossEntropy
    if terms.parts.count != classes.count {
      terms.parts = Array(repeating: 0, count: classes.count)
    }
    for index in classes.indices {
      guard targets[index] != 0 else {
        terms.parts[index] = 0
        continue
      }
      let term =
        switch sharing {
        case .nothing: focalTerm(classes[index].pair, index: modulatorIndex(index))
        case .factor where isAtLimit: 0.0
        case .factor:
          wideTerm(
            LossPair(
              complement: common.fullComplement,
              crossEntropy: classes[index].pair.fullCrossEntropy))
        case .term: commonTerm
        }
      terms.parts[index] = targets[index] * term
    }
    /// The expectation over the classes, or the one value that all of them share.
    func mixed(_ value: (LossPair, Int) -> Double) -> Double {
      guard sharing == .nothing else { return value(common, 0) }
      return classes.indices.reduce(0) {
        $0 + targets[$1] * value(classes[$1].pair, modulatorIndex($1))
      }
    }
    if isModulated { terms.modulation = mixed { modulation(complement: $0.complement, index: $1) } }
    if let otherTerm, hasUnbalancedTerm {
      terms.unbalanced = mixed { pair, _ in otherTerm.unbalanced(pair) }
    }
  }
}

/// The focal terms of a target that is spread over classes.
struct SoftTerms {
  /// One part a class, whose sum is the focal term.
  var parts: [Double] = []

  /// The cross entropy of the target.
  var crossEntropy = 0.0

  /// The modulating factor of the target, where sums are divided by theirs.
  var modulation = 0.0

  /// The term that α does not multiply, where the modulator has one.
  var unbalanced = 0.0
}
