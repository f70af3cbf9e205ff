/// How the losses of the samples become one number.
///
/// With ℓ a sample's loss (the sum over its elements) and w its weight:
public enum Reduction: Hashable, Sendable {
  /// No reduction: the loss of every sample.
  case none
  /// Σwℓ / count of samples.
  case mean
  /// Σwℓ.
  case sum
  /// Σwℓ / count of elements, the samples times the predictions of each.
  case meanElements
  /// Σwℓ / the predictions of a sample: the mean over the columns, summed over the samples; with a class
  /// weight a column, Σwℓ / their sum.
  ///
  /// Source: Ultralytics; segmentation-models-pytorch for the weights.
  case sumOfMeans
  /// The mean over the classes of their means, over those that have samples; in multilabel over
  /// the columns.
  ///
  /// A class's mean is Σwℓ / count of its samples. Samples without a class, the background and
  /// fractional targets, are one more.
  case macro
  /// Σwℓ / max(1, count of positives), as RetinaNet divides by its foreground anchors.
  case positives
  /// Σwℓ / Σw, with the class weights in w too.
  case weightedMean
  /// Σwℓ / Σw over the elements, with the class weights in w too; without weights `mean-elements`.
  ///
  /// Source: segmentation-models-pytorch.
  case weightedMeanElements
  /// Σwℓ / N, a number that is given: boxes, valid targets, or whatever else the data do not say.
  case divideBy(Double)
}

extension Reduction: CaseIterable {
  /// The reductions that a name says alone.
  public static let allCases: [Reduction] = [
    .none, .mean, .sum, .meanElements, .sumOfMeans, .macro, .positives, .weightedMean,
    .weightedMeanElements,
  ]
}

extension Reduction: RawRepresentable {
  /// The name, as signatures have it; with a number `divide-by:N`.
  public var rawValue: String {
    switch self {
    case .none: "none"
    case .mean: "mean"
    case .sum: "sum"
    case .meanElements: "mean-elements"
    case .sumOfMeans: "sum-of-means"
    case .macro: "macro"
    case .positives: "positives"
    case .weightedMean: "weighted-mean"
    case .weightedMeanElements: "weighted-mean-elements"
    case .divideBy(let number): "\(Self.divideBy):\(SignatureNumber.text(number))"
    }
  }

  /// The reduction of a name.
  ///
  /// - Parameter rawValue: the name, as ``rawValue`` has it.
  public init?(rawValue: String) {
    let parts = rawValue.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == Self.divideBy {
      guard let number = SignatureNumber.value(parts[1]) else { return nil }
      self = .divideBy(number)
      return
    }
    guard let reduction = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = reduction
  }

  private static let divideBy = "divide-by"
}

extension Reduction {
  /// Checks the number to divide by.
  ///
  /// - Throws: ``ParameterError/divisorOutOfRange(_:)``.
  func validate() throws(ParameterError) {
    if case .divideBy(let number) = self, !(number > 0 && number.isFinite) {
      throw .divisorOutOfRange(number)
    }
  }
}

extension Reduction {
  /// What is counted of the samples, for a reduction to divide by.
  struct Counts {
    /// The samples.
    let samples: Int

    /// The predictions of each.
    let predictions: Int

    /// The positives among them.
    let positives: Int

    /// How often Σw has every sample: once, or once a column where each has a weight of its own.
    let weightColumns: Int

    /// The class weights of one-vs-all where each is that of a column; empty elsewhere.
    var columnWeights: [Double] = []

    /// Whether every class is a column that has all samples, as in multilabel.
    let areClassesColumns: Bool
  }

  /// How a sum of losses becomes one number.
  enum Division: Equatable {
    /// Not at all: the sum itself.
    case none
    /// By a number.
    case by(Double)
    /// By the sum of some numbers.
    case bySum([Double])
    /// By Σw: sum·multiplier / (Σw·divisor).
    case byWeights(multiplier: Double, divisor: Double)
    /// The sum of every group by the count of its samples, and the mean of these means.
    case byGroups
  }

  /// Whether the sum of every group is divided for itself.
  ///
  /// In multilabel every column has all samples, so that the mean of the columns' means is that over all
  /// elements.
  func dividesGroups(areClassesColumns: Bool) -> Bool {
    switch self {
    case .macro: !areClassesColumns
    case .none, .mean, .sum, .meanElements, .sumOfMeans, .positives, .weightedMean,
      .weightedMeanElements, .divideBy:
      false
    }
  }

  /// How the sum of the losses is divided.
  func division(_ counts: Counts) -> Division {
    let elements = Double(counts.samples * counts.predictions)
    return switch self {
    case .none, .mean: .by(Double(counts.samples))
    case .sum: .none
    case .meanElements: .by(elements)
    case .sumOfMeans:
      counts.columnWeights.isEmpty
        ? .by(Double(counts.predictions)) : .bySum(counts.columnWeights)
    case .macro:
      dividesGroups(areClassesColumns: counts.areClassesColumns) ? .byGroups : .by(elements)
    case .positives: .by(Double(max(1, counts.positives)))
    // Where every column has the weights, they count once all together.
    case .weightedMean: .byWeights(multiplier: Double(counts.weightColumns), divisor: 1)
    case .weightedMeanElements:
      .byWeights(
        multiplier: 1, divisor: counts.weightColumns > 1 ? 1 : Double(counts.predictions))
    case .divideBy(let number): .by(number)
    }
  }
}

extension Reduction.Division {
  /// The sum and the count of the samples of a group.
  typealias Group = (sum: ExactSum, count: Int)

  /// The exact quotient, rounded once.
  ///
  /// - Parameters:
  ///   - sum: the sum over all samples.
  ///   - weightSum: Σw.
  ///   - groups: the sums of the groups; looked at only where each is divided for itself.
  /// - Returns: the loss; nil where there is no such number.
  func callAsFunction(
    _ sum: ExactSum, weightSum: ExactSum, groups: some Sequence<Group>
  ) -> Double? {
    switch self {
    case .none: return sum.value
    case .by(let divisor): return sum.divided(by: divisor)
    case .bySum(let numbers):
      var divisor = ExactSum()
      for number in numbers { divisor.add(number) }
      return sum.divided(by: divisor)
    case .byWeights(let multiplier, let divisor):
      return sum.multiplied(by: multiplier).divided(by: weightSum.multiplied(by: divisor))
    case .byGroups:
      var means = ExactSum()
      var meanCount = 0
      for (sum, count) in groups where means.add(sum, dividedBy: ExactSum(Double(count))) {
        meanCount += 1
      }
      return means.divided(by: Double(meanCount))
    }
  }

  /// An estimate from rounded sums, within a few ulp; NaN where there is no such number.
  func estimate(_ sum: Double, weightSum: Double, meanOfGroups: Double) -> Double {
    switch self {
    case .none: return sum
    case .by(let divisor): return sum / divisor
    case .bySum(let numbers): return sum / numbers.reduce(0, +)
    case .byWeights(let multiplier, let divisor): return sum * multiplier / divisor / weightSum
    case .byGroups: return meanOfGroups
    }
  }
}
