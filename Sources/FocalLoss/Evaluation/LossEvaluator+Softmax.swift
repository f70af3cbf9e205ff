/// Softmax rows: multiclass.
extension LossEvaluator {
  func evaluateSoftmax(_ samples: SampleBatch, into batch: inout LossBatch) {
    let sampleCount = samples.predictions.count / predictionCount
    let partCount = hasUnbalancedTerm ? 2 : 1
    let isHard =
      if case .classes = samples.targets { convention.labelSmoothing == 0 } else { false }
    batch.prepare(
      sampleCount: sampleCount, partsPerSample: partCount,
      hasModulations: isNormalized || batch.keepsModulations,
      hasPairs: batch.keepsPairs && isHard && !hasUnbalancedTerm && !isAsymmetric
        && !needsWholeRow)
    if isPlainSoftmax, !batch.hasModulations, case .classes(let classes) = samples.targets {
      evaluatePlainSoftmax(samples.predictions.span, classes, into: &batch)
      return
    }
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    let predictions = samples.predictions.span
    var terms = SoftTerms()
    for sample in 0..<sampleCount {
      let start = sample * predictionCount
      let part = sample * partCount
      row.update(predictions, from: start)
      let target = distribution(of: samples, sample: sample)
      let group = target.classIndex ?? predictionCount
      var unbalanced = 0.0
      if let classIndex = target.classIndex, convention.labelSmoothing == 0 {
        let probability = row.probability(of: classIndex, predictions, from: start)
        let guarded = applyGuard(
          to: probability, isPositive: true, row.origin(of: classIndex))
        let index = isAsymmetric ? 1 : classIndex
        if batch.hasModulations {
          batch.modulations[part] = modulation(complement: guarded.pair.complement, index: index)
        }
        if needsWholeRow {
          let (term, factor) = rowTerm(of: classIndex, targets(of: row, predictions, from: start))
          batch.parts[part] = term
          if batch.hasModulations { batch.modulations[part] = factor }
          batch.crossEntropies[sample] = guarded.pair.crossEntropy
        } else if batch.hasPairs {
          batch.setPair(guarded.pair, at: part)
        } else {
          batch.parts[part] = focalTerm(guarded.pair, index: index)
          batch.crossEntropies[sample] = guarded.pair.crossEntropy
        }
        if let otherTerm, hasUnbalancedTerm {
          unbalanced = otherTerm.unbalanced(guarded.pair)
        }
        if guarded.isCapped { batch.cappedParts.append(part) }
      } else {
        let classes = targets(of: row, predictions, from: start)
        if needsWholeRow {
          terms = wholeRowTerms(classes, target.shares)
        } else if isAsymmetric {
          terms = asymmetricTerms(classes, target.shares, samples, sample)
        } else {
          makeSoftTerms(
            classes, targets: target.shares, crossEntropyShares: target.crossEntropyShares,
            ofColumn: nil, isModulated: batch.hasModulations, into: &terms)
        }
        if batch.hasModulations { batch.modulations[part] = terms.modulation }
        unbalanced = terms.unbalanced
        batch.parts[part] = weightedSum(terms.parts, hasClass: target.classIndex != nil)
        batch.crossEntropies[sample] = terms.crossEntropy
        if zip(classes, target.shares).contains(where: { $0.isCapped && $1 > 0.5 }) {
          batch.cappedParts.append(part)
        }
      }
      batch.cells[part] = layout.cell(group: group, isPositive: false)
      if hasUnbalancedTerm {
        batch.parts[part + 1] = unbalanced
        batch.cells[part + 1] = layout.unbalancedCell(group: group)
        if batch.hasModulations { batch.modulations[part + 1] = 0 }
      }
    }
  }

  /// What the predictions of a row say of every class, under the epsilon rule.
  ///
  /// - Parameters:
  ///   - row: the probabilities of the row.
  ///   - predictions: all predictions.
  ///   - start: where those of the row begin.
  /// - Returns: a target a class.
  func targets(
    of row: ClassProbabilities, _ predictions: Span<Double>, from start: Int
  ) -> [GuardedTarget] {
    (0..<predictionCount).map { classIndex in
      applyGuard(
        to: row.probability(of: classIndex, predictions, from: start), isPositive: true,
        row.origin(of: classIndex))
    }
  }

  /// The terms of a smoothed target whose other classes are modulated by their p.
  ///
  /// With h the target before smoothing by s, the class's own share h·(1 − s + s/K) is modulated by
  /// q^γ₊, and what the other classes give it, (1 − h)·s/K, by p^γ₋.
  func asymmetricTerms(
    _ classes: [GuardedTarget], _ shares: [Double], _ samples: SampleBatch, _ sample: Int
  ) -> SoftTerms {
    var terms = SoftTerms(
      crossEntropy: SoftTarget(classes: classes, shares: shares).mixture.crossEntropy)
    guard let otherTerm else { return terms }
    terms.parts = classes.indices.map { index in
      let h =
        switch samples.targets {
        case .classes(let classes): Int(classes[sample]) == index ? 1.0 : 0
        case .values(let values): values[sample * predictionCount + index]
        }
      let target = classes[index]
      let p = target.isHeld ? 1 - target.pair.complement : target.probability.value
      let weight =
        h * smoothed(1, classCount: predictionCount)
        * otherTerm.factor(target.pair.complement, index: 1)
        + (1 - h) * smoothed(0, classCount: predictionCount) * otherTerm.factor(p, index: 0)
      return weight == 0 ? 0 : weight * target.pair.crossEntropy
    }
    return terms
  }

  /// What is true of a sample: its class where it has one, and the share of every class.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - sample: the index of one.
  /// - Returns: the target.
  func distribution(of samples: SampleBatch, sample: Int) -> ClassTarget {
    var target = smoothedDistribution(of: samples, sample: sample)
    guard convention.smoothsCrossEntropyOnly else { return target }
    target.crossEntropyShares = target.shares
    switch samples.targets {
    case .classes:
      target.shares = (0..<predictionCount).map { $0 == target.classIndex ? 1 : 0 }
    case .values(let values):
      target.shares = Array(values[sample * predictionCount..<(sample + 1) * predictionCount])
    }
    return target
  }

  /// The same with shares that are smoothed everywhere.
  private func smoothedDistribution(of samples: SampleBatch, sample: Int) -> ClassTarget {
    switch samples.targets {
    case .classes(let classes):
      let classIndex = Int(classes[sample])
      precondition(classIndex >= 0 && classIndex < predictionCount, "a class of the predictions")
      guard convention.labelSmoothing > 0 else { return ClassTarget(classIndex, []) }
      return ClassTarget(
        classIndex,
        (0..<predictionCount).map {
          smoothed($0 == classIndex ? 1 : 0, classCount: predictionCount)
        })
    case .values(let values):
      let row = values[sample * predictionCount..<(sample + 1) * predictionCount]
      let shares = row.map { smoothed($0, classCount: predictionCount) }
      guard let hot = row.firstIndex(of: 1) else {
        precondition(convention.softTargets != nil, "fractional targets need a soft-target rule")
        return ClassTarget(nil, shares)
      }
      return ClassTarget(hot - row.startIndex, shares)
    }
  }

  /// Whether α is within the sum over the classes rather than a factor of the sample's cell.
  func isAlphaWithinSum(hasClass: Bool) -> Bool { convention.labelSmoothing > 0 || !hasClass }

  private func weightedSum(_ parts: [Double], hasClass: Bool) -> Double {
    let isAlphaWithinSum = isAlphaWithinSum(hasClass: hasClass)
    var sum = 0.0
    for (classIndex, part) in parts.enumerated() {
      let factor = isAlphaWithinSum ? softClassFactor(classIndex) : 1
      if factor != 0 { sum += factor * part }
    }
    return sum
  }
}

/// What is true of a multiclass sample.
struct ClassTarget {
  /// The true class; nil for a fractional target.
  let classIndex: Int?

  /// The share of every class after label smoothing; empty where only the class is needed.
  var shares: [Double]

  /// The shares in the cross entropy, where they are others: those of a target that is smoothed there
  /// alone.
  var crossEntropyShares: [Double]?

  init(_ classIndex: Int?, _ shares: [Double]) {
    self.classIndex = classIndex
    self.shares = shares
  }
}

/// The probabilities of the classes of one multiclass sample, from whatever its predictions are.
struct ClassProbabilities {
  private let input: PredictionKind
  private let classCount: Int
  private var softmax: Softmax

  init(input: PredictionKind, classCount: Int) {
    self.input = input
    self.classCount = classCount
    softmax = Softmax(classCount: input == .logits ? classCount : 0)
  }

  /// Takes the row of predictions that begins at an index.
  mutating func update(_ predictions: Span<Double>, from start: Int) {
    if input == .logits { softmax.update(logits: predictions, from: start) }
  }

  /// What the probability of a class is made of.
  func origin(of classIndex: Int) -> TargetOrigin {
    input == .logits ? .softmax(softmax, classIndex: classIndex) : .probability
  }

  /// The probability of a class in the row last taken.
  func probability(
    of classIndex: Int, _ predictions: Span<Double>, from start: Int
  ) -> TargetProbability {
    switch input {
    case .logits: softmax.probability(of: classIndex)
    case .probabilities: TargetProbability(probability: predictions[start + classIndex])
    case .logProbabilities: TargetProbability(logProbability: predictions[start + classIndex])
    }
  }
}
