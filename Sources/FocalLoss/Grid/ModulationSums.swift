/// The sums of the modulating factors m = w·q^γ and of their squares.
///
/// - Domain: factors from 1e-239 to 1e77 in size, or 0; beyond, their squares count as 0 or
///   infinite.
struct ModulationSums: Sendable {
  /// Squares are taken of m·2²⁵⁶, so that those of tiny factors do not vanish.
  static let scale = 0x1p256

  /// Σ m, alone.
  private var sums = SparseSums(count: 1)

  /// Σ (m·2²⁵⁶)², each square rounded once, alone.
  private var scaledSquares = SparseSums(count: 1)

  /// Adds modulating factors of 1, those of γ = 0.
  ///
  /// - Parameter count: how many.
  mutating func addOnes(count: Int) {
    sums.add(Double(count), at: 0)
    scaledSquares.add(Double(count) * Self.scale * Self.scale, at: 0)
  }

  /// Adds the modulating factors of evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: the samples, evaluated with their modulating factors.
  ///   - samples: the samples.
  ///   - products: where the factors times the weights stand for the time being.
  ///   - bins: where numbers are gathered.
  mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ products: inout [Double], _ bins: inout SumBins
  ) {
    let modulations = losses.modulations.span
    if samples.weights.isEmpty {
      bins.add(modulations, to: &sums)
      bins.addSquares(of: modulations, scaledBy: Self.scale, to: &scaledSquares)
      return
    }
    if products.count != modulations.count {
      products = Array(repeating: 0, count: modulations.count)
    }
    for part in modulations.indices {
      products[part] = modulations[part] * samples.weights[part / losses.partsPerSample]
    }
    bins.add(products.span, to: &sums)
    bins.addSquares(of: products.span, scaledBy: Self.scale, to: &scaledSquares)
  }

  /// Adds modulating factors and their squares that have been summed already.
  mutating func add(_ terms: SlicedTerms) {
    guard terms.hasModulations else {
      addOnes(count: terms.count)
      return
    }
    sums.add(terms.modulations, at: 0)
    scaledSquares.add(terms.scaledSquares, at: 0)
  }

  /// Adds other sums.
  mutating func merge(_ other: ModulationSums) {
    sums.merge(other.sums)
    scaledSquares.merge(other.scaledSquares)
  }

  /// Σ m.
  var sum: ExactSum { sums[0] }

  /// (Σm)²/Σm², the number of equal factors that would carry as much; nil for none.
  ///
  /// - Accuracy: within 3 ulp.
  var effectiveCount: Double? {
    let scaledSum = sum.value * Self.scale
    let squares = scaledSquares[0].value
    guard squares > 0, squares.isFinite else { return nil }
    return scaledSum / squares * scaledSum
  }
}
