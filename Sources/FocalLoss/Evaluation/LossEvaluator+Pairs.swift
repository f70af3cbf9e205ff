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
    // Moved out, which avoids a uniqueness check per number. The cells of single parts are shared.
    var (ownParts, ownModulations) = (batch.parts, batch.modulations)
    var ownCells = hasUnbalancedTerm ? batch.cells : []
    (batch.parts, batch.modulations) = ([], [])
    if hasUnbalancedTerm { batch.cells = [] }
    var parts = ownParts.mutableSpan
    var modulations = ownModulations.mutableSpan
    var partCells = ownCells.mutableSpan
    var termRoom = PairBlocks.Section(repeating: 0)
    var factorRoom = termRoom
    let cells = pairs.cells.span
    for range in PairBlocks.ranges(cells.count) {
      let block = pairs.pairs.numbers.span.extracting(
        PairBlocks.places(ofBlockWith: range.lowerBound))
      var terms = termRoom.mutableSpan
      var factors = factorRoom.mutableSpan
      focalTerm.modulate(block, count: range.count, &terms, &factors) { offset in
        let place = range.lowerBound + offset
        return indices?[Int(cells[place])] ?? place % pairs.partsPerSample
      }
      if !columnFactors.isEmpty {
        for place in range {
          let offset = place - range.lowerBound
          terms[offset] = scaled(
            terms[offset], place % pairs.partsPerSample,
            isPositive: layout.isPositive(cell: Int(cells[place])))
        }
      }
      for place in range { parts[partsPerPair &* place] = terms[place &- range.lowerBound] }
      if hasModulations {
        for place in range {
          modulations[partsPerPair &* place] = factors[place &- range.lowerBound]
        }
      }
      guard hasUnbalancedTerm else { continue }
      for place in range {
        let (part, offset) = (2 * place, place - range.lowerBound)
        let term = focalTerm.unbalanced(
          PairBlocks.pair(block, at: offset), factor: factors[offset])
        parts[part + 1] = unbalanced(term, place % pairs.partsPerSample)
        if hasModulations { modulations[part + 1] = 0 }
        partCells[part] = cells[place]
        partCells[part + 1] = layout.unbalancedCell(
          group: layout.group(ofCell: Int(cells[place])))
      }
    }
    (batch.parts, batch.modulations) = (ownParts, ownModulations)
    if hasUnbalancedTerm { batch.cells = ownCells }
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
