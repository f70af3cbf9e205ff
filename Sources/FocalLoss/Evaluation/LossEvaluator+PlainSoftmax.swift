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
    var pairs = PairBlock()
    for range in PairBlock.ranges(classes.count) {
      let classes = classes.span.extracting(range)
      let rows = logits.extracting(
        range.lowerBound * predictionCount..<range.upperBound * predictionCount)
      var outsideBits: UInt64 = 0
      for row in classes.indices {
        precondition(
          classes[row] >= 0 && Int(classes[row]) < predictionCount, "a class of the predictions")
      }
      softmax.fill(&pairs, logits: rows, classes: classes)
      for row in classes.indices {
        let pair = pairs[row]
        outsideBits |=
          epsilonGuard.outsideBits(pair.complement)
          | (.greatestFiniteMagnitude - pair.crossEntropy).bitPattern
      }
      if outsideBits >> 63 != 0 {
        hold(rows, classes, from: range.lowerBound, &pairs, &batch.cappedParts)
      }
      if batch.hasPairs {
        batch.setPairs(pairs, at: range)
        pairs.copyCrossEntropies(&allCrossEntropies, at: range)
      } else if outsideBits >> 63 != 0 {
        for place in range {
          let pair = pairs[place - range.lowerBound]
          allTerms[place] = modulatingFactor.term(pair)
          allCrossEntropies[place] = pair.crossEntropy
        }
      } else {
        pairs.makeTerms(&allTerms, &allCrossEntropies, in: range, modulatingFactor)
      }
    }
    (batch.parts, batch.crossEntropies) = (terms, crossEntropies)
    for sample in classes.indices {
      batch.cells[sample] = layout.cell(group: Int(classes[sample]), isPositive: false)
    }
  }

  /// Holds the rows that are clipped.
  private func hold(
    _ logits: Span<Double>, _ classes: Span<Int32>, from first: Int, _ pairs: inout PairBlock,
    _ capped: inout [Int]
  ) {
    guard epsilonGuard.isClip else { return }
    var row = Softmax(classCount: predictionCount)
    for index in classes.indices {
      row.update(logits: logits, from: index * predictionCount)
      let probability = row.probability(of: Int(classes[index]))
      if let (held, isCapped) = epsilonGuard.clipped(probability, isPositive: true) {
        pairs[index] = held.pair
        if isCapped { capped.append(first + index) }
      }
    }
  }
}
