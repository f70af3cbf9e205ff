/// What the class weights multiply.
public enum ClassWeightRule: String, CaseIterable, Sendable {
  /// The losses of samples, all elements of them, by their true class; in multilabel by column.
  case trueClass = "true-class"
  /// The losses of elements, by their column, whatever is true; in one-vs-all and multilabel.
  ///
  /// Source: segmentation-models-pytorch.
  case column
}

/// Class weights made of how often the classes occur.
package enum ClassWeights {
  /// The weights of the effective numbers of samples: (1 − β)/(1 − β^n), rescaled to sum to the
  /// number of classes.
  ///
  /// - Special cases: β = 0 gives 1 for every class.
  /// - Accuracy: within 8 ulp.
  ///
  /// Source: Cui et al., "Class-Balanced Loss Based on Effective Number of Samples", 2019.
  ///
  /// - Parameters:
  ///   - counts: n of every class, above 0 and finite.
  ///   - beta: β, at least 0 and below 1.
  /// - Returns: a weight a class.
  package static func effectiveNumber(counts: [Double], beta: Double) -> [Double] {
    // 1 − β^n without the cancellation where β^n is close to 1; β = 0 has the logarithm −∞.
    let weights = counts.map {
      (1 - beta) / -Elementary.expMinusOne($0 * Elementary.log(beta))
    }
    let scale = Double(counts.count) / weights.reduce(0, +)
    return weights.map { $0 * scale }
  }
}
