/// The probability of what is true.
extension LossEvaluator {
  /// p_t of a sample; of several elements the least.
  ///
  /// It is what the prediction says, before the epsilon rule and any margin. A soft target counts as
  /// the class that has most of it: the positive one where it is above ½.
  ///
  /// - Accuracy: within 2 ulp.
  /// - Complexity: O(predictions of a sample).
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the convention.
  ///   - sample: the index of one.
  /// - Returns: p_t, in [0, 1].
  package func targetProbability(of samples: SampleBatch, sample: Int) -> Double {
    let start = sample * predictionCount
    if convention.task == .multiclass {
      var row = ClassProbabilities(input: convention.input, classCount: predictionCount)
      let predictions = samples.predictions.span
      row.update(predictions, from: start)
      let classIndex = trueClass(of: samples, sample: sample)
      return row.probability(of: classIndex, predictions, from: start).value
    }
    return (0..<predictionCount).map { column in
      let isPositive =
        switch samples.targets {
        case .classes(let classes): Int(classes[sample]) == column
        case .values(let values): values[start + column] > 0.5
        }
      return probability(samples.predictions[start + column], isPositive: isPositive).value
    }.min() ?? .nan
  }
}
