/// Sigmoid elements with hard targets, under the conventions of nearly everybody.
///
/// Nothing is computed here that is not computed elsewhere: the same functions, but stage by stage
/// over a whole batch, with every choice made once before a loop: 60 instructions a sample, not 270.
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
    // Moved out, so that nobody asks for each number whether an array is shared.
    var terms = batch.parts
    batch.parts = []
    var crossEntropies = predictionCount == 1 ? batch.crossEntropies : batch.elementCrossEntropies
    batch.crossEntropies = predictionCount == 1 ? [] : batch.crossEntropies
    batch.elementCrossEntropies = []
    if crossEntropies.count != terms.count {
      crossEntropies = Array(repeating: 0, count: terms.count)
    }
    var complements = terms.mutableSpan
    var entropies = crossEntropies.mutableSpan
    link(
      samples.predictions.span, targets.span, &complements, &entropies, &batch.cappedParts)
    if batch.hasPairs {
      batch.setPairs(complements: complements.span, crossEntropies: entropies.span)
      batch.setModulations(modulatingFactor, batch.complements)
    }
    modulatingFactor.scale(&complements, entropies.span)
    batch.parts = terms
    fillCells(samples, targets, &batch.cells)
    if predictionCount == 1 {
      batch.crossEntropies = crossEntropies
    } else {
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

  /// What the predictions say of the targets: complements and cross entropies.
  private func link(
    _ predictions: Span<Double>, _ targets: Span<Double>, _ complements: inout MutableSpan<Double>,
    _ crossEntropies: inout MutableSpan<Double>, _ capped: inout [Int]
  ) {
    switch convention.input {
    case .logits:
      link(predictions, targets, &complements, &crossEntropies, &capped) {
        TargetProbability.unchecked(logit: $0, target: $1)
      }
    case .probabilities:
      link(predictions, targets, &complements, &crossEntropies, &capped) {
        TargetProbability.unchecked(probability: $0, target: $1)
      }
    case .logProbabilities:
      hold(predictions.indices, predictions, targets, &complements, &crossEntropies, &capped)
    }
  }

  /// Links elements block by block without a branch, in vector instructions, and then those for
  /// themselves to which that gives no meaning, or which the epsilon rule holds.
  @inline(__always)
  private func link(
    _ predictions: Span<Double>, _ targets: Span<Double>, _ complements: inout MutableSpan<Double>,
    _ crossEntropies: inout MutableSpan<Double>, _ capped: inout [Int],
    _ unchecked: (Double, Double) -> (probability: TargetProbability, outsideBits: UInt64)
  ) {
    let count = predictions.count
    precondition(
      targets.count == count && complements.count == count && crossEntropies.count == count,
      "one of each for every element")
    var start = 0
    while start < count {
      let end = min(start + 64, count)
      var outsideBits: UInt64 = 0
      for element in start..<end {
        let linked = unchecked(predictions[element], targets[element])
        complements[element] = linked.probability.complement
        crossEntropies[element] = linked.probability.crossEntropy
        outsideBits |=
          linked.outsideBits | epsilonGuard.outsideBits(linked.probability.complement)
      }
      // Nearly all predictions are far from the ends: so many are asked at once.
      if outsideBits >> 63 != 0 {
        hold(start..<end, predictions, targets, &complements, &crossEntropies, &capped)
      }
      start = end
    }
  }

  /// Links elements one by one, and holds those that are clipped.
  private func hold(
    _ elements: Range<Int>, _ predictions: Span<Double>, _ targets: Span<Double>,
    _ complements: inout MutableSpan<Double>, _ crossEntropies: inout MutableSpan<Double>,
    _ capped: inout [Int]
  ) {
    let isClip = epsilonGuard.isClip
    for element in elements {
      let isPositive = targets[element] == 1
      var target = probability(predictions[element], isPositive: isPositive)
      if isClip, let (held, isCapped) = epsilonGuard.clipped(target, isPositive: isPositive) {
        target = held
        if isCapped { capped.append(element) }
      }
      complements[element] = target.complement
      crossEntropies[element] = target.crossEntropy
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
