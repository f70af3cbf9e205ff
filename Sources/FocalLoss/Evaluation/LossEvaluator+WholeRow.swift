/// Focal terms of a softmax that need the predictions of the other classes too.
extension LossEvaluator {
  /// Whether the term of a class needs the predictions of the others.
  var needsWholeRow: Bool { traits.contains(.wholeRow) }

  /// The focal term of a class if it is the true one, and the factor of its cross entropy.
  ///
  /// - Parameters:
  ///   - index: the class.
  ///   - classes: the guarded target of every class.
  /// - Returns: the term in nats, and the factor; neither NaN nor −0.
  func rowTerm(of index: Int, _ classes: [GuardedTarget]) -> (term: Double, factor: Double) {
    let pair = classes[index].pair
    guard convention.modulator.kind == .dual else { return normalizedTerm(of: index, classes) }
    let base = pair.fullComplement.adding(
      runnerUp(of: index, classes).map {
        classes[$0].probability.value
      } ?? 0)
    let basePair = LossPair(complement: base, crossEntropy: pair.fullCrossEntropy)
    return (focalTerm(basePair, index: index), modulation(complement: base.high, index: index))
  }

  /// The class with the largest probability below that of another; nil where there is none.
  private func runnerUp(of index: Int, _ classes: [GuardedTarget]) -> Int? {
    let own = classes[index].probability.value
    return classes.indices.filter { classes[$0].probability.value < own }
      .max { classes[$0].probability.value < classes[$1].probability.value }
  }

  private func normalizedTerm(
    of index: Int, _ classes: [GuardedTarget]
  ) -> (term: Double, factor: Double) {
    let terms = classes.map { focalTerm($0.pair, index: 0) }
    let factor = modulation(complement: classes[index].pair.complement, index: 0)
    let infiniteCount = terms.count { $0 == .infinity }
    guard infiniteCount == 0 else {
      return (terms[index].isFinite ? 0 : 1 / Double(infiniteCount), 0)
    }
    var sum = DoubleDouble(0, 0)
    for term in terms { sum = sum.adding(term) }
    // Where all have vanished none is larger than the others.
    guard sum.high != 0 else { return (1 / Double(terms.count), 0) }
    return (DoubleDouble(terms[index], 0).divided(by: sum).value, factor / sum.high)
  }

  /// The terms of a target that is spread over classes, each with its share of it.
  func wholeRowTerms(_ classes: [GuardedTarget], _ shares: [Double]) -> SoftTerms {
    var terms = SoftTerms(
      crossEntropy: SoftTarget(classes: classes, shares: shares).mixture.crossEntropy)
    terms.parts = classes.indices.map { index in
      guard shares[index] != 0 else { return 0 }
      let (term, factor) = rowTerm(of: index, classes)
      terms.modulation += shares[index] * factor
      return shares[index] * term
    }
    return terms
  }

  /// The derivatives of a row by a logit.
  ///
  /// - Parameters:
  ///   - j: the class that the logit is of.
  ///   - classes: the guarded target of every class.
  ///   - weights: the share of every class in the target, times its factors.
  /// - Returns: the derivatives.
  func rowDerivatives(
    by j: Int, _ classes: [GuardedTarget], weights: [Double]
  ) -> (gradient: Double, hessian: Double) {
    let jets = classes.indices.map {
      TargetJets(classes[$0], by: $0 == j ? nil : classes[j].probability)
    }
    var sum = Jet(value: 0)
    for index in classes.indices where weights[index] != 0 {
      sum = sum + weights[index] * rowJet(of: index, classes, jets)
    }
    return (sum.first, sum.second)
  }

  private func rowJet(of index: Int, _ classes: [GuardedTarget], _ jets: [TargetJets]) -> Jet {
    guard let otherTerm else { return Jet(value: 0) }
    guard convention.modulator.kind == .dual else {
      let terms = jets.map { otherTerm.jet($0.complement, $0.crossEntropy) }
      let sum = terms.reduce(Jet(value: 0), +)
      // Beside infinite terms, and among those that have vanished, nothing moves.
      return sum.value > 0 && sum.value.isFinite ? terms[index] / sum : Jet(value: 0)
    }
    let runnerUp = runnerUp(of: index, classes).map { jets[$0].probability }
    return otherTerm.jet(
      jets[index].complement + (runnerUp ?? Jet(value: 0)), jets[index].crossEntropy)
  }
}
