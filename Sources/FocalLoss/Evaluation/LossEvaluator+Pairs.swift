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
    let hasFactor = !traits.contains(.noFactor)
    let partsPerPair = hasUnbalancedTerm ? 2 : 1
    let indexing = indexing
    // Moved out, which avoids a uniqueness check per number.
    var (ownParts, ownModulations) = (batch.parts, batch.modulations)
    (batch.parts, batch.modulations) = ([], [])
    var parts = ownParts.mutableSpan
    var modulations = ownModulations.mutableSpan
    let cells = pairs.cells.span
    var column = 0
    for place in cells.indices {
      let cell = Int(cells[place])
      let isPositive = layout.isPositive(cell: cell)
      let index =
        switch indexing {
        case .side: isPositive ? 1 : 0
        case .column: column
        case .group: layout.group(ofCell: cell)
        case .trueClass: 1
        }
      let pair = pairs.pairs[place]
      let modulation = focalTerm.factor(pair.complement, index: index)
      // A term that is a product is made of the factor at hand.
      let term =
        hasFactor
        ? focalTerm.product(modulation, pair, index: index) : focalTerm(pair, index: index)
      let part = partsPerPair * place
      modulations[part] = modulation
      parts[part] = columnFactors.isEmpty ? term : scaled(term, column, isPositive: isPositive)
      if hasUnbalancedTerm {
        parts[part + 1] = unbalanced(focalTerm.unbalanced(pair), column)
        modulations[part + 1] = 0
        batch.cells[part] = cells[place]
        batch.cells[part + 1] = layout.unbalancedCell(group: layout.group(ofCell: cell))
      }
      column += 1
      if column == pairs.partsPerSample { column = 0 }
    }
    (batch.parts, batch.modulations) = (ownParts, ownModulations)
  }

  /// What the index of a modulator's values stands for.
  private enum Indexing {
    case side
    case column
    case group
    /// That of the true class, where the others have another.
    case trueClass
  }

  private var indexing: Indexing {
    guard convention.task.isElementwise else { return isAsymmetric ? .trueClass : .group }
    return modulatorIndex(0, isPositive: true) == 1 ? .side : .column
  }
}
