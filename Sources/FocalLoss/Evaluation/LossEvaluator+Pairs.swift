/// The losses of samples whose pairs another evaluator has kept.
extension LossEvaluator {
  /// Evaluates a batch, from its pairs where they were kept.
  ///
  /// The focal terms and modulating factors are the same bits as those of
  /// ``evaluate(_:into:)``: the same functions make them of the same pairs.
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the convention.
  ///   - pairs: what an evaluator made of them whose convention differs in γ and α only.
  ///   - batch: takes the losses; it keeps pairs too. What it held is replaced.
  func evaluate(_ samples: SampleBatch, from pairs: LossBatch, into batch: inout LossBatch) {
    guard pairs.hasPairs else {
      evaluate(samples, into: &batch)
      return
    }
    batch.prepare(for: pairs)
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
    for part in pairs.complements.indices {
      let cell = Int(pairs.cells[part])
      let isPositive = layout.isPositive(cell: cell)
      let column = part % pairs.partsPerSample
      let index =
        convention.task.isElementwise
        ? modulatorIndex(column, isPositive: isPositive) : layout.group(ofCell: cell)
      let pair = pairs.pair(at: part)
      let term = focalTerm(pair, index: index)
      batch.modulations[part] = modulation(complement: pair.complement, index: index)
      batch.parts[part] = scaled(term, column, isPositive: isPositive)
    }
  }
}
