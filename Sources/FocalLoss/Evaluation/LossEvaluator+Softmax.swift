/// Softmax rows: multiclass.
extension LossEvaluator {
  func evaluateSoftmax(_ samples: SampleBatch, into batch: inout LossBatch) {
    let sampleCount = samples.predictions.count / predictionCount
    batch.prepare(sampleCount: sampleCount, partsPerSample: 1, hasModulations: isNormalized)
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    let predictions = samples.predictions.span
    for sample in 0..<sampleCount {
      let start = sample * predictionCount
      row.update(predictions, from: start)
      let target = distribution(of: samples, sample: sample)
      if let classIndex = target.classIndex, convention.labelSmoothing == 0 {
        let probability = row.probability(of: classIndex, predictions, from: start)
        let guarded = applyGuard(to: probability, isPositive: true)
        batch.parts[sample] = focalTerm(
          complement: guarded.complement, crossEntropy: guarded.crossEntropy, index: classIndex)
        if isNormalized { batch.modulations[sample] = modulatingFactor(guarded.complement) }
        batch.crossEntropies[sample] = guarded.crossEntropy
        if guarded.isCapped { batch.cappedParts.append(sample) }
      } else {
        let classes = (0..<predictionCount).map { classIndex in
          applyGuard(
            to: row.probability(of: classIndex, predictions, from: start), isPositive: true)
        }
        let terms = softTerms(classes, targets: target.shares) { $0 }
        if isNormalized { batch.modulations[sample] = terms.modulation }
        batch.parts[sample] = weightedSum(terms.parts, hasClass: target.classIndex != nil)
        batch.crossEntropies[sample] = terms.crossEntropy
        if zip(classes, target.shares).contains(where: { $0.isCapped && $1 > 0.5 }) {
          batch.cappedParts.append(sample)
        }
      }
      batch.cells[sample] = layout.cell(
        group: target.classIndex ?? predictionCount, isPositive: false)
    }
  }

  /// What is true of a sample: its class where it has one, and the share of every class.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - sample: the index of one.
  /// - Returns: the true class, nil for a fractional target; the shares after label smoothing,
  ///   empty where only the class is needed.
  func distribution(of samples: SampleBatch, sample: Int) -> (classIndex: Int?, shares: [Double]) {
    switch samples.targets {
    case .classes(let classes):
      let classIndex = Int(classes[sample])
      precondition(classIndex >= 0 && classIndex < predictionCount, "a class of the predictions")
      guard convention.labelSmoothing > 0 else { return (classIndex, []) }
      return (
        classIndex,
        (0..<predictionCount).map {
          smoothed($0 == classIndex ? 1 : 0, classCount: predictionCount)
        }
      )
    case .values(let values):
      let row = values[sample * predictionCount..<(sample + 1) * predictionCount]
      let shares = row.map { smoothed($0, classCount: predictionCount) }
      guard let hot = row.firstIndex(of: 1) else {
        precondition(convention.softTargets != nil, "fractional targets need a soft-target rule")
        return (nil, shares)
      }
      return (hot - row.startIndex, shares)
    }
  }

  /// Whether α is within the sum over the classes rather than a factor of the sample's cell.
  func isAlphaWithinSum(hasClass: Bool) -> Bool { convention.labelSmoothing > 0 || !hasClass }

  private func weightedSum(_ parts: [Double], hasClass: Bool) -> Double {
    let isAlphaWithinSum = isAlphaWithinSum(hasClass: hasClass)
    var sum = 0.0
    for (part, factor) in zip(parts, softClassFactors) where !(isAlphaWithinSum && factor == 0) {
      sum += isAlphaWithinSum ? factor * part : part
    }
    return sum
  }
}
