/// Samples to be evaluated together: predictions, targets and weights.
///
/// Shapes: with n samples of k predictions each, `predictions` has n·k numbers, row by row;
/// `weights` has n, or none where every sample weighs 1.
public struct SampleBatch: Equatable, Sendable {
  /// What is true of the samples.
  public enum Targets: Equatable, Sendable {
    /// The index of the true class of every sample; in one-vs-all −1 is the background, no class.
    ///
    /// For multiclass and one-vs-all; n numbers, each below k.
    case classes([Int32])
    /// The target of every element, in [0, 1].
    ///
    /// For binary and multilabel, and the distribution over the classes for multiclass, where the
    /// numbers of a row sum to 1; n·k numbers, row by row. Numbers between 0 and 1 need a
    /// soft-target rule.
    case values([Double])
  }

  /// The predictions, row by row, in the range of their ``PredictionKind``; never NaN.
  ///
  /// A row of logits for a softmax has at most one +∞ and not −∞ only.
  public var predictions: [Double]

  /// The targets.
  public var targets: Targets

  /// The weights, at least 0 and finite; empty where every sample weighs 1.
  public var weights: [Double]

  /// The quality of every sample in [0, 1], as the overlap of a box with its object; empty for none.
  ///
  /// Only those of samples with a positive matter, and only to modulators of quality.
  public var qualities: [Double]

  /// A batch of samples.
  public init(
    predictions: [Double], targets: Targets, weights: [Double] = [], qualities: [Double] = []
  ) {
    self.predictions = predictions
    self.targets = targets
    self.weights = weights
    self.qualities = qualities
  }
}

extension SampleBatch {
  /// Whether a target is neither 0 nor 1.
  var hasFractions: Bool {
    if case .values(let values) = targets { LossEvaluator.hasFractions(values) } else { false }
  }

  /// Some of the samples.
  ///
  /// - Parameters:
  ///   - rows: the indices of the samples wanted.
  ///   - predictionCount: the predictions of a sample.
  /// - Returns: a batch of those samples, in the order of the indices.
  func selecting(_ rows: [Int], predictionCount: Int) -> SampleBatch {
    func row(_ numbers: [Double], _ index: Int) -> ArraySlice<Double> {
      numbers[index * predictionCount..<(index + 1) * predictionCount]
    }
    return SampleBatch(
      predictions: rows.flatMap { row(predictions, $0) },
      targets: {
        switch targets {
        case .classes(let classes): .classes(rows.map { classes[$0] })
        case .values(let values): .values(rows.flatMap { row(values, $0) })
        }
      }(),
      weights: weights.isEmpty ? [] : rows.map { weights[$0] },
      qualities: qualities.isEmpty ? [] : rows.map { qualities[$0] })
  }
}

/// Why samples cannot be evaluated: their shapes do not fit the convention, or each other.
public enum EvaluationError: Error, Equatable, Sendable {
  /// The predictions are no whole number of samples.
  case predictionCount(found: Int, perSample: Int)
  /// There are fewer or more targets than samples, or elements where these have targets.
  case targetCount(found: Int, expected: Int)
  /// There are weights, but fewer or more than samples.
  case weightCount(found: Int, expected: Int)
  /// The modulator needs a quality for every sample, and there are fewer or more.
  case qualityCount(found: Int, expected: Int)
  /// A quality is not in [0, 1].
  case qualityOutOfRange(Double, sample: Int)
  /// The task takes classes and was given values, or takes values and was given classes.
  case targetKind(ClassificationTask)
  /// The class of a sample is none of the columns; in one-vs-all −1 is the background.
  case classOutOfRange(Int, sample: Int)
  /// A target is not in [0, 1].
  case targetOutOfRange(Double, element: Int)
  /// A target is between 0 and 1, and the convention has no rule for such targets.
  case fractionalTarget(element: Int)
  /// The derivatives under the modulator are not known.
  case derivativesUnknown(Modulator.Kind)
  /// The other accumulator is of another convention or of samples with other predictions.
  case otherConvention
}

extension LossEvaluator {
  /// Checks that samples have the shapes that the convention needs, and targets that it has a meaning for.
  ///
  /// Predictions are not looked at: out of their range they give losses without meaning.
  ///
  /// - Complexity: O(targets).
  ///
  /// - Parameter samples: the samples.
  /// - Throws: ``EvaluationError`` for what is wrong first.
  public func check(_ samples: SampleBatch) throws(EvaluationError) {
    let (count, rest) = samples.predictions.count.quotientAndRemainder(dividingBy: predictionCount)
    guard rest == 0 else {
      throw .predictionCount(found: samples.predictions.count, perSample: predictionCount)
    }
    guard samples.weights.isEmpty || samples.weights.count == count else {
      throw .weightCount(found: samples.weights.count, expected: count)
    }
    if convention.modulator.kind.needsQuality {
      guard samples.qualities.count == count else {
        throw .qualityCount(found: samples.qualities.count, expected: count)
      }
      for (sample, quality) in samples.qualities.enumerated()
      where !(quality >= 0 && quality <= 1) {
        throw .qualityOutOfRange(quality, sample: sample)
      }
    }
    switch samples.targets {
    case .classes(let classes): try check(classes, count)
    case .values(let values): try check(values, samples.predictions.count)
    }
  }

  private func check(_ classes: [Int32], _ count: Int) throws(EvaluationError) {
    let least: Int32
    switch convention.task {
    case .binary, .multilabel: throw .targetKind(convention.task)
    case .oneVsAll: least = -1
    case .multiclass: least = 0
    }
    guard classes.count == count else {
      throw .targetCount(found: classes.count, expected: count)
    }
    for (sample, classIndex) in classes.enumerated()
    where classIndex < least || classIndex >= predictionCount {
      throw .classOutOfRange(Int(classIndex), sample: sample)
    }
  }

  private func check(_ values: [Double], _ count: Int) throws(EvaluationError) {
    guard convention.task != .oneVsAll else { throw .targetKind(convention.task) }
    guard values.count == count else { throw .targetCount(found: values.count, expected: count) }
    // Smoothing has a rule of its own for sigmoids; a softmax asks for the rule of fractions first.
    let takesFractions =
      convention.softTargets != nil
      || convention.task.isElementwise && convention.labelSmoothing > 0
    for (element, value) in values.enumerated() where value != 0 && value != 1 {
      guard value >= 0, value <= 1 else { throw .targetOutOfRange(value, element: element) }
      guard takesFractions else { throw .fractionalTarget(element: element) }
    }
  }
}
