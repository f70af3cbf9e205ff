/// Why samples cannot be evaluated: their shapes do not fit the convention, or each other.
public enum EvaluationError: Error, Equatable, Sendable {
  /// The predictions are no whole number of samples.
  case predictionCount(found: Int, perSample: Int)
  /// There are fewer or more targets than samples, or elements where these have targets.
  case targetCount(found: Int, expected: Int)
  /// There are weights, but fewer or more than samples.
  case weightCount(found: Int, expected: Int)
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
