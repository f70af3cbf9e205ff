/// The sums of differences by unit: what is resampled, or the clusters that samples come in.
///
/// Without clusters every sample is a unit, up to 65,536 of them; more are dealt into so many sums by
/// their number. Clusters are units each for itself, dealt likewise where they are resampled.
package struct DifferenceUnits: Sendable {
  /// The sums that are resampled at most.
  package static let limit = 1 << 16

  /// Whether units are clusters, whose numbers are given.
  package let areClusters: Bool

  /// Σwd of each unit.
  private var sums = ExactSums()

  /// Σv of each unit where v is another number than 1, else how many samples there are.
  private var divisors = ExactSums()
  private var counts: [Int] = []
  private var hasDivisors = false

  /// The samples that have been added, and the clusters there are.
  private var sampleCount = 0

  /// No units.
  ///
  /// - Parameter areClusters: whether the unit of each sample is given.
  package init(areClusters: Bool) { self.areClusters = areClusters }

  /// The units there are, before any are dealt together.
  package var count: Int { areClusters ? counts.count : sampleCount }

  /// Whether several samples or clusters share a sum that is resampled.
  package var areDealt: Bool { count > Self.limit }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - differences: their differences.
  ///   - weights: their weights; empty where each is 1.
  ///   - divisors: what each adds to the divisor; empty where each adds 1.
  ///   - clusters: the cluster of each; ignored where units are no clusters.
  mutating func add(
    _ differences: [Double], weights: [Double], divisors: [Double], at clusters: [Int32]
  ) {
    let units =
      areClusters
      ? clusters
      : differences.indices.map {
        Int32(truncatingIfNeeded: (sampleCount + $0) & (Self.limit - 1))
      }
    sampleCount += differences.count
    let unitCount = 1 + Int(units.max() ?? -1)
    if unitCount > counts.count {
      counts += Array(repeating: 0, count: unitCount - counts.count)
      sums.grow(to: unitCount)
      self.divisors.grow(to: unitCount)
    }
    for unit in units { counts[Int(unit)] += 1 }
    if weights.isEmpty {
      sums.add(differences.span, at: units.span)
    } else {
      WeightedProducts(differences, units, weights: weights).add(to: &sums)
    }
    guard !divisors.isEmpty else { return }
    hasDivisors = true
    self.divisors.add(divisors.span, at: units.span)
  }

  /// The standard error of Σwd / Σv by clusters: that of a ratio of the clusters' sums.
  func standardError(_ total: ExactSum, _ divisor: ExactSum) -> Double? {
    var squares = ExactSum()
    for unit in counts.indices {
      var rest = sums[unit].multiplied(by: divisor)
      rest.merge(total.multiplied(by: self.divisor(of: unit)), times: -1)
      let value = rest.value
      squares.add(value, times: value)
    }
    return RatioSums.standardError(squares, divisor, count: counts.count)
  }

  private func divisor(of unit: Int) -> ExactSum {
    hasDivisors ? divisors[unit] : ExactSum(Double(counts[unit]))
  }

  /// What is resampled, of each unit its two sums, rounded.
  package var resampled: Resampling {
    let count = min(counts.count, Self.limit)
    var sums = (0..<count).map { self.sums[$0] }
    var divisors = (0..<count).map { divisor(of: $0) }
    for unit in counts.indices.dropFirst(count) {
      sums[unit & (Self.limit - 1)].merge(self.sums[unit])
      divisors[unit & (Self.limit - 1)].merge(divisor(of: unit))
    }
    return Resampling(sums: sums.map(\.value), divisors: divisors.map(\.value))
  }
}
