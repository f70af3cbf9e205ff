/// The terms of one sample, to be shown.
extension LossEvaluator {
  /// The numbers from which the loss of a sample is put together.
  ///
  /// - Parameter sample: a batch of one sample; its shape must fit the convention.
  /// - Returns: the predictions, the terms and their sum.
  package func terms(of sample: SampleBatch) -> SampleTerms {
    precondition(sample.predictions.count == predictionCount, "one sample")
    var batch = LossBatch()
    evaluate(sample, into: &batch)
    let isElementwise = convention.task.isElementwise
    let targets = isElementwise ? smoothedElements(of: sample) : smoothedClasses(of: sample)
    return SampleTerms(
      predictions: predictions(of: sample, targets: targets),
      terms: isElementwise
        ? elementTerms(sample, targets, batch) : softmaxTerms(sample, targets, batch),
      crossEntropy: batch.crossEntropies[0], loss: losses(of: batch)[0])
  }

  private func predictions(
    of sample: SampleBatch, targets: [Double]
  ) -> [SampleTerms.Prediction] {
    let derivatives = convention.hasDerivatives ? derivatives(ofChecked: sample) : nil
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    if !convention.task.isElementwise { row.update(sample.predictions.span, from: 0) }
    return (0..<predictionCount).map { column in
      let prediction = sample.predictions[column]
      let probability =
        convention.task.isElementwise
        ? probability(prediction, isPositive: true)
        : row.probability(of: column, sample.predictions.span, from: 0)
      return SampleTerms.Prediction(
        logit: convention.input == .logits ? prediction : logit(of: probability),
        probability: probability.value, target: targets[column],
        gradient: derivatives?.gradients[column], hessian: derivatives?.hessians[column])
    }
  }

  /// The logit ln p − ln (1 − p) of an element, or ln p where a softmax leaves a constant open.
  private func logit(of probability: TargetProbability) -> Double {
    guard convention.task.isElementwise else { return -probability.crossEntropy + 0 }
    let (p, q) = (probability.value, probability.complement)
    // Close to ½ the difference of the logarithms would have lost its digits.
    guard p < 0.25 || p > 0.75 else { return Elementary.logOnePlus((p - q) / q) + 0 }
    return -probability.crossEntropy - Elementary.log(q)
  }

  private func smoothedElements(of sample: SampleBatch) -> [Double] {
    elementTargets(of: sample).map { smoothed($0, classCount: 2) }
  }

  private func smoothedClasses(of sample: SampleBatch) -> [Double] {
    let target = distribution(of: sample, sample: 0)
    guard target.shares.isEmpty else { return target.crossEntropyShares ?? target.shares }
    return (0..<predictionCount).map { $0 == target.classIndex ? 1 : 0 }
  }

  private func elementTerms(
    _ sample: SampleBatch, _ targets: [Double], _ batch: LossBatch
  ) -> [SampleTerms.Term] {
    let given = elementTargets(of: sample)
    let partsPerElement = batch.partsPerSample / predictionCount
    let sideCount = partsPerElement - (hasUnbalancedTerm ? 1 : 0)
    return (0..<predictionCount).flatMap { column -> [SampleTerms.Term] in
      let y = targets[column]
      let prediction = sample.predictions[column]
      let group = group(of: sample, sample: 0, column: column, target: given[column])
      let first = column * partsPerElement
      func part(_ isPositive: Bool) -> Int {
        first + (sideCount == 2 && isPositive ? 1 : 0)
      }
      let weight = classWeight(group: group, column: column)
      func single(_ isPositive: Bool, _ share: Double) -> SampleTerms.Term {
        var target = guardedTarget(prediction, isPositive: isPositive)
        let isHard = share == 1
        if !isHard, convention.effectiveSoftRule.sharing == .factor {
          target.pair.fullComplement =
            guardedTarget(prediction, isPositive: true).pair.fullComplement
        }
        // The term that α does not multiply is shared by the sides, the last part of the element.
        let addition = unbalanced(target.pair)
        let loss = self.loss(of: [part(isPositive)], batch)
        return term(
          target, column: column, isPositive: isPositive, share: share,
          index: modulatorIndex(column, isPositive: isPositive), addition: addition,
          alpha: elementAlpha(group: group, column, isPositive), weight: weight,
          loss: loss + (hasUnbalancedTerm ? share * weight * addition : 0))
      }
      if needsQuality, y == 1 {
        let quality = qualityTerm(prediction, quality: sample.qualities[0])
        return [
          single(true, 1).modulated(by: quality.weight, crossEntropy: quality.crossEntropy)
        ]
      }
      if y == 0 || y == 1 { return [single(y == 1, 1)] }
      let own = sideShares(of: given[column])
      // A target between 0 and 1 may be of one side all the same.
      if nearness != nil { return [single(false, own.negative)] }
      if convention.effectiveSoftRule.sharing != .term {
        return [single(false, 1 - y), single(true, y)]
      }
      let sides = [false, true].map { guardedTarget(prediction, isPositive: $0) }
      let soft = softTarget(sides, of: given[column])
      let mixed = soft.pair(under: convention.effectiveSoftRule)
      let alpha =
        soft.shares[0] * elementAlpha(group: group, column, false)
        + soft.shares[1] * elementAlpha(group: group, column, true)
      return [
        self.mixed(
          mixed, sides, column: column, alpha: alpha, weight: weight,
          loss: loss(of: Array(first..<first + partsPerElement), batch))
      ]
    }
  }

  private func softmaxTerms(
    _ sample: SampleBatch, _ shares: [Double], _ batch: LossBatch
  ) -> [SampleTerms.Term] {
    let target = distribution(of: sample, sample: 0)
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    row.update(sample.predictions.span, from: 0)
    let classes = self.targets(of: row, sample.predictions.span, from: 0)
    let group = target.classIndex ?? predictionCount
    let weight = classWeight(group: group, column: 0)
    if let classIndex = target.classIndex, convention.labelSmoothing == 0 {
      let term = term(
        classes[classIndex], column: classIndex, isPositive: true, share: 1,
        index: isAsymmetric ? 1 : classIndex, addition: unbalanced(classes[classIndex].pair),
        alpha: softClassFactor(classIndex), weight: weight,
        loss: loss(of: Array(batch.parts.indices), batch))
      return [needsWholeRow ? term.modulated(by: rowTerm(of: classIndex, classes).factor) : term]
    }
    guard convention.effectiveSoftRule.sharing == .nothing else {
      let alpha = shares.indices.reduce(0) { $0 + target.shares[$1] * softClassFactor($1) }
      let soft = SoftTarget(
        classes: classes, shares: target.shares, crossEntropyShares: target.crossEntropyShares)
      return [
        mixed(
          soft.pair(under: convention.effectiveSoftRule), classes, column: nil, alpha: alpha,
          weight: weight,
          loss: loss(of: Array(batch.parts.indices), batch))
      ]
    }
    let asymmetric = isAsymmetric ? asymmetricTerms(classes, shares, sample, 0).parts : []
    return classes.indices.filter { shares[$0] != 0 }.map { classIndex in
      let guarded = classes[classIndex]
      let factor = weight * softClassFactor(classIndex)
      let addition = unbalanced(guarded.pair)
      let part =
        if isAsymmetric {
          asymmetric[classIndex]
        } else {
          shares[classIndex]
            * (needsWholeRow
              ? rowTerm(of: classIndex, classes).term
              : focalTerm(guarded.pair, index: classIndex))
        }
      var term = term(
        guarded, column: classIndex, isPositive: true, share: shares[classIndex],
        index: isAsymmetric ? 1 : classIndex, addition: addition,
        alpha: softClassFactor(classIndex), weight: weight,
        loss: (factor == 0 ? 0 : factor * part)
          + (hasUnbalancedTerm ? shares[classIndex] * weight * addition : 0))
      if needsWholeRow {
        term = term.modulated(by: rowTerm(of: classIndex, classes).factor)
      } else if isAsymmetric {
        term = term.modulated(
          by: guarded.pair.crossEntropy == 0 || part == 0
            ? 0 : part / (shares[classIndex] * guarded.pair.crossEntropy))
      }
      return term
    }
  }

  private func term(
    _ target: GuardedTarget, column: Int, isPositive: Bool, share: Double, index: Int,
    addition: Double, alpha: Double, weight: Double, loss: Double
  ) -> SampleTerms.Term {
    SampleTerms.Term(
      column: column, isPositive: isPositive, share: share,
      targetProbability: target.probability.value, complement: target.pair.complement,
      crossEntropy: target.pair.crossEntropy, isGuarded: target.isChanged,
      modulatingFactor: factor(target.pair.complement, index: index), addition: addition,
      alpha: alpha,
      classWeight: weight, loss: loss)
  }

  private func mixed(
    _ pair: LossPair, _ sides: [GuardedTarget], column: Int?,
    alpha: Double, weight: Double, loss: Double
  ) -> SampleTerms.Term {
    SampleTerms.Term(
      column: column, isPositive: nil, share: 1, targetProbability: 1 - pair.complement,
      complement: pair.complement, crossEntropy: pair.crossEntropy,
      isGuarded: sides.contains(where: \.isChanged),
      modulatingFactor: factor(pair.complement, index: 0),
      addition: unbalanced(pair), alpha: alpha, classWeight: weight, loss: loss)
  }

  /// The modulating factor; nil where the modulator has none.
  private func factor(_ complement: Double, index: Int) -> Double? {
    guard let otherTerm else { return modulatingFactor(complement) }
    return traits.contains(.noFactor) ? nil : otherTerm.factor(complement, index: index)
  }

  private func unbalanced(_ pair: LossPair) -> Double {
    guard let otherTerm, hasUnbalancedTerm else { return 0 }
    return otherTerm.unbalanced(pair)
  }

  /// The parts times the factors of their cells.
  private func loss(of parts: [Int], _ batch: LossBatch) -> Double {
    parts.reduce(0) { sum, part in
      let factor = factor(ofCell: Int(batch.cells[part]))
      return factor == 0 ? sum : sum + factor * batch.parts[part]
    }
  }

  /// α of a side of an element.
  private func elementAlpha(group: Int, _ column: Int, _ isPositive: Bool) -> Double {
    convention.task == .oneVsAll && convention.alpha.isPerColumn
      ? convention.alpha.elementFactor(isPositive: isPositive, column: column)
      : convention.alphaFactor(group: group < layout.classCount ? group : nil, isPositive)
  }

  /// The class weight of an element or sample; 1 where there is none.
  private func classWeight(group: Int, column: Int) -> Double {
    let weights = convention.classWeights
    if weights.isEmpty { return 1 }
    if convention.weighsColumns { return weights[column] }
    return group < layout.classCount ? weights[group] : 1
  }
}

extension SampleTerms.Term {
  /// The same term with another modulating factor, and another cross entropy where there is one.
  fileprivate func modulated(
    by factor: Double, crossEntropy: Double? = nil
  ) -> SampleTerms.Term {
    SampleTerms.Term(
      column: column, isPositive: isPositive, share: share, targetProbability: targetProbability,
      complement: complement, crossEntropy: crossEntropy ?? self.crossEntropy,
      isGuarded: isGuarded, modulatingFactor: factor, addition: addition, alpha: alpha,
      classWeight: classWeight,
      loss: loss)
  }
}
