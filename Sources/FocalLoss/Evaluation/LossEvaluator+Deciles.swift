/// Fixed tenths of p_t.
extension LossEvaluator {
  /// The tenths of p_t: [0, 0.1), [0.1, 0.2), …, [0.9, 1].
  package static let decileCount = 10

  /// The tenth of p_t of every target: 0 for [0, 0.1) to 9 for [0.9, 1].
  ///
  /// There is a target a sample in binary and multiclass, and one an element in one-vs-all and
  /// multilabel. p_t is what the prediction says of it, before the epsilon rule and any margin. A
  /// soft target counts as the class that has most of it: the positive one where it is above ½.
  ///
  /// - Accuracy: exact for probabilities: p, or 1 − p for negatives, is compared as the decimal it
  ///   reads as, so a negative of 0.9 has p_t 0.1. Logits and logarithms within an ulp of a bound
  ///   may fall on its other side.
  /// - Complexity: O(predictions).
  ///
  /// - Parameter samples: the samples; their shapes must fit the convention.
  /// - Returns: a number from 0 to 9 for every target.
  package func deciles(of samples: SampleBatch) -> [Int32] {
    let bounds = DecileBounds(input: convention.input)
    guard convention.task != .multiclass else { return classDeciles(of: samples) }
    let targets = elementTargets(of: samples)
    var deciles = [Int32](repeating: 0, count: targets.count)
    for element in targets.indices {
      deciles[element] = bounds.decile(
        of: samples.predictions[element], isPositive: targets[element] > 0.5)
    }
    return deciles
  }

  /// The side of every target of elements: 0 for negatives, 1 for positives.
  ///
  /// A soft target is positive above ½.
  ///
  /// - Precondition: the task is binary, one-vs-all or multilabel.
  ///
  /// - Parameter samples: the samples; their shapes must fit the convention.
  /// - Returns: 0 or 1 for every element.
  package func sides(of samples: SampleBatch) -> [Int32] {
    precondition(convention.task.isElementwise, "a softmax knows no sides")
    return elementTargets(of: samples).map { $0 > 0.5 ? 1 : 0 }
  }

  /// The tenths of the probabilities of the true classes of a softmax.
  private func classDeciles(of samples: SampleBatch) -> [Int32] {
    // What a softmax makes of logits is a probability.
    let isLogits = convention.input == .logits
    let bounds = DecileBounds(input: isLogits ? .probabilities : convention.input)
    var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
    let predictions = samples.predictions.span
    return (0..<samples.predictions.count / predictionCount).map { sample in
      let start = sample * predictionCount
      let classIndex = trueClass(of: samples, sample: sample)
      guard isLogits else {
        return bounds.decile(of: predictions[start + classIndex], isPositive: true)
      }
      row.update(predictions, from: start)
      let probability = row.probability(of: classIndex, predictions, from: start).value
      return bounds.decile(of: probability, isPositive: true)
    }
  }

  /// The class of a multiclass sample; of a soft target the first of those that have most of it.
  func trueClass(of samples: SampleBatch, sample: Int) -> Int {
    switch samples.targets {
    case .classes(let classes): return Int(classes[sample])
    case .values(let values):
      var best = 0
      for index in 1..<predictionCount
      where values[sample * predictionCount + index] > values[sample * predictionCount + best] {
        best = index
      }
      return best
    }
  }
}
