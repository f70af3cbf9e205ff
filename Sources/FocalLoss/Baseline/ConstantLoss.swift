/// The loss that samples would have if every prediction were the same.
///
/// With f₊ and f₋ the focal terms of a positive and a negative, it is a sum of weights times terms:
/// every cell of the losses has, for each column, the weight of the targets that are in it. Most
/// columns have the same weight in a cell, all that are not the class of its samples; their terms are
/// summed once for all cells, so that the work grows with the classes, not with their square:
///
///     Σ over the columns but c of W·f = W·(Σ over all columns of f − f_c)        exactly
struct ConstantLoss {
  /// A weight on the focal term of a side of a column, in the sum of a cell.
  private struct Term {
    let cell: Int
    let column: Int
    let isPositive: Bool
    let weight: Double
  }

  /// The same weight on the focal terms of a side of every column but at most one, in the sum of a cell.
  private struct RowTerm {
    let cell: Int
    let isPositive: Bool
    let weight: Double

    /// The column that is left out.
    let exception: Int?
  }

  /// The convention's evaluator, of logits.
  let evaluator: LossEvaluator
  let weights: TargetWeights
  private let accumulator: LossAccumulator
  private var terms: [Term] = []
  private var rowTerms: [RowTerm] = []

  /// The loss of constant predictions for the samples of an accumulator; nil where the loss of targets
  /// between 0 and 1 is more than the sum of two terms.
  ///
  /// - Parameters:
  ///   - accumulator: the sums of the samples under the convention.
  ///   - weights: the weights of the same samples.
  init?(_ accumulator: LossAccumulator, _ weights: TargetWeights) {
    let convention = accumulator.evaluator.convention
    var ofLogits = convention
    ofLogits.input = .logits
    // Poly-1 has a term of its own beside each focal term; others need more than the class and its target.
    let traits = convention.modulator.kind.traits
    guard traits.isDisjoint(with: [.unbalancedTerm, .wholeRow, .quality]),
      !(traits.contains(.nearness) && weights.hasFractions),
      convention.effectiveSoftRule == .expected
        || !(weights.hasFractions || convention.labelSmoothing > 0),
      let evaluator = try? LossEvaluator(
        ofLogits, predictionCount: accumulator.evaluator.predictionCount)
    else { return nil }
    self.evaluator = evaluator
    self.accumulator = accumulator
    self.weights = weights
    for group in weights.groups { addTargets(of: group) }
  }

  /// The terms that a loss is made of, those of all columns counted once.
  var termCount: Int { terms.count + rowTerms.count }

  /// The loss under the convention's reduction, as a sample of the file has it.
  ///
  /// - Parameter logits: the logit of every column's own probability; ±∞ too.
  /// - Returns: the loss, nil where there is none.
  func loss(_ logits: [Double]) -> Double? {
    var sums = SparseSums(count: evaluator.layout.cellCount)
    let groupCount = evaluator.isNormalized ? evaluator.layout.groupCount : 0
    var modulations = SparseSums(count: groupCount)
    for term in terms {
      let (loss, modulation) = self.term(logits[term.column], term.column, term.isPositive)
      sums.add(loss, times: term.weight, at: term.cell)
      if evaluator.isNormalized {
        let group = evaluator.layout.group(ofCell: term.cell)
        modulations.add(modulation, times: term.weight, at: group)
      }
    }
    var rows: [Bool: RowSum] = [:]
    for term in rowTerms {
      let row = rows[term.isPositive] ?? RowSum(self, logits, isPositive: term.isPositive)
      rows[term.isPositive] = row
      sums.add(row.losses(but: term.exception).multiplied(by: term.weight), at: term.cell)
      if evaluator.isNormalized {
        let group = evaluator.layout.group(ofCell: term.cell)
        modulations.add(
          row.modulations(but: term.exception).multiplied(by: term.weight), at: group)
      }
    }
    return accumulator.completed(
      accumulator.evaluator, CellSums(sums, modulations: modulations)
    ).loss
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
    for term in terms where term.weight != 0 {
      let coefficient = coefficient(term.weight, term.cell)
      if term.isPositive {
        coefficients[term.column].positive += coefficient
      } else {
        coefficients[term.column].negative += coefficient
      }
    }
    guard !rowTerms.isEmpty else { return coefficients }
    for isPositive in [false, true] {
      let side = rowTerms.filter { $0.isPositive == isPositive }
      var total = ExactSum()
      var exceptions: [Int: Double] = [:]
      for term in side {
        let coefficient = coefficient(term.weight, term.cell)
        total.add(coefficient)
        if let exception = term.exception { exceptions[exception] = coefficient }
      }
      for column in coefficients.indices {
        var rest = total
        if let exception = exceptions[column] { rest.add(-exception) }
        let coefficient = rest.value * alphaWithinSum(column)
        if isPositive {
          coefficients[column].positive += coefficient
        } else {
          coefficients[column].negative += coefficient
        }
      }
    }
    return coefficients
  }

  /// What a weight in a cell multiplies a term by, in a multiple of the loss.
  private func coefficient(_ weight: Double, _ cell: Int) -> Double {
    let coefficient = weight * evaluator.factor(ofCell: cell)
    guard evaluator.meansAreOfGroups else { return coefficient }
    let group = evaluator.layout.group(ofCell: cell)
    return coefficient / Double(accumulator.sampleCount(ofGroup: group))
  }
}

/// What the targets of a group weigh in the loss.
extension ConstantLoss {
  private mutating func addTargets(of group: TargetWeights.Group) {
    let columns = evaluator.predictionCount
    switch evaluator.convention.task {
    case .binary, .multilabel:
      let column = evaluator.convention.task == .binary ? 0 : group.index
      addElement(group, column, isPositive: true, group.positive)
      addElement(group, column, isPositive: false, group.negative)
    case .oneVsAll:
      let own = group.index < columns ? group.index : nil
      if let own { addElement(group, own, isPositive: true, group.weight) }
      addRow(group, isPositive: false, group.weight * kept, but: own)
      addRow(group, isPositive: true, group.weight * rest, but: own)
    case .multiclass:
      // What smoothing gives to every class, and what the own class has beyond that.
      let shared = evaluator.smoothed(0, classCount: columns)
      let own =
        evaluator.convention.smoothingRule == .others
        ? evaluator.smoothed(1, classCount: columns) - shared
        : 1 - evaluator.convention.labelSmoothing
      if group.index < columns {
        add(group, group.index, isPositive: true, group.weight * own)
      } else {
        for (column, share) in weights.sharesWithoutClass.enumerated() {
          add(group, column, isPositive: true, share * own)
        }
      }
      addRow(group, isPositive: true, group.weight * shared, but: nil)
    }
  }

  /// What smoothing leaves of a target, and what it gives to the other side.
  private var kept: Double { evaluator.smoothed(1, classCount: 2) }
  private var rest: Double { evaluator.smoothed(0, classCount: 2) }

  /// Adds the targets of one side of a column, and of the other what smoothing gives to it.
  private mutating func addElement(
    _ group: TargetWeights.Group, _ column: Int, isPositive: Bool, _ weight: Double
  ) {
    add(group, column, isPositive: isPositive, weight * kept)
    add(group, column, isPositive: !isPositive, weight * rest)
  }

  private mutating func add(
    _ group: TargetWeights.Group, _ column: Int, isPositive: Bool, _ weight: Double
  ) {
    let hasClass = group.index < evaluator.predictionCount
    let alpha = isAlphaWithinSum(hasClass: hasClass) ? alphaWithinSum(column) : 1
    // A target that is not there must not add 0·∞.
    guard weight * alpha != 0 else { return }
    let cell = Int(evaluator.layout.cell(group: group.index, isPositive: isPositive))
    terms.append(
      Term(cell: cell, column: column, isPositive: isPositive, weight: weight * alpha))
  }

  private mutating func addRow(
    _ group: TargetWeights.Group, isPositive: Bool, _ weight: Double, but exception: Int?
  ) {
    guard weight != 0 else { return }
    let cell = Int(evaluator.layout.cell(group: group.index, isPositive: isPositive))
    rowTerms.append(
      RowTerm(cell: cell, isPositive: isPositive, weight: weight, exception: exception))
  }

  private func isAlphaWithinSum(hasClass: Bool) -> Bool {
    !evaluator.convention.task.isElementwise && evaluator.isAlphaWithinSum(hasClass: hasClass)
  }

  /// The α of a class of a softmax whose target is spread over several; 1 in other tasks.
  private func alphaWithinSum(_ column: Int) -> Double {
    evaluator.convention.task.isElementwise ? 1 : evaluator.softClassFactor(column)
  }

  /// The sums over all columns of the focal terms of a side and of their modulating factors.
  private struct RowSum {
    private let terms: [(loss: Double, modulation: Double)]
    private var finiteLosses = ExactSum()
    private var infiniteCount = 0
    private var allModulations = ExactSum()

    init(_ constant: ConstantLoss, _ logits: [Double], isPositive: Bool) {
      terms = logits.enumerated().map { constant.term($1, $0, isPositive) }
      for (column, term) in terms.enumerated() {
        let alpha = constant.alphaWithinSum(column)
        guard alpha != 0 else { continue }
        allModulations.add(term.modulation, times: alpha)
        if term.loss.isFinite {
          finiteLosses.add(term.loss, times: alpha)
        } else {
          infiniteCount += 1
        }
      }
    }

    /// The sum of the losses but that of a column, which has no α within the sum.
    func losses(but exception: Int?) -> ExactSum {
      var losses = finiteLosses
      var infiniteCount = infiniteCount
      if let exception {
        if terms[exception].loss.isFinite {
          losses.add(-terms[exception].loss)
        } else {
          infiniteCount -= 1
        }
      }
      if infiniteCount > 0 { losses.add(.infinity) }
      return losses
    }

    func modulations(but exception: Int?) -> ExactSum {
      var modulations = allModulations
      if let exception { modulations.add(-terms[exception].modulation) }
      return modulations
    }
  }
}
