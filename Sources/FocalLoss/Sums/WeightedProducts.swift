/// The losses of a batch times the weights of their samples, exactly: each as two terms.
struct WeightedProducts {
  /// The rounded products, each followed by its rounding error.
  private(set) var terms: [Double] = []

  /// The index of the sum of every term.
  private(set) var indices: [Int32] = []

  /// The products of a batch.
  ///
  /// - Accuracy: that of ``ErrorFree/product(_:_:)``.
  /// - Special cases: a weight of 0 takes an infinite loss away: its limit is 0, not NaN.
  ///
  /// - Parameters:
  ///   - numbers: the losses, the same number for every sample.
  ///   - indices: the index of the sum of each; empty where there is but one sum.
  ///   - weights: the weights of the samples.
  init(_ numbers: [Double], _ indices: [Int32], weights: [Double]) {
    terms.reserveCapacity(2 * numbers.count)
    self.indices.reserveCapacity(2 * indices.count)
    let width = weights.isEmpty ? 0 : numbers.count / weights.count
    for sample in weights.indices where weights[sample] != 0 {
      for part in sample * width..<(sample + 1) * width {
        let (product, error) = ErrorFree.product(numbers[part], weights[sample])
        append(product, indices, part)
        if product.isFinite { append(error, indices, part) }
      }
    }
  }

  private mutating func append(_ term: Double, _ indices: [Int32], _ part: Int) {
    terms.append(term)
    if !indices.isEmpty { self.indices.append(indices[part]) }
  }
}
