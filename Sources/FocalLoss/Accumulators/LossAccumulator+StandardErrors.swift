/// Standard errors: how far a mean may be from that of all samples that could have been drawn.
extension LossAccumulator {
  /// The losses that standard errors are wanted of.
  package enum StandardErrors: Sendable {
    /// Of none: nothing is gathered for them.
    case none
    /// Of the loss of all samples.
    case ofLoss
    /// Of the means of the classes too.
    case ofClasses
  }

  /// The moments that an evaluator's losses need.
  static func moments(_ evaluator: LossEvaluator, _ wanted: StandardErrors) -> LossMoments? {
    let convention = evaluator.convention
    // Losses that are divided by a sum over all samples are no sum over samples.
    guard wanted != .none, !evaluator.isNormalized,
      convention.reduction.hasStandardError || wanted == .ofClasses
    else { return nil }
    let isWeighted = convention.reduction == .weightedMean
    // The weights of classes are applied to the sums of their samples.
    let hasSections =
      convention.task != .multilabel
      && (wanted == .ofClasses || isWeighted && !convention.classWeights.isEmpty)
    return LossMoments(
      sectionCount: hasSections ? evaluator.layout.groupCount : 1, hasWeightedMean: isWeighted)
  }

  /// The moments of the columns of multilabel, whose samples are of no class.
  static func columnMoments(
    _ evaluator: LossEvaluator, _ wanted: StandardErrors
  ) -> LossMoments? {
    guard wanted == .ofClasses, evaluator.convention.task == .multilabel, !evaluator.isNormalized
    else { return nil }
    return LossMoments(sectionCount: evaluator.predictionCount)
  }

  /// Adds the losses of samples and of their columns.
  mutating func addMoments(_ losses: LossBatch, _ samples: SampleBatch) {
    moments?.add(losses, of: samples, evaluator, &momentBins)
    guard let width = columnMoments?.sectionCount else { return }
    let columns = (0..<losses.sampleCount * width).map { Int32(truncatingIfNeeded: $0 % width) }
    columnMoments?.add(
      evaluator.losses(of: losses, itemsPerSample: width), weights: samples.weights,
      sections: columns, &momentBins)
  }

  /// The standard error of the loss under the convention's reduction; nil where there is none.
  var standardError: Double? {
    guard let moments else { return nil }
    switch evaluator.convention.reduction {
    case .mean: return moments.total.standardErrorOfMean(count: count)
    case .sum: return moments.total.standardErrorOfSum(count: count)
    case .weightedMean: return standardErrorOfWeightedMean(moments)
    case .divideBy(let number):
      return moments.total.standardErrorOfSum(count: count).map { $0 / number }
    case .none, .meanElements, .sumOfMeans, .macro, .positives, .weightedMeanElements,
      .sumOfGroups, .meanOfGroups:
      return nil
    }
  }

  /// The standard error of the mean of a class, or of a column in multilabel; nil where there is none.
  func standardError(ofGroup group: Int) -> Double? {
    let moments = evaluator.convention.task == .multilabel ? columnMoments : moments
    guard let moments, moments.sectionCount == groups.count else { return nil }
    return moments.sums(of: group).standardErrorOfMean(count: groups[group].count)
  }

  /// The standard error of Σx/Σu with x = wℓ and u = w times the class weight.
  ///
  /// ```
  /// Σ(x − μu)² = Σx² − 2μ·Σxu + μ²·Σu²                        μ = Σx/Σu
  /// error² = n/(n − 1) · Σ(x − μu)² / (Σu)² = n/(n − 1) · ((Σu)²·Σx² − 2·Σx·Σu·Σxu + (Σx)²·Σu²) / (Σu)⁴
  /// ```
  ///
  /// Where every column has the weights, Σu is over all of them and the mean Σx·k/Σu: u is then w times
  /// their sum over the number of columns k, which is a factor of the whole.
  private func standardErrorOfWeightedMean(_ moments: LossMoments) -> Double? {
    let total = moments.total
    let weights = areWeightsOfColumns ? sampleWeightSum : weightSum(withClassWeights: true)
    guard count > 1, total.squares.notFinite == 0, total.losses.notFinite == 0, !weights.isZero
    else { return nil }
    let classWeights = areWeightsOfColumns ? [] : evaluator.convention.classWeights
    var (products, squares) = (ExactNumber(0), ExactNumber(0))
    for section in 0..<moments.sectionCount {
      let sums = moments.weightSums(of: section)
      let factor = ExactNumber(section < classWeights.count ? classWeights[section] : 1)
      products = products + factor * ExactNumber(sums.products)
      squares = squares + factor.squared * ExactNumber(sums.squares)
    }
    let (x, u) = (ExactNumber(total.losses), ExactNumber(weights))
    let deviations =
      u.squared * ExactNumber(total.squares) - ExactNumber(2) * x * u * products + x.squared
      * squares
    // Σu of one column, where it is that of all of them.
    let columnCount = areWeightsOfColumns ? evaluator.predictionCount : 1
    let columnWeights = areWeightsOfColumns ? evaluator.convention.classWeights : []
    var factor = ExactNumber(columnWeights.isEmpty ? columnCount : 0)
    for weight in columnWeights { factor = factor + ExactNumber(weight) }
    let unit = factor * u.squared
    return (ExactNumber(count) * ExactNumber(columnCount).squared * deviations)
      .rootOfQuotient(by: ExactNumber(count - 1) * unit.squared)
  }
}

extension LossMoments {
  /// Adds the losses of samples, in the sections of their groups where there are several.
  ///
  /// - Parameters:
  ///   - losses: what an evaluator made of the samples.
  ///   - samples: the samples.
  ///   - evaluator: the evaluator; of the same layout always.
  ///   - bins: where numbers are gathered.
  mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ evaluator: LossEvaluator,
    _ bins: inout MomentBins
  ) {
    // All parts of a sample are of one group where there are sections.
    let layout = evaluator.layout
    let sections: [Int32] =
      sectionCount == 1
      ? []
      : (0..<losses.sampleCount).map { sample in
        let cell = Int(losses.cells[sample * losses.partsPerSample])
        return Int32(truncatingIfNeeded: layout.group(ofCell: cell))
      }
    add(
      evaluator.losses(of: losses), weights: samples.weights, sections: sections, &bins)
  }
}

extension Reduction {
  /// Whether a loss under it has a standard error.
  package var hasStandardError: Bool {
    switch self {
    case .mean, .sum, .weightedMean, .divideBy: true
    case .none, .meanElements, .sumOfMeans, .macro, .positives, .weightedMeanElements,
      .sumOfGroups, .meanOfGroups:
      false
    }
  }
}
