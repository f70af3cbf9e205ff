/// The exact sums of losses and of their squares, section by section: what standard errors are made of.
///
/// An item has a loss ℓ, a double, and the weight w of its sample. Sums are exact, so that batches may be
/// added in any order and moments merged in any order, and equal losses have no deviation at all.
///
/// - Accuracy: the sums are exact, but for the last bits of weighted losses below 2⁻⁹⁶⁰, which count as
///   the two doubles nearest to them.
struct LossMoments: Sendable {
  /// Σwℓ and Σ(wℓ)².
  private var losses = ExactSums()
  private var squares = ExactSums()

  /// Σw·wℓ and Σw², which the deviations from a weighted mean need too.
  private var products = ExactSums()
  private var weightSquares = ExactSums()
  private let hasWeightedMean: Bool

  /// No items.
  ///
  /// - Parameters:
  ///   - sectionCount: the sections.
  ///   - hasWeightedMean: whether the mean is a weighted one.
  init(sectionCount: Int, hasWeightedMean: Bool = false) {
    self.hasWeightedMean = hasWeightedMean
    grow(to: sectionCount)
  }

  /// The sections.
  var sectionCount: Int { losses.count }

  /// The bytes that the sums take.
  var byteCount: Int {
    losses.byteCount + squares.byteCount + products.byteCount + weightSquares.byteCount
  }

  /// Makes sections up to a number of them; those there are stay.
  mutating func grow(to count: Int) {
    losses.grow(to: count)
    squares.grow(to: count)
    guard hasWeightedMean else { return }
    products.grow(to: count)
    weightSquares.grow(to: count)
  }

  /// Adds items.
  ///
  /// - Parameters:
  ///   - items: their losses.
  ///   - weights: the weights of the samples, each of which has as many items; empty for 1.
  ///   - sections: the section of every item; empty where there is but one.
  ///   - bins: where numbers are gathered.
  mutating func add(
    _ items: [Double], weights: [Double], sections: [Int32], _ bins: inout MomentBins
  ) {
    guard weights.isEmpty else {
      addWeighted(items, weights, sections)
      return
    }
    bins.add(items.span, at: sections.span, to: &losses, squares: &squares)
    guard hasWeightedMean else { return }
    for item in items.indices {
      let section = sections.isEmpty ? 0 : Int(sections[item])
      products.add(items[item], at: section)
      weightSquares.add(1, at: section)
    }
  }

  private mutating func addWeighted(_ items: [Double], _ weights: [Double], _ sections: [Int32]) {
    let width = items.count / weights.count
    // A weight of 0 takes an infinite loss away.
    for item in items.indices where weights[item / width] != 0 {
      let weight = weights[item / width]
      let section = sections.isEmpty ? 0 : Int(sections[item])
      let (product, error) = ErrorFree.product(items[item], weight)
      guard product.isFinite else {
        losses.add(product, at: section)
        continue
      }
      losses.add(product, at: section)
      losses.add(error, at: section)
      squares.add(product, times: product, at: section)
      squares.add(2 * error, times: product, at: section)
      squares.add(error, times: error, at: section)
      guard hasWeightedMean else { continue }
      products.add(product, times: weight, at: section)
      products.add(error, times: weight, at: section)
      weightSquares.add(weight, times: weight, at: section)
    }
  }

  /// Adds other moments.
  ///
  /// - Parameters:
  ///   - other: the moments.
  ///   - sections: the sections here that its sections are; nil where they are the same.
  mutating func merge(_ other: LossMoments, into sections: [Int]? = nil) {
    for section in 0..<other.sectionCount {
      let own = sections?[section] ?? section
      losses.add(other.losses, at: section, to: own)
      squares.add(other.squares, at: section, to: own)
      guard hasWeightedMean else { continue }
      products.add(other.products, at: section, to: own)
      weightSquares.add(other.weightSquares, at: section, to: own)
    }
  }

  /// The sums of a section, or of all.
  struct Sums {
    /// Σwℓ.
    var losses = ExactSum()
    /// Σ(wℓ)².
    var squares = ExactSum()
  }

  /// The sums of a section.
  func sums(of section: Int) -> Sums {
    Sums(losses: losses[section], squares: squares[section])
  }

  /// The sums over all sections.
  var total: Sums {
    var total = Sums()
    for section in 0..<sectionCount {
      total.losses.merge(losses[section])
      total.squares.merge(squares[section])
    }
    return total
  }

  /// Σw·wℓ and Σw² of a section.
  func weightSums(of section: Int) -> (products: ExactSum, squares: ExactSum) {
    (products[section], weightSquares[section])
  }
}

extension LossMoments: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("losses", &losses)
    try coder.sums("squares", &squares)
    guard hasWeightedMean else { return }
    try coder.sums("products", &products)
    try coder.sums("weightSquares", &weightSquares)
  }
}

// MARK: Standard errors

extension LossMoments.Sums {
  /// The standard error of the mean of n items.
  ///
  /// ```
  /// √((Σx² − (Σx)²/n) / (n·(n − 1)))        x = wℓ
  /// ```
  ///
  /// - Accuracy: within an ulp of that of the exact sums.
  ///
  /// - Parameter count: n.
  /// - Returns: the standard error; nil where n is below 2 or a loss is infinite.
  func standardErrorOfMean(count: Int) -> Double? {
    guard let deviations = deviations(count: count) else { return nil }
    let divisor = ExactNumber(count).squared * ExactNumber(count - 1)
    return deviations.rootOfQuotient(by: divisor)
  }

  /// The standard error of the sum of n items: n times that of their mean.
  ///
  /// - Accuracy: within an ulp of that of the exact sums.
  ///
  /// - Parameter count: n.
  /// - Returns: the standard error; nil where n is below 2 or a loss is infinite.
  func standardErrorOfSum(count: Int) -> Double? {
    deviations(count: count)?.rootOfQuotient(by: ExactNumber(count - 1))
  }

  /// n·Σx² − (Σx)², which is n times the sum of the squared deviations from the mean.
  private func deviations(count: Int) -> ExactNumber? {
    guard count > 1, squares.notFinite == 0, losses.notFinite == 0 else { return nil }
    return ExactNumber(count) * ExactNumber(squares) - ExactNumber(losses).squared
  }
}
