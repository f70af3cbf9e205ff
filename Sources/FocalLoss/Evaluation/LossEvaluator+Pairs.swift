/// The losses of samples whose pairs another evaluator has kept.
extension LossEvaluator {
  /// Evaluates a batch, from its pairs where they were kept.
  ///
  /// The focal terms and modulating factors are the same bits as those of
  /// ``evaluate(_:into:)``: the same functions make them of the same pairs.
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the convention.
  ///   - pairs: what an evaluator with the same ``Convention/pairKey`` made of them.
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
    batch.makeParts(pairs.pairs, modulatingFactor)
  }

  /// Whether the terms are nothing but q^γ·ce.
  var makesTermsOfPairs: Bool { otherTerm == nil && columnFactors.isEmpty }

  /// Evaluates under another modulator than the power, or with an α for every column.
  private func evaluateOthers(from pairs: LossBatch, into batch: inout LossBatch) {
    let focalTerm = otherTerm ?? FocalTerm(.power, gamma: convention.gamma)
    let partsPerPair = hasUnbalancedTerm ? 2 : 1
    let indices = indicesByCell
    let hasModulations = batch.keepsModulations
    // Moved out, which avoids a uniqueness check per number.
    var (ownParts, ownModulations) = (batch.parts, batch.modulations)
    (batch.parts, batch.modulations) = ([], [])
    var parts = ownParts.mutableSpan
    var modulations = ownModulations.mutableSpan
    let cells = pairs.cells.span
    var column = 0
    for place in cells.indices {
      let cell = Int(cells[place])
      let pair = pairs.pairs[place]
      let (factor, term) = focalTerm.modulated(pair, index: indices?[cell] ?? column)
      let part = partsPerPair * place
      if hasModulations { modulations[part] = factor }
      parts[part] =
        columnFactors.isEmpty
        ? term : scaled(term, column, isPositive: layout.isPositive(cell: cell))
      if hasUnbalancedTerm {
        parts[part + 1] = unbalanced(focalTerm.unbalanced(pair), column)
        if hasModulations { modulations[part + 1] = 0 }
        batch.cells[part] = cells[place]
        batch.cells[part + 1] = layout.unbalancedCell(group: layout.group(ofCell: cell))
      }
      column += 1
      if column == pairs.partsPerSample { column = 0 }
    }
    (batch.parts, batch.modulations) = (ownParts, ownModulations)
  }

  /// The index of the modulator's values for the targets of each cell; nil where it is their column.
  private var indicesByCell: [Int]? {
    let cells = 0..<layout.balancedCellCount
    guard convention.task.isElementwise else {
      // The true class has one, the others have another.
      return cells.map { isAsymmetric ? 1 : layout.group(ofCell: $0) }
    }
    guard modulatorIndex(0, isPositive: true) == 1 else { return nil }
    return cells.map { layout.isPositive(cell: $0) ? 1 : 0 }
  }
}
