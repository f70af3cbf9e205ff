/// The losses of samples whose pairs another evaluator has kept.
extension LossEvaluator {
  /// Evaluates a batch, from its pairs where they were kept.
  ///
  /// The focal terms and modulating factors are the same bits as those of
  /// ``evaluate(_:into:)``: the same functions make them of the same pairs.
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the convention.
  ///   - pairs: what an evaluator with the same ``sidesKey`` made of them.
  ///   - batch: takes the losses. What it held is replaced.
  func evaluate(_ samples: SampleBatch, from pairs: LossBatch, into batch: inout LossBatch) {
    guard pairs.hasPairs else {
      // Of soft targets the sides are made already.
      batch.sides = pairs.sides
      evaluate(samples, into: &batch, hasSides: true)
      return
    }
    batch.prepare(for: pairs, partsPerPair: hasUnbalancedTerm ? 2 : 1)
    guard makesTermsOfPairs else {
      evaluateOthers(from: pairs, into: &batch)
      return
    }
    batch.setModulations(modulatingFactor, pairs.complements)
    batch.setParts(pairs.partCrossEntropies)
  }

  /// Whether the terms are nothing but q^γ·ce.
  var makesTermsOfPairs: Bool { otherTerm == nil && columnFactors.isEmpty }

  /// Evaluates under another modulator than the power, or with an α for every column.
  private func evaluateOthers(from pairs: LossBatch, into batch: inout LossBatch) {
    let partsPerPair = hasUnbalancedTerm ? 2 : 1
    let hasFactor = !traits.contains(.noFactor)
    for index in pairs.complements.indices {
      let cell = Int(pairs.cells[index])
      let isPositive = layout.isPositive(cell: cell)
      let column = index % pairs.partsPerSample
      let pair = pairs.pair(at: index)
      let valueIndex =
        convention.task.isElementwise
        ? modulatorIndex(column, isPositive: isPositive)
        : isAsymmetric ? 1 : layout.group(ofCell: cell)
      let modulation = modulation(complement: pair.complement, index: valueIndex)
      // A term that is a product is made of the factor at hand.
      let term =
        hasFactor
        ? modulation * pair.crossEntropy + 0 : focalTerm(pair, index: valueIndex)
      let part = partsPerPair * index
      batch.modulations[part] = modulation
      batch.parts[part] = scaled(term, column, isPositive: isPositive)
      guard let otherTerm, hasUnbalancedTerm else { continue }
      batch.cells[part] = pairs.cells[index]
      addUnbalanced(
        otherTerm.unbalanced(pair.complement), layout.group(ofCell: cell), column, at: part + 1,
        &batch)
    }
  }
}
