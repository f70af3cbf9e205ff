/// Sigmoid elements with hard targets, under the usual conventions.
///
/// Nothing is computed here that is not computed elsewhere: the same functions, but stage by stage
/// over many samples at once, with every choice made once before a loop.
extension LossEvaluator {
  /// Whether a hard element is no more than q^γ·ce of a prediction, clipped at most.
  var isPlain: Bool {
    otherTerm == nil && !isNormalized && margin == 0 && columnFactors.isEmpty
      && (epsilonGuard.isClip || epsilonGuard.isNone) && !derivesComplement
  }

  /// Evaluates a batch that has been prepared.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - targets: the target of every element, 0 or 1.
  ///   - batch: takes the losses.
  func evaluatePlainElements(
    _ samples: SampleBatch, _ targets: [Double], into batch: inout LossBatch
  ) {
    // Moved out, which avoids a uniqueness check per number.
    var terms = batch.parts
    batch.parts = []
    var crossEntropies = predictionCount == 1 ? batch.crossEntropies : batch.elementCrossEntropies
    batch.crossEntropies = predictionCount == 1 ? [] : batch.crossEntropies
    batch.elementCrossEntropies = []
    if crossEntropies.count != terms.count {
      crossEntropies = Array(repeating: 0, count: terms.count)
    }
    var allTerms = terms.mutableSpan
    var allCrossEntropies = crossEntropies.mutableSpan
    let predictions = samples.predictions.span
    switch convention.input {
    case .logits:
      makeTerms(
        predictions, targets.span, &allTerms, &allCrossEntropies, &batch.pairs, &batch.cappedParts
      ) {
        uncheckedPair(logit: $0, target: $1)
      }
    case .probabilities:
      makeTerms(
        predictions, targets.span, &allTerms, &allCrossEntropies, &batch.pairs, &batch.cappedParts
      ) {
        uncheckedPair(probability: $0, target: $1)
      }
    case .logProbabilities:
      for range in PairBlocks.ranges(predictions.count) {
        makeTermsOneByOne(
          range, predictions, targets.span, &allTerms, &allCrossEntropies, &batch.pairs,
          &batch.cappedParts)
      }
    }
    batch.parts = terms
    fillCells(samples, targets, &batch.cells)
    if predictionCount == 1 {
      batch.crossEntropies = crossEntropies
    } else if !batch.hasPairs {
      for sample in 0..<batch.sampleCount {
        var sum = 0.0
        for element in sample * predictionCount..<(sample + 1) * predictionCount {
          sum += crossEntropies[element]
        }
        batch.crossEntropies[sample] = sum
      }
      batch.elementCrossEntropies = crossEntropies
    }
  }

  /// The pair of a target, without a branch.
  ///
  /// - Returns: the pair, and a word whose highest bit is set where it means nothing, or where the epsilon
  ///   rule may hold it.
  @inline(__always)
  func uncheckedPair(logit: Double, target: Double) -> (pair: LossPair, outsideBits: UInt64) {
    let (pair, bits) = LossPair.unchecked(logit: logit, target: target)
    return (pair, bits | epsilonGuard.outsideBits(pair.complement))
  }

  /// The same of a probability.
  @inline(__always)
  func uncheckedPair(probability: Double, target: Double) -> (pair: LossPair, outsideBits: UInt64) {
    let (pair, value) = LossPair.unchecked(probability: probability, target: target)
    return (pair, epsilonGuard.outsideBits(pair.complement, value: value))
  }

  /// Makes terms block by block, in vector instructions, and one by one where these give a pair no
  /// meaning or where the epsilon rule holds one.
  @inline(__always)
  private func makeTerms(
    _ predictions: Span<Double>, _ targets: Span<Double>, _ terms: inout MutableSpan<Double>,
    _ crossEntropies: inout MutableSpan<Double>, _ pairs: inout PairBlocks,
    _ capped: inout [Int], _ unchecked: (Double, Double) -> (pair: LossPair, outsideBits: UInt64)
  ) {
    let count = predictions.count
    let hasPairs = pairs.count > 0
    precondition(
      targets.count == count && terms.count == (hasPairs ? 0 : count)
        && crossEntropies.count == terms.count, "one of each for every element, or pairs")
    // For the usual γ pairs need not be written down.
    let isSquare = modulatingFactor.halves == 4 && !hasPairs
    for range in PairBlocks.ranges(count) {
      var outsideBits: UInt64 = 0
      if isSquare {
        for element in range {
          let (pair, bits) = unchecked(predictions[element], targets[element])
          let factor = modulatingFactor.power(pair.complement, halves: 4)
          terms[element] = pair.finiteTerm(factor, gamma: 2)
          crossEntropies[element] = pair.crossEntropy
          outsideBits |= bits
        }
      } else {
        let (predictions, targets) = (predictions.extracting(range), targets.extracting(range))
        // Where none are kept there is room for those of a block.
        pairs.fill(hasPairs ? range : 0..<range.count) { offset in
          let (pair, bits) = unchecked(predictions[offset], targets[offset])
          outsideBits |= bits
          return pair
        }
      }
      // Nearly all predictions are far from the ends: so many are asked at once.
      if outsideBits >> 63 != 0 {
        makeTermsOneByOne(range, predictions, targets, &terms, &crossEntropies, &pairs, &capped)
      } else if !isSquare && !hasPairs {
        pairs.makeTerms(from: 0, &terms, &crossEntropies, in: range, modulatingFactor)
      }
    }
  }

  /// Makes terms of pairs that may be held, or have limits.
  private func makeTermsOneByOne(
    _ range: Range<Int>, _ predictions: Span<Double>, _ targets: Span<Double>,
    _ terms: inout MutableSpan<Double>, _ crossEntropies: inout MutableSpan<Double>,
    _ pairs: inout PairBlocks, _ capped: inout [Int]
  ) {
    for element in range {
      let isPositive = targets[element] == 1
      var target = probability(predictions[element], isPositive: isPositive)
      if epsilonGuard.isClip,
        let (held, isCapped) = epsilonGuard.clipped(target, isPositive: isPositive)
      {
        target = held
        if isCapped { capped.append(element) }
      }
      if pairs.count > 0 {
        pairs[element] = target.pair
      } else {
        terms[element] = modulatingFactor.term(target.pair)
        crossEntropies[element] = target.crossEntropy
      }
    }
  }

  private func fillCells(_ samples: SampleBatch, _ targets: [Double], _ cells: inout [Int32]) {
    if convention.task == .binary {
      let (negative, positive) = (
        layout.cell(group: 0, isPositive: false), layout.cell(group: 1, isPositive: true)
      )
      for sample in targets.indices { cells[sample] = targets[sample] == 1 ? positive : negative }
      return
    }
    var element = 0
    for sample in 0..<targets.count / predictionCount {
      for column in 0..<predictionCount {
        let group = group(of: samples, sample: sample, column: column, target: targets[element])
        cells[element] = layout.cell(group: group, isPositive: targets[element] == 1)
        element += 1
      }
    }
  }
}
