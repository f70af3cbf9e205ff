/// Softmax rows of logits with hard targets, under the usual conventions.
///
/// Nothing is computed here that is not computed elsewhere: the same functions, but over many samples at
/// once, with every choice made once before a loop.
extension LossEvaluator {
  /// Whether a hard row of softmax is no more than q^γ·ce of its logits, clipped at most.
  var isPlainSoftmax: Bool {
    convention.input == .logits && convention.labelSmoothing == 0 && isPlain
      && predictionCount >= 2
  }

  /// Evaluates a batch that has been prepared.
  ///
  /// - Parameters:
  ///   - logits: row-major logits.
  ///   - classes: the true class of each row.
  ///   - batch: takes the losses.
  func evaluatePlainSoftmax(
    _ logits: Span<Double>, _ classes: [Int32], into batch: inout LossBatch
  ) {
    // Moved out, which avoids a uniqueness check per number.
    var (terms, crossEntropies) = (batch.parts, batch.crossEntropies)
    (batch.parts, batch.crossEntropies) = ([], [])
    var allTerms = terms.mutableSpan
    var allCrossEntropies = crossEntropies.mutableSpan
    var softmax = SoftmaxPairs(classCount: predictionCount)
    let hasPairs = batch.hasPairs
    for range in PairBlocks.ranges(classes.count) {
      let classes = classes.span.extracting(range)
      let rows = logits.extracting(
        range.lowerBound * predictionCount..<range.upperBound * predictionCount)
      var outsideBits: UInt64 = 0
      for row in classes.indices {
        precondition(
          classes[row] >= 0 && Int(classes[row]) < predictionCount, "a class of the predictions")
      }
      // Where no pairs are kept there is room for those of a block.
      let first = hasPairs ? range.lowerBound : 0
      softmax.fill(&batch.pairs, from: first, logits: rows, classes: classes)
      for row in classes.indices {
        let pair = batch.pairs[first + row]
        outsideBits |=
          epsilonGuard.outsideBits(pair.complement)
          | (.greatestFiniteMagnitude - pair.crossEntropy).bitPattern
      }
      if outsideBits >> 63 != 0 {
        hold(rows, classes, from: range.lowerBound, &batch.pairs, first, &batch.cappedParts)
      }
      if hasPairs { continue }
      if outsideBits >> 63 != 0 {
        for place in range {
          let pair = batch.pairs[place - range.lowerBound]
          allTerms[place] = modulatingFactor.term(pair)
          allCrossEntropies[place] = pair.crossEntropy
        }
      } else {
        batch.pairs.makeTerms(
          from: first, &allTerms, &allCrossEntropies, in: range, modulatingFactor)
      }
    }
    (batch.parts, batch.crossEntropies) = (terms, crossEntropies)
    for sample in classes.indices {
      batch.cells[sample] = layout.cell(group: Int(classes[sample]), isPositive: false)
    }
  }

  /// Holds the rows that are clipped.
  private func hold(
    _ logits: Span<Double>, _ classes: Span<Int32>, from firstRow: Int,
    _ pairs: inout PairBlocks, _ first: Int, _ capped: inout [Int]
  ) {
    guard epsilonGuard.isClip else { return }
    var row = Softmax(classCount: predictionCount)
    for index in classes.indices {
      row.update(logits: logits, from: index * predictionCount)
      let probability = row.probability(of: Int(classes[index]))
      if let (held, isCapped) = epsilonGuard.clipped(probability, isPositive: true) {
        pairs[first + index] = held.pair
        if isCapped { capped.append(firstRow + index) }
      }
    }
  }
}
