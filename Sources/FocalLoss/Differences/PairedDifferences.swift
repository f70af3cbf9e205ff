/// The differences between the losses of two models of the same samples, summed exactly.
///
/// With d the difference of a sample's losses, rounded, w its weight and v what it is divided by (1, or w
/// times the class weight where the reduction is `weighted-mean`), every number is one of the ratio
/// Σwd / Σv. Its standard error is that of a ratio of means, over n samples or over n clusters of them:
///
/// ```
/// √(n/(n − 1) · Σ (x − D·v)²) / Σv        x = wd, D = Σx / Σv
/// ```
///
/// Samples may be added in any order: all sums are exact. Clusters and units are numbered by whoever adds.
///
/// - Special cases: two equal infinite losses are a tie. One infinite loss makes the difference infinite,
///   and there is no standard error.
package struct PairedDifferences: Sendable {
  /// How the differences become one number: mean, sum or weighted mean.
  let reduction: Reduction

  /// What the class weights make of the divisor, by class; empty where they change nothing.
  private let classFactors: [Double]

  /// Whether v is another number than 1.
  private let hasDivisors: Bool

  /// The samples of which the first model's loss is higher, equal, and lower.
  package private(set) var wins = 0
  package private(set) var ties = 0
  package private(set) var losses = 0

  /// The samples.
  package var count: Int { wins + ties + losses }

  /// The samples with a difference that is not finite, and a weight.
  private var infiniteCount = 0

  /// Σwd, Σv and the samples, by class.
  private var classSums: SparseSums
  private var classDivisors: SparseSums
  private var classCounts: [Int]

  /// The sums over samples of which the standard error is made.
  private var ratio = RatioSums()

  /// The sums of clusters, or of the parts that are resampled; nil where neither is wanted.
  package private(set) var units: DifferenceUnits?

  private var bins = SumBins()

  /// Differences of no samples.
  ///
  /// - Parameters:
  ///   - evaluator: makes the losses.
  ///   - hasWeights: whether samples have weights.
  ///   - units: takes the clusters or the parts to be resampled; nil where neither is wanted.
  package init(_ evaluator: LossEvaluator, hasWeights: Bool, units: DifferenceUnits? = nil) {
    reduction = evaluator.convention.reduction
    classFactors = reduction == .weightedMean ? evaluator.divisorFactors : []
    hasDivisors = reduction == .weightedMean && (hasWeights || !classFactors.isEmpty)
    let groupCount = evaluator.layout.groupCount
    classSums = SparseSums(count: groupCount)
    classDivisors = SparseSums(count: groupCount)
    classCounts = Array(repeating: 0, count: groupCount)
    self.units = units
  }

  /// The differences of losses, each rounded.
  ///
  /// - Parameters:
  ///   - other: the losses of a model.
  ///   - base: those of the model that it is compared with.
  /// - Returns: other − base, 0 where both are the same infinity.
  package static func between(_ other: [Double], _ base: [Double]) -> [Double] {
    precondition(other.count == base.count, "a loss of each model")
    var differences = other
    var all = differences.mutableSpan
    let base = base.span
    for sample in all.indices {
      let difference = all[sample] - base[sample]
      all[sample] = difference == difference ? difference : 0
    }
    return differences
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - differences: their differences.
  ///   - weights: their weights; empty where each is 1.
  ///   - classes: their classes, as ``LossEvaluator/groups(of:)`` numbers them.
  ///   - clusters: the unit of each; empty where there are none.
  package mutating func add(
    _ differences: [Double], weights: [Double], classes: [Int32], clusters: [Int32]
  ) {
    tally(differences.span, weights.span)
    for group in classes { classCounts[Int(group)] += 1 }
    let divisors = hasDivisors ? self.divisors(weights, classes) : []
    if hasDivisors { bins.add(divisors.span, at: classes.span, to: &classDivisors) }
    if weights.isEmpty {
      bins.add(differences.span, at: classes.span, to: &classSums)
      ratio.add(differences, divisors, &bins)
    } else {
      WeightedProducts(differences, classes, weights: weights).add(to: &classSums, &bins)
      ratio.add(
        zip(differences, weights).map { $1 == 0 ? 0 : $0 * $1 }, divisors, &bins)
    }
    units?.add(differences, weights: weights, divisors: divisors, at: clusters)
  }

  /// What each sample adds to the divisor.
  private func divisors(_ weights: [Double], _ classes: [Int32]) -> [Double] {
    guard !classFactors.isEmpty else { return weights }
    return classes.indices.map { sample in
      (weights.isEmpty ? 1 : weights[sample]) * classFactors[Int(classes[sample])]
    }
  }

  private mutating func tally(_ differences: Span<Double>, _ weights: Span<Double>) {
    var (lower, higher, infinite) = (0, 0, 0)
    for sample in differences.indices {
      lower &+= differences[sample] < 0 ? 1 : 0
      higher &+= differences[sample] > 0 ? 1 : 0
      infinite &+= differences[sample].magnitude == .infinity ? 1 : 0
    }
    wins += lower
    losses += higher
    ties += differences.count - lower - higher
    if infinite > 0, !weights.isEmpty {
      infinite = differences.indices.count {
        differences[$0].magnitude == .infinity && weights[$0] != 0
      }
    }
    infiniteCount += infinite
  }
}

/// What the sums come to.
extension PairedDifferences {
  /// The difference under the reduction: the exact quotient, rounded once; nil where there is none.
  package var difference: Double? { quotient(total, divisor: divisor) }

  /// The difference of the samples of a class under the reduction; nil where there is none.
  package func difference(ofClass group: Int) -> Double? {
    let divisor = hasDivisors ? classDivisors[group] : ExactSum(Double(classCounts[group]))
    return quotient(classSums[group], divisor: divisor)
  }

  /// The samples of a class.
  package func count(ofClass group: Int) -> Int { classCounts[group] }

  /// The standard error of the difference; nil of fewer than two samples or clusters, and of infinite
  /// losses.
  package var standardError: Double? {
    guard infiniteCount == 0 else { return nil }
    let hasClusters = units?.areClusters == true
    let error =
      hasClusters
      ? units?.standardError(total, divisor) : ratio.standardError(divisor, count: count)
    return error.map { reduction == .sum ? $0 * Double(count) : $0 }
  }

  /// Whether standard errors and tests exist.
  package var isFinite: Bool { infiniteCount == 0 }

  /// What a ratio of sums is multiplied with to be under the reduction.
  package var scale: Double { reduction == .sum ? divisor.value : 1 }

  private func quotient(_ sum: ExactSum, divisor: ExactSum) -> Double? {
    let quotient = reduction == .sum ? sum.value : sum.divided(by: divisor)
    return quotient.flatMap { $0.isNaN ? nil : $0 }
  }

  private var total: ExactSum {
    var total = ExactSum()
    for group in classSums.usedIndices { total.merge(classSums[group]) }
    return total
  }

  private var divisor: ExactSum {
    guard hasDivisors else { return ExactSum(Double(count)) }
    var total = ExactSum()
    for group in classDivisors.usedIndices { total.merge(classDivisors[group]) }
    return total
  }
}

extension LossEvaluator {
  /// The classes that samples are counted under: the classes of the task, and one more for those without.
  package var groupCount: Int { layout.groupCount }

  /// The class of each sample of a batch, ``groupCount`` of them; 0 in multilabel, where a sample has no class.
  ///
  /// - Parameter batch: an evaluated batch.
  /// - Returns: an index below ``groupCount`` for each sample.
  package func groups(of batch: LossBatch) -> [Int32] {
    guard convention.task != .multilabel else {
      return Array(repeating: 0, count: batch.sampleCount)
    }
    let (cells, sideCount) = (batch.cells.span, Int32(truncatingIfNeeded: layout.sideCount))
    var groups = Array(repeating: Int32(0), count: batch.sampleCount)
    var all = groups.mutableSpan
    let width = batch.partsPerSample
    for sample in all.indices {
      let cell = cells[sample &* width]
      all[sample] = sideCount == 2 ? cell >> 1 : cell
    }
    return groups
  }

  /// What the class weights make of a sample's part of Σw, by its class; empty where they change nothing.
  fileprivate var divisorFactors: [Double] {
    let weights = convention.classWeights
    guard !weights.isEmpty else { return [] }
    guard convention.task == .multilabel || convention.weighsColumns else {
      return weights + Array(repeating: 1, count: max(0, layout.groupCount - weights.count))
    }
    // Every column has all samples, so that the mean of the columns' weights counts.
    let mean = weights.reduce(0, +) / Double(weights.count)
    return Array(repeating: mean, count: layout.groupCount)
  }
}
