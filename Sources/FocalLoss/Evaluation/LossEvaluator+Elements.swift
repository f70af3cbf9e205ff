/// Sigmoid elements: binary, one-vs-all and multilabel.
extension LossEvaluator {
  func evaluateElements(
    _ samples: SampleBatch, into batch: inout LossBatch, hasSides: Bool
  ) {
    let targets = elementTargets(of: samples)
    let isSoft = convention.labelSmoothing > 0 || Self.hasFractions(targets)
    precondition(
      !isSoft || convention.softTargets != nil || convention.labelSmoothing > 0,
      "fractional targets need a soft-target rule")
    let sampleCount = samples.predictions.count / predictionCount
    precondition(targets.count == sampleCount * predictionCount, "a target for every element")
    let partsPerElement = (isSoft ? 2 : 1) + (hasUnbalancedTerm ? 1 : 0)
    batch.prepare(
      sampleCount: sampleCount, partsPerSample: predictionCount * partsPerElement,
      hasModulations: isNormalized || batch.keepsModulations,
      hasPairs: batch.keepsPairs && !isSoft && !hasUnbalancedTerm && !needsQuality)
    precondition(
      !needsQuality || samples.qualities.count == sampleCount, "a quality for every sample")
    if !isSoft, isPlain, !batch.hasModulations {
      evaluatePlainElements(samples, targets, into: &batch)
      return
    }
    guard isSoft else {
      evaluateHardElements(samples, targets, partsPerElement, into: &batch)
      return
    }
    if !hasSides { fillSides(of: samples, &batch.sides) }
    // Both sides of a soft target, and their shares: room that is taken once.
    var sides = Array(repeating: GuardedTarget(TargetProbability(probability: 1)), count: 2)
    var shares = [0.0, 0.0]
    var terms = SoftTerms()
    for sample in 0..<sampleCount {
      var crossEntropy = 0.0
      for column in 0..<predictionCount {
        let element = sample * predictionCount + column
        let group = group(of: samples, sample: sample, column: column, target: targets[element])
        let part = partsPerElement * element
        for side in 0...1 { sides[side] = batch.sides[2 * element + side] }
        crossEntropy += addSoft(
          sides, targets[element], group, column, at: part, &shares, &terms, &batch)
      }
      batch.crossEntropies[sample] = crossEntropy
    }
  }

  /// Makes what the predictions say of both sides of every element.
  private func fillSides(of samples: SampleBatch, _ sides: inout [GuardedTarget]) {
    sides.removeAll(keepingCapacity: true)
    sides.reserveCapacity(2 * samples.predictions.count)
    for prediction in samples.predictions {
      sides.append(guardedTarget(prediction, isPositive: false))
      sides.append(guardedTarget(prediction, isPositive: true))
    }
  }

  /// Whether a target is neither 0 nor 1.
  ///
  /// All are looked at, without a branch that would be taken by chance.
  static func hasFractions(_ targets: [Double]) -> Bool {
    var left: UInt64 = 0
    let targets = targets.span
    for index in targets.indices {
      // A zero, of either sign, for 0 and 1 alone.
      left |= (targets[index] * (1 - targets[index])).bitPattern
    }
    return left << 1 != 0
  }

  /// The target of every element, one-hot for one-vs-all.
  func elementTargets(of samples: SampleBatch) -> [Double] {
    switch samples.targets {
    case .values(let values):
      precondition(convention.task != .oneVsAll, "one-vs-all takes classes")
      return values
    case .classes(let classes):
      precondition(convention.task == .oneVsAll, "binary and multilabel take target values")
      var values = Array(repeating: 0.0, count: classes.count * predictionCount)
      for (sample, classIndex) in classes.enumerated() where classIndex != -1 {
        precondition(
          classIndex >= 0 && classIndex < predictionCount, "a class of the predictions, or -1")
        values[sample * predictionCount + Int(classIndex)] = 1
      }
      return values
    }
  }

  /// The group whose losses an element adds to.
  func group(of samples: SampleBatch, sample: Int, column: Int, target: Double) -> Int {
    switch convention.task {
    case .binary: target == 0 ? 0 : target == 1 ? 1 : 2
    case .oneVsAll:
      if case .classes(let classes) = samples.targets, classes[sample] >= 0 {
        Int(classes[sample])
      } else {
        predictionCount
      }
    case .multilabel, .multiclass: column
    }
  }

  /// What a prediction says of an element's target, under the link and the epsilon rule.
  func guardedTarget(_ prediction: Double, isPositive: Bool) -> GuardedTarget {
    let isReduced = margin > 0 && !isPositive
    return applyGuard(
      to: targetProbability(prediction, isPositive: isPositive), isPositive: isPositive,
      convention.input == .logits && !isReduced
        ? .logit(isPositive ? prediction : -prediction) : .probability)
  }

  /// What a prediction says of an element's target, under the link and the margin.
  func targetProbability(_ prediction: Double, isPositive: Bool) -> TargetProbability {
    var probability = probability(prediction, isPositive: isPositive)
    if margin > 0, !isPositive { probability.reduceComplement(by: margin) }
    return probability
  }

  /// What a prediction says of an element's target, before everything else.
  func probability(_ prediction: Double, isPositive: Bool) -> TargetProbability {
    switch convention.input {
    case .logits: TargetProbability(logit: prediction, isPositive: isPositive)
    case .probabilities: TargetProbability(probability: prediction, isPositive: isPositive)
    case .logProbabilities: TargetProbability(logProbability: prediction, isPositive: isPositive)
    }
  }

  /// What is left of a probability under the epsilon rule.
  func applyGuard(
    to probability: TargetProbability, isPositive: Bool, _ origin: TargetOrigin = .probability
  ) -> GuardedTarget {
    var target = epsilonGuard.apply(to: probability, isPositive: isPositive, origin)
    // This rule takes p_t from the cross entropy, so what guards the one guards the other.
    if derivesComplement {
      let isGuarded = target.pair.crossEntropy != probability.crossEntropy
      target.pair.fullComplement =
        (isGuarded ? LossPair(crossEntropy: target.pair.fullCrossEntropy) : probability.pair)
        .fullComplement
      target.isHeld = (isGuarded && target.slope == 0) || target.isHeld
      target.isModulatorHeld = false
    }
    return target
  }

  /// q^γ·ce or what the modulator makes of them, never −0.
  ///
  /// - Parameters:
  ///   - pair: q and ce.
  ///   - index: the side, class or column whose γ is meant, where there are several.
  /// - Returns: the focal term, in nats.
  func focalTerm(_ pair: LossPair, index: Int) -> Double {
    otherTerm?(pair, index: index) ?? modulatingFactor.term(pair)
  }

  /// The same of a pair whose cross entropy need not be small where q is.
  func wideTerm(_ pair: LossPair) -> Double {
    otherTerm?(pair, index: 0) ?? modulatingFactor.wideTerm(pair)
  }

  /// The factor of the cross entropy in the focal term: q^γ, or what stands for it.
  func modulation(complement: Double, index: Int) -> Double {
    otherTerm?.factor(complement, index: index) ?? modulatingFactor(complement)
  }

  /// The index of the modulator's values for a side of a column.
  func modulatorIndex(_ column: Int, isPositive: Bool) -> Int {
    let isOfSides = convention.task == .binary || traits.contains(.sides)
    return isOfSides ? (isPositive ? 1 : 0) : column
  }

  /// Evaluates elements whose targets are all 0 or 1, under any convention.
  private func evaluateHardElements(
    _ samples: SampleBatch, _ targets: [Double], _ partsPerElement: Int, into batch: inout LossBatch
  ) {
    let (hasPairs, hasModulations) = (batch.hasPairs, batch.hasModulations)
    // Moved out, which avoids a uniqueness check per number.
    var (ownParts, ownCells) = (batch.parts, batch.cells)
    var (ownModulations, ownCrossEntropies) = (batch.modulations, batch.crossEntropies)
    (batch.parts, batch.cells) = ([], [])
    (batch.modulations, batch.crossEntropies) = ([], [])
    var parts = ownParts.mutableSpan
    var cells = ownCells.mutableSpan
    var modulations = ownModulations.mutableSpan
    var crossEntropies = ownCrossEntropies.mutableSpan
    var (sample, column) = (0, 0)
    var crossEntropy = 0.0
    for range in PairBlocks.ranges(targets.count) {
      // Where no pairs are kept there is room for those of a block.
      batch.pairs.fill(hasPairs ? range : 0..<range.count) { offset in
        let element = range.lowerBound + offset
        let part = partsPerElement * element
        let isPositive = targets[element] == 1
        let group = group(of: samples, sample: sample, column: column, target: targets[element])
        let target = guardedTarget(samples.predictions[element], isPositive: isPositive)
        let index = modulatorIndex(column, isPositive: isPositive)
        var ownCrossEntropy = target.pair.crossEntropy
        if !hasPairs {
          parts[part] = scaled(focalTerm(target.pair, index: index), column, isPositive: isPositive)
        }
        if hasModulations {
          modulations[part] = modulation(complement: target.pair.complement, index: index)
        }
        cells[part] = layout.cell(group: group, isPositive: isPositive)
        if needsQuality, isPositive {
          let quality = qualityTerm(
            samples.predictions[element], quality: samples.qualities[sample])
          parts[part] = scaled(quality.term, column, isPositive: true)
          if hasModulations { modulations[part] = quality.weight }
          ownCrossEntropy = quality.crossEntropy
        }
        if let otherTerm, hasUnbalancedTerm {
          parts[part + 1] = unbalanced(otherTerm.unbalanced(target.pair), column)
          cells[part + 1] = layout.unbalancedCell(group: group)
          if hasModulations { modulations[part + 1] = 0 }
        }
        if target.isCapped, columnFactor(column, isPositive: isPositive) != 0 {
          batch.cappedParts.append(part)
        }
        crossEntropy += ownCrossEntropy
        column += 1
        if column == predictionCount {
          if !hasPairs { crossEntropies[sample] = crossEntropy }
          (sample, column, crossEntropy) = (sample + 1, 0, 0)
        }
        return target.pair
      }
    }
    (batch.parts, batch.cells) = (ownParts, ownCells)
    (batch.modulations, batch.crossEntropies) = (ownModulations, ownCrossEntropies)
  }

  /// Adds both sides of an element with a soft target, and returns its cross entropy.
  private func addSoft(
    _ sides: [GuardedTarget], _ hardTarget: Double, _ group: Int, _ column: Int, at part: Int,
    _ shares: inout [Double], _ terms: inout SoftTerms, _ batch: inout LossBatch
  ) -> Double {
    let own = sideShares(of: hardTarget)
    shares[0] = own.negative
    shares[1] = own.positive
    makeSoftTerms(
      sides, targets: shares, crossEntropyShares: own.inCrossEntropy, ofColumn: column,
      isModulated: batch.hasModulations, into: &terms)
    if batch.hasModulations {
      batch.modulations[part] = terms.modulation
      batch.modulations[part + 1] = 0
    }
    if hasUnbalancedTerm { addUnbalanced(terms.unbalanced, group, column, at: part + 2, &batch) }
    for side in 0...1 {
      batch.parts[part + side] = scaled(terms.parts[side], column, isPositive: side == 1)
      batch.cells[part + side] = layout.cell(group: group, isPositive: side == 1)
      // Both sides of a clipped element are held; what caps it is the side its target is on.
      if sides[side].isCapped, side == 1 ? own.positive > 0.5 : own.positive <= 0.5,
        columnFactor(column, isPositive: side == 1) != 0
      {
        batch.cappedParts.append(part + side)
      }
    }
    return terms.crossEntropy
  }

  /// A term that α does not multiply, times the class weight of its column.
  func unbalanced(_ term: Double, _ column: Int) -> Double {
    guard !columnFactors.isEmpty else { return term }
    let weight = columnFactors[column].weight
    return weight == 0 ? 0 : weight * term
  }

  private func addUnbalanced(
    _ term: Double, _ group: Int, _ column: Int, at part: Int, _ batch: inout LossBatch
  ) {
    batch.parts[part] = unbalanced(term, column)
    batch.cells[part] = layout.unbalancedCell(group: group)
    if batch.hasModulations { batch.modulations[part] = 0 }
  }

  /// A term times what multiplies its column, where that is not in the factor of the cell.
  func scaled(_ term: Double, _ column: Int, isPositive: Bool) -> Double {
    let factor = columnFactor(column, isPositive: isPositive)
    return factor == 0 ? 0 : factor * term
  }

  /// α and class weight of a side of a column where they are not in the factor of the cell, or 1.
  func columnFactor(_ column: Int, isPositive: Bool) -> Double {
    guard !columnFactors.isEmpty else { return 1 }
    return isPositive ? columnFactors[column].positive : columnFactors[column].negative
  }
}
