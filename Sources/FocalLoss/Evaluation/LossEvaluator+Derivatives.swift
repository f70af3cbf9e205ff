/// Derivatives by the logits; ``DerivativeTerms`` and ``SoftDerivative`` have the formulas.
extension LossEvaluator {
  /// The gradient and the diagonal of the Hessian of the losses of samples, by their logits.
  ///
  /// The logits are those behind the predictions where the predictions are probabilities. α and
  /// class weights are in the derivatives, sample weights are not. Where the epsilon rule holds the
  /// loss at a constant both are 0.
  ///
  /// - Accuracy: for hard targets the gradient is within 1e-13 relative, the Hessian within 1e-13
  ///   of its largest term.
  /// - Complexity: O(predictions); for soft targets of a softmax, times the classes.
  ///
  /// - Parameter samples: the samples.
  /// - Returns: the derivatives, one a prediction.
  /// - Throws: ``EvaluationError`` where the shapes do not fit, or for a modulator without derivatives,
  ///   as ``Convention/hasDerivatives`` tells.
  public func derivatives(of samples: SampleBatch) throws(EvaluationError) -> DerivativeBatch {
    guard convention.hasDerivatives else { throw .derivativesUnknown(convention.modulator.kind) }
    try check(samples)
    return derivatives(ofChecked: samples)
  }

  /// The same of samples whose shapes fit.
  ///
  /// - Precondition: ``Convention/hasDerivatives``.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - losses: what this evaluator made of them; nil where that is still to be made.
  /// - Returns: the derivatives, one a prediction.
  package func derivatives(
    ofChecked samples: SampleBatch, _ losses: LossBatch? = nil
  ) -> DerivativeBatch {
    precondition(convention.hasDerivatives, "a modulator whose derivatives are known")
    return convention.task.isElementwise
      ? elementDerivatives(samples, losses) : softmaxDerivatives(samples)
  }

  /// Whether the modulating factor of a hard target is that of 1 − p_t.
  ///
  /// Under exp-ce it is that of the guarded 1 − e^(−ce), of which an added ε takes its part.
  private var hasHardDerivatives: Bool {
    !derivesComplement || !convention.epsilon.rule.changesAll
  }

  private func elementDerivatives(
    _ samples: SampleBatch, _ evaluated: LossBatch?
  ) -> DerivativeBatch {
    let targets = elementTargets(of: samples)
    let losses = evaluated ?? self.losses(ofChecked: samples)
    let sides = losses.partsPerSample / predictionCount
    var batch = DerivativeBatch(capacity: samples.predictions.count)
    if isPlain, sides == 1 {
      switch convention.input {
      case .logits:
        fill(&batch, samples, targets, losses) { uncheckedPair(logit: $0, target: $1) }
        return batch
      case .probabilities:
        fill(&batch, samples, targets, losses) { uncheckedPair(probability: $0, target: $1) }
        return batch
      case .logProbabilities: break
      }
    }
    let factors = factors
    for element in samples.predictions.indices {
      // The factor of a side is that of its part's cell; the other side of a hard target is not
      // there, nor needed.
      func factor(_ isPositive: Bool) -> Double {
        let part = sides == 2 ? 2 * element + (isPositive ? 1 : 0) : element
        return factors[Int(losses.cells[part])]
          * columnFactor(element % predictionCount, isPositive: isPositive)
      }
      let y = smoothed(targets[element], classCount: 2)
      if needsQuality, y == 1 {
        batch.append(
          qualityDerivatives(
            samples.predictions[element], quality: samples.qualities[element / predictionCount],
            factor(true)))
        continue
      }
      let derivative =
        (y == 0 || y == 1) && hasHardDerivatives
        ? hardDerivative(samples.predictions[element], isPositive: y == 1, factor(y == 1))
        : softDerivative(
          samples.predictions[element], targets[element], [factor(false), factor(true)])
      batch.append(derivative)
    }
    return batch
  }

  /// Fills a batch with the derivatives of hard targets under the usual conventions.
  ///
  /// Nothing is computed here that is not computed elsewhere, but what is asked of a target that no rule
  /// changes.
  @inline(__always)
  private func fill(
    _ batch: inout DerivativeBatch, _ samples: SampleBatch, _ targets: [Double],
    _ losses: LossBatch, _ unchecked: (Double, Double) -> (pair: LossPair, outsideBits: UInt64)
  ) {
    let factors = factors
    for element in samples.predictions.indices {
      let prediction = samples.predictions[element]
      let target = targets[element]
      let factor = factors[Int(losses.cells[element])]
      let (pair, bits) = unchecked(prediction, target)
      let isPositive = target == 1
      if bits >> 63 != 0 {
        batch.append(hardDerivative(prediction, isPositive: isPositive, factor))
      } else {
        let other = unchecked(prediction, 1 - target).pair
        batch.append(
          scaled(
            DerivativeTerms.byOwnLogit(untouched: pair, other, modulatingFactor),
            isPositive: isPositive, factor))
      }
    }
  }

  private func losses(ofChecked samples: SampleBatch) -> LossBatch {
    var losses = LossBatch()
    evaluate(samples, into: &losses)
    return losses
  }

  private func hardDerivative(
    _ prediction: Double, isPositive: Bool, _ factor: Double
  ) -> (gradient: Double, hessian: Double) {
    let target = guardedTarget(prediction, isPositive: isPositive)
    if otherTerm == nil, target.isUntouched,
      target.probability.value >= .leastNormalMagnitude
    {
      let other = probability(prediction, isPositive: !isPositive).pair
      return scaled(
        DerivativeTerms.byOwnLogit(untouched: target.pair, other, modulatingFactor),
        isPositive: isPositive, factor)
    }
    let terms = HardDerivatives(target, modulatingFactor, otherTerm)
    return scaled(terms.byOwnLogit, isPositive: isPositive, factor)
  }

  /// The derivatives by the logit of the positive class, times a factor.
  private func scaled(
    _ own: (gradient: Double, hessian: Double), isPositive: Bool, _ factor: Double
  ) -> (gradient: Double, hessian: Double) {
    guard factor != 0 else { return (0, 0) }
    return (factor * (isPositive ? own.gradient : -own.gradient), factor * own.hessian)
  }

  private func softDerivative(
    _ prediction: Double, _ y: Double, _ sideFactors: [Double]
  ) -> (gradient: Double, hessian: Double) {
    let classes = [
      guardedTarget(prediction, isPositive: false), guardedTarget(prediction, isPositive: true),
    ]
    return softDerivative(softTarget(classes, of: y), sideFactors).byLogit(1)
  }

  private func softDerivative(_ target: SoftTarget, _ factors: [Double]) -> SoftDerivative {
    SoftDerivative(
      target, factors: factors, convention.effectiveSoftRule, modulatingFactor, otherTerm)
  }

  private func softmaxDerivatives(_ samples: SampleBatch) -> DerivativeBatch {
    var batch = DerivativeBatch(capacity: samples.predictions.count)
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    let predictions = samples.predictions.span
    for sample in 0..<samples.predictions.count / predictionCount {
      let start = sample * predictionCount
      row.update(predictions, from: start)
      let target = distribution(of: samples, sample: sample)
      func guarded(_ classIndex: Int) -> GuardedTarget {
        applyGuard(
          to: row.probability(of: classIndex, predictions, from: start), isPositive: true,
          row.origin(of: classIndex))
      }
      let sampleFactor = factor(ofCell: target.classIndex ?? predictionCount)
      if let classIndex = target.classIndex, convention.labelSmoothing == 0, hasHardDerivatives,
        !needsWholeRow
      {
        let terms = HardDerivatives(guarded(classIndex), modulatingFactor, otherTerm)
        for j in 0..<predictionCount {
          let unscaled =
            j == classIndex ? terms.byOwnLogit : terms.byLogit(of: guarded(j).probability)
          batch.append(
            sampleFactor == 0
              ? (0, 0) : (sampleFactor * unscaled.gradient, sampleFactor * unscaled.hessian))
        }
      } else {
        let classes = self.targets(of: row, predictions, from: start)
        let isAlphaWithinSum = isAlphaWithinSum(hasClass: target.classIndex != nil)
        let factors = classes.indices.map {
          isAlphaWithinSum ? softClassFactor($0) * sampleFactor : sampleFactor
        }
        let shares =
          target.shares.isEmpty
          ? classes.indices.map { $0 == target.classIndex ? 1 : 0 } : target.shares
        if needsWholeRow {
          let weights = zip(shares, factors).map { $0 * $1 }
          for j in classes.indices {
            batch.append(rowDerivatives(by: j, classes, weights: weights))
          }
          continue
        }
        let soft = softDerivative(
          SoftTarget(
            classes: classes, shares: shares, crossEntropyShares: target.crossEntropyShares),
          factors)
        for j in classes.indices { batch.append(soft.byLogit(j)) }
      }
    }
    return batch
  }
}

/// The derivatives of the losses of a batch of samples by their logits.
///
/// Shape: one number a prediction, row by row, as the predictions themselves.
public struct DerivativeBatch: Equatable, Sendable {
  /// dℓ/dz for every logit z, in nats a unit of the logit.
  public internal(set) var gradients: [Double] = []

  /// d²ℓ/dz² for every logit z: the diagonal of the Hessian.
  public internal(set) var hessians: [Double] = []

  /// No derivatives, and room for so many of each.
  init(capacity: Int) {
    gradients.reserveCapacity(capacity)
    hessians.reserveCapacity(capacity)
  }

  /// Appends the derivatives by one logit, never −0.
  mutating func append(_ derivative: (gradient: Double, hessian: Double)) {
    gradients.append(derivative.gradient + 0)
    hessians.append(derivative.hessian + 0)
  }
}
