/// The losses of a batch times the weights of their samples, exactly.
struct WeightedProducts {
  /// The rounded products, each followed by its rounding error.
  private var terms: [Double] = []

  /// The index of the sum of every term; empty where there is but one sum.
  private var indices: [Int32] = []

  /// The products that two doubles do not hold.
  private var others: [(loss: Double, weight: Double, index: Int)] = []

  /// The least product of which two doubles hold all bits.
  private static let least = 0x1p-960

  /// The products of a batch.
  ///
  /// - Special cases: a weight of 0 takes an infinite loss away: its limit is 0, not NaN.
  ///
  /// - Parameters:
  ///   - losses: the losses, the same number for every sample.
  ///   - indices: the index of the sum of each; empty where there is but one sum.
  ///   - weights: the weights of the samples.
  init(_ losses: [Double], _ indices: [Int32], weights: [Double]) {
    terms.reserveCapacity(2 * losses.count)
    self.indices.reserveCapacity(2 * indices.count)
    let width = weights.isEmpty ? 0 : losses.count / weights.count
    for sample in weights.indices where weights[sample] != 0 {
      for part in sample * width..<(sample + 1) * width where losses[part] != 0 {
        let (product, error) = ErrorFree.product(losses[part], weights[sample])
        if product.magnitude >= Self.least, product.isFinite {
          append(product, indices, part)
          append(error, indices, part)
        } else {
          let index = indices.isEmpty ? 0 : Int(indices[part])
          others.append((losses[part], weights[sample], index))
        }
      }
    }
  }

  private mutating func append(_ term: Double, _ indices: [Int32], _ part: Int) {
    terms.append(term)
    if !indices.isEmpty { self.indices.append(indices[part]) }
  }

  /// Adds the products to sums.
  ///
  /// - Parameters:
  ///   - sums: the sums.
  ///   - bins: where numbers are gathered.
  func add(to sums: inout SparseSums, _ bins: inout SumBins) {
    if indices.isEmpty {
      bins.add(terms.span, to: &sums)
    } else {
      bins.add(terms.span, at: indices.span, to: &sums)
    }
    for (loss, weight, index) in others { sums.add(loss, times: weight, at: index) }
  }

  /// Adds the products to the sums of their indices.
  func add(to sums: inout ExactSums) {
    sums.add(terms.span, at: indices.span)
    for (loss, weight, index) in others { sums.add(loss, times: weight, at: index) }
  }
}
