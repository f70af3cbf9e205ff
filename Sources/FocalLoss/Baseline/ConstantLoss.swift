/// The loss that samples would have if every prediction were the same.
///
/// With f₊ and f₋ the focal terms of a positive and a negative, it is a sum of weights times terms:
/// every cell of the losses has, for each column, the weight of the targets that are in it.
struct ConstantLoss {
  /// A weight on the focal term of a side of a column, in the sum of a cell.
  private struct Term {
    let cell: Int
    let column: Int
    let isPositive: Bool
    let weight: Double
  }

  /// The convention's evaluator, of logits.
  let evaluator: LossEvaluator
  private let accumulator: LossAccumulator
  private var terms: [Term] = []

  /// The weights of the positives and the negatives of every column.
  private(set) var positiveWeights: [Double] = []
  private(set) var negativeWeights: [Double] = []

  /// The loss of constant predictions for the samples of an accumulator; nil where the loss of targets
  /// between 0 and 1 is more than the sum of two terms.
  ///
  /// - Parameters:
  ///   - accumulator: the sums of the samples under the convention.
  ///   - targets: the targets of the same samples.
  init?(_ accumulator: LossAccumulator, _ targets: TargetSums) {
    let convention = accumulator.evaluator.convention
    var ofLogits = convention
    ofLogits.input = .logits
    // Poly-1 has a term of its own beside each focal term.
    guard !convention.modulator.kind.traits.contains(.unbalancedTerm),
      convention.effectiveSoftRule == .expected
        || !(targets.hasFractions || convention.labelSmoothing > 0),
      let evaluator = try? LossEvaluator(
        ofLogits, predictionCount: accumulator.evaluator.predictionCount)
    else { return nil }
    self.evaluator = evaluator
    self.accumulator = accumulator
    addTargets(targets)
  }

  /// The loss under the convention's reduction, as a sample of the file has it.
  ///
  /// - Parameter logits: the logit of every column's own probability; ±∞ too.
  /// - Returns: the loss, nil where there is none.
  func loss(_ logits: [Double]) -> Double? {
    var sums = Array(repeating: ExactSum(), count: evaluator.layout.cellCount)
    var modulations = Array(repeating: ExactSum(), count: evaluator.layout.groupCount)
    for term in terms {
      let (loss, modulation) = self.term(logits[term.column], term.column, term.isPositive)
      sums[term.cell].add(loss, times: term.weight)
      if evaluator.isNormalized {
        modulations[evaluator.layout.group(ofCell: term.cell)].add(modulation, times: term.weight)
      }
    }
    return accumulator.withSums(sums, modulations).summary.loss
  }

  /// The focal term of a side of a column, and its modulating factor.
  func term(
    _ logit: Double, _ column: Int, _ isPositive: Bool
  ) -> (loss: Double, modulation: Double) {
    let target = evaluator.guardedTarget(logit, isPositive: isPositive)
    let index =
      evaluator.convention.task.isElementwise
      ? evaluator.modulatorIndex(column, isPositive: isPositive) : column
    let loss = evaluator.focalTerm(target.pair, index: index)
    return (
      evaluator.scaled(loss, column, isPositive: isPositive),
      evaluator.modulation(complement: target.pair.complement, index: index)
    )
  }

  /// The coefficients of f₋ and f₊ of every column in a multiple of the loss.
  var coefficients: [(negative: Double, positive: Double)] {
    var coefficients = Array(
      repeating: (negative: 0.0, positive: 0.0), count: evaluator.predictionCount)
    let layout = evaluator.layout
    for term in terms where term.weight != 0 {
      var coefficient = term.weight * evaluator.factors[term.cell]
      if evaluator.meansAreOfGroups {
        coefficient /= Double(accumulator.sampleCount(ofGroup: layout.group(ofCell: term.cell)))
      }
      if term.isPositive {
        coefficients[term.column].positive += coefficient
      } else {
        coefficients[term.column].negative += coefficient
      }
    }
    return coefficients
  }

  private mutating func addTargets(_ targets: TargetSums) {
    let layout = evaluator.layout
    let columns = evaluator.predictionCount
    var positives = Array(repeating: ExactSum(), count: columns)
    var negatives = positives
    /// Adds a weight of targets of a column that are in a group.
    func add(_ weight: ExactSum, group: Int, _ column: Int, isPositive: Bool, _ share: Double) {
      // A target that is not there must not add 0·∞.
      guard weight.value != 0, share != 0 else { return }
      let alpha =
        layout.sideCount == 1 && evaluator.isAlphaWithinSum(hasClass: group < columns)
        ? evaluator.softClassFactors[column] : 1
      terms.append(
        Term(
          cell: Int(layout.cell(group: group, isPositive: isPositive)), column: column,
          isPositive: isPositive, weight: weight.value * share * alpha))
    }
    /// Adds samples of a group whose targets are hard, fractional by their sum, or smoothed.
    func addElements(group: Int, _ column: Int, positive: ExactSum, negative: ExactSum) {
      positives[column].merge(positive)
      negatives[column].merge(negative)
      let rest = evaluator.convention.labelSmoothing / 2
      let kept = evaluator.smoothed(1, classCount: 2)
      add(positive, group: group, column, isPositive: true, kept)
      add(negative, group: group, column, isPositive: false, kept)
      add(negative, group: group, column, isPositive: true, rest)
      add(positive, group: group, column, isPositive: false, rest)
    }
    let none = ExactSum()
    for group in 0..<layout.groupCount where accumulator.sampleCount(ofGroup: group) > 0 {
      let weight = accumulator.weight(ofGroup: group)
      switch evaluator.convention.task {
      case .binary:
        let positive = group == 2 ? targets.positiveWeight(0) : group == 1 ? weight : none
        addElements(group: group, 0, positive: positive, negative: weight.minus(positive))
      case .multilabel:
        let positive = targets.positiveWeight(group)
        addElements(group: group, group, positive: positive, negative: weight.minus(positive))
      case .oneVsAll:
        for column in 0..<columns {
          addElements(
            group: group, column, positive: column == group ? weight : none,
            negative: column == group ? none : weight)
        }
      case .multiclass:
        for column in 0..<columns {
          let smoothing = evaluator.convention.labelSmoothing
          let positive =
            group == columns ? targets.positiveWeight(column) : column == group ? weight : none
          positives[column].merge(positive)
          negatives[column].merge(weight.minus(positive))
          add(positive, group: group, column, isPositive: true, 1 - smoothing)
          add(weight, group: group, column, isPositive: true, smoothing / Double(columns))
        }
      }
    }
    positiveWeights = positives.map(\.value)
    negativeWeights = negatives.map(\.value)
  }
}

extension ExactSum {
  /// The exact difference.
  fileprivate func minus(_ other: ExactSum) -> ExactSum {
    var difference = self
    difference.merge(other, times: -1)
    return difference
  }
}
