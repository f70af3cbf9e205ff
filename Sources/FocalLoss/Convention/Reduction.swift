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
  /// The sum of the losses of groups, each reduced for itself by one of ``ofOneGroup``.
  ///
  /// The groups are given beside the samples. Source: SAM 2 and DETR sum over images.
  indirect case sumOfGroups(Reduction)
  /// The mean of the same, over the groups that have such a number. Source: RetinaNet.
  indirect case meanOfGroups(Reduction)
}

extension Reduction: CaseIterable {
  /// The reductions that a name says alone.
  public static let allCases: [Reduction] = [
    .none, .mean, .sum, .meanElements, .sumOfMeans, .macro, .positives, .weightedMean,
    .weightedMeanElements,
  ]

  /// The reductions that groups can have each for itself.
  public static let ofOneGroup: [Reduction] = [
    .mean, .sum, .meanElements, .sumOfMeans, .positives, .weightedMean, .weightedMeanElements,
  ]

  /// The reductions of groups.
  public static let ofGroups: [Reduction] =
    ofOneGroup.map(Reduction.sumOfGroups) + ofOneGroup.map(Reduction.meanOfGroups)
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
    case .sumOfGroups(let own): "sum-of-groups:\(own.rawValue)"
    case .meanOfGroups(let own): "mean-of-groups:\(own.rawValue)"
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
    let all = Self.allCases + Self.ofGroups
    guard let reduction = all.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = reduction
  }

  private static let divideBy = "divide-by"
}

extension Reduction {
  /// How every group is reduced, where the reduction is of groups.
  public var ofEachGroup: Reduction? {
    switch self {
    case .sumOfGroups(let own), .meanOfGroups(let own): own
    case .none, .mean, .sum, .meanElements, .sumOfMeans, .macro, .positives, .weightedMean,
      .weightedMeanElements, .divideBy:
      nil
    }
  }

  /// Checks the number to divide by, and the reduction of every group.
  ///
  /// - Throws: ``ParameterError/divisorOutOfRange(_:)`` or ``ParameterError/reductionOfGroups(_:)``.
  func validate() throws(ParameterError) {
    if case .divideBy(let number) = self, !(number > 0 && number.isFinite) {
      throw .divisorOutOfRange(number)
    }
    if let ofEachGroup, !Self.ofOneGroup.contains(ofEachGroup) {
      throw .reductionOfGroups(ofEachGroup)
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
    /// By groups that the samples do not know.
    case byOthers
  }

  /// Whether the sum of every group is divided for itself.
  ///
  /// In multilabel every column has all samples, so that the mean of the columns' means is that over all
  /// elements.
  func dividesGroups(areClassesColumns: Bool) -> Bool {
    switch self {
    case .macro: !areClassesColumns
    case .none, .mean, .sum, .meanElements, .sumOfMeans, .positives, .weightedMean,
      .weightedMeanElements, .divideBy, .sumOfGroups, .meanOfGroups:
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
    case .sumOfGroups, .meanOfGroups: .byOthers
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
    case .byOthers: return nil
    }
  }

  /// Adds the quotient of a group to a sum.
  ///
  /// - Parameters:
  ///   - sum: the sum over the group.
  ///   - weightSum: Σw of the group.
  ///   - total: what is added to, with more digits than a double.
  /// - Returns: whether there is such a number.
  func add(_ sum: ExactSum, weightSum: ExactSum, to total: inout ExactSum) -> Bool {
    switch self {
    case .none:
      total.merge(sum)
      return true
    case .by(let divisor): return total.add(sum, dividedBy: ExactSum(divisor))
    case .bySum(let numbers):
      var divisor = ExactSum()
      for number in numbers { divisor.add(number) }
      return total.add(sum, dividedBy: divisor)
    case .byWeights(let multiplier, let divisor):
      return total.add(
        sum.multiplied(by: multiplier), dividedBy: weightSum.multiplied(by: divisor))
    case .byGroups, .byOthers: return false
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
    case .byOthers: return .nan
    }
  }
}
