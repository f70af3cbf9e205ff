/// Turns batches of samples into focal losses under one convention.
///
/// ```swift
/// let evaluator = try LossEvaluator(
///   Convention(task: .binary, input: .probabilities, alpha: .balanced(0.25)), predictionCount: 1)
/// let batch = SampleBatch(predictions: [0.97, 0.8], targets: .values([1, 0]))
/// let losses = try evaluator.losses(of: batch)
/// ```
///
/// Shapes that do not fit are thrown as ``EvaluationError``; predictions out of range give losses
/// without meaning.
///
/// - Special cases: γ = 0 gives the cross entropy; a target of probability 1 has the loss 0, one of
///   probability 0 the loss +∞ unless ε or a factor of 0 prevents it; no loss is −0.
/// - Accuracy: the loss of a binary or multiclass sample with a hard target, and of each element of
///   the other tasks, is within 4 ulp of the exact value for γ ≤ 2, 6 ulp for γ ≤ 3 and 8 ulp for γ = 5, from
///   logits of any size; `TruthTests` proves it.
/// - Complexity: O(predictions).
public struct LossEvaluator: Sendable {
  /// The convention evaluated.
  public let convention: Convention

  /// The predictions of a sample.
  public let predictionCount: Int

  let layout: CellLayout
  let modulatingFactor: ModulatingFactor
  let epsilonGuard: EpsilonGuard

  /// The focal term, where the modulator is another than the power of one γ.
  let otherTerm: FocalTerm?

  /// How far the probability of a negative is reduced before everything else.
  let margin: Double

  /// (1 − y)^β, the weight of a target between 0 and 1, under a modulator that has one.
  let nearness: ModulatingFactor?

  /// What is special about the modulator.
  let traits: Modulator.Kind.Traits

  /// Whether p_t is taken from the cross entropy, so that what guards the one guards the other.
  let derivesComplement: Bool

  /// α and class weights by column, where they cannot be factors of the cell.
  let columnFactors: [ColumnFactor]

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - convention: the convention.
  ///   - predictionCount: the predictions of a sample; 1 for binary.
  /// - Throws: ``ParameterError`` where the convention is out of range or its lists do not fit.
  public init(_ convention: Convention, predictionCount: Int) throws(ParameterError) {
    guard predictionCount > 0, convention.task != .binary || predictionCount == 1 else {
      throw .predictionCount(predictionCount, convention.task)
    }
    try convention.validate(predictionCount: predictionCount)
    self.convention = convention
    self.predictionCount = predictionCount
    traits = convention.modulator.kind.traits
    derivesComplement = convention.softTargets?.derivesComplement ?? false
    let layout = CellLayout(
      task: convention.task, predictionCount: predictionCount,
      hasUnbalancedTerm: traits.contains(.unbalancedTerm))
    self.layout = layout
    modulatingFactor = ModulatingFactor(gamma: convention.gamma)
    epsilonGuard = EpsilonGuard(convention.epsilon)
    otherTerm =
      traits.contains(.power) ? nil : FocalTerm(convention.modulator, gamma: convention.gamma)
    margin = convention.modulator.margin
    nearness =
      traits.contains(.nearness) ? ModulatingFactor(gamma: convention.modulator.values[0]) : nil
    columnFactors = convention.columnFactors(predictionCount)
  }

  /// The factor of a cell: α times the class weight.
  ///
  /// Made when it is asked for: a grid has hundreds of evaluators, of as many cells as there are classes.
  package func factor(ofCell cell: Int) -> Double { convention.cellFactor(cell, layout) }

  /// The factors of all cells.
  package var factors: [Double] { (0..<layout.cellCount).map(factor) }

  /// α of a class within the sum over the classes, where a soft multiclass target has several.
  func softClassFactor(_ classIndex: Int) -> Double { convention.alpha.classFactor(classIndex) }

  /// Whether the modulating factor of every hard target is 1.
  var hasFactorsOfOne: Bool { otherTerm == nil && modulatingFactor.gamma == 0 }

  /// Whether the loss has a term that α does not multiply, a part of its own.
  var hasUnbalancedTerm: Bool { traits.contains(.unbalancedTerm) }

  /// Whether the sums are divided by those of the modulating factors.
  var isNormalized: Bool { traits.contains(.normalized) }

  /// Whether the other classes of a softmax have modulating factors of their own.
  var isAsymmetric: Bool { traits.contains(.otherClasses) }

  /// Whether the reduction needs a sum for each class.
  var meansAreOfGroups: Bool {
    convention.reduction.dividesGroups(areClassesColumns: convention.task == .multilabel)
  }

  /// Evaluates a batch.
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the convention.
  ///   - batch: takes the losses; what it held is replaced.
  package func evaluate(_ samples: SampleBatch, into batch: inout LossBatch) {
    evaluate(samples, into: &batch, hasSides: false)
  }

  /// Evaluates a batch whose soft sides may be there.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - batch: takes the losses.
  ///   - hasSides: whether an evaluator with the same ``Convention/pairKey`` has just evaluated the same samples
  ///     into the batch.
  func evaluate(_ samples: SampleBatch, into batch: inout LossBatch, hasSides: Bool) {
    precondition(samples.predictions.count % predictionCount == 0, "whole rows of predictions")
    if convention.task.isElementwise {
      evaluateElements(samples, into: &batch, hasSides: hasSides)
    } else {
      evaluateSoftmax(samples, into: &batch)
    }
  }

  /// The losses of the samples of a batch: the sums of their parts, times the factors.
  ///
  /// - Parameter batch: an evaluated batch.
  /// - Returns: a loss in nats for every sample; sample weights are not in it.
  package func losses(of batch: LossBatch) -> [Double] { losses(of: batch, itemsPerSample: 1) }

  /// The losses of the samples of a batch, or of their elements.
  ///
  /// - Parameters:
  ///   - batch: an evaluated batch.
  ///   - itemsPerSample: 1, or how many elements a sample has.
  /// - Returns: a loss in nats for every sample or element; sample weights are not in it.
  func losses(of batch: LossBatch, itemsPerSample: Int) -> [Double] {
    var losses = Array(repeating: 0.0, count: batch.sampleCount * itemsPerSample)
    var all = losses.mutableSpan
    let parts = batch.parts.span
    let cells = batch.cells.span
    let factors = factors.span
    let partsPerItem = batch.partsPerSample / itemsPerSample
    if partsPerItem == 1, !self.factors.contains(0) {
      precondition(parts.count == all.count && cells.count == all.count, "a part an item")
      // Nothing need be summed, so that this takes half of the time.
      for item in all.indices { all[item] = 0 + factors[Int(cells[item])] * parts[item] }
      return losses
    }
    var part = 0
    for sample in all.indices {
      var loss = DoubleDouble(0, 0)
      for _ in 0..<partsPerItem {
        let factor = factors[Int(cells[part])]
        // A factor of 0 takes an infinite loss away too: 0·∞ is the limit 0 here, not NaN.
        if factor != 0 {
          let sum = ErrorFree.sum(loss.high, factor * parts[part])
          loss = DoubleDouble(sum.high, loss.low + sum.low)
        }
        part &+= 1
      }
      // An infinite sum leaves nothing.
      all[sample] = loss.high.isFinite ? loss.value : loss.high
    }
    return losses
  }

  /// The losses of samples.
  ///
  /// - Parameter samples: the samples.
  /// - Returns: a loss in nats for every sample; sample weights are not in it.
  /// - Throws: ``EvaluationError`` where the shapes do not fit.
  public func losses(of samples: SampleBatch) throws(EvaluationError) -> [Double] {
    try check(samples)
    return losses(ofChecked: samples)
  }

  /// The losses of samples whose shapes fit.
  ///
  /// - Parameter samples: the samples.
  /// - Returns: a loss in nats for every sample.
  package func losses(ofChecked samples: SampleBatch) -> [Double] {
    var batch = LossBatch()
    evaluate(samples, into: &batch)
    return losses(of: batch)
  }
}

extension Convention {
  /// What the pairs of targets depend on, beside the samples and what they are.
  struct PairKey: Equatable {
    let epsilon: Epsilon
    let margin: Double
    let derivesComplement: Bool
  }

  /// What the pairs of targets depend on, beside the samples and what they are.
  var pairKey: PairKey {
    PairKey(
      epsilon: epsilon, margin: modulator.margin,
      derivesComplement: softTargets?.derivesComplement ?? false)
  }

  /// The factor of a cell of a layout.
  fileprivate func cellFactor(_ cell: Int, _ layout: CellLayout) -> Double {
    let group = layout.group(ofCell: cell)
    let hasClass = group < layout.classCount
    let isWeighted = hasClass && !classWeights.isEmpty && !weighsColumns
    let weight = isWeighted ? classWeights[group] : 1
    guard cell < layout.balancedCellCount else { return weight }
    return weight * alphaFactor(group: hasClass ? group : nil, layout.isPositive(cell: cell))
  }

  /// Whether the class weights are those of columns that the cells do not tell apart.
  var weighsColumns: Bool { classWeightRule == .column && task == .oneVsAll }

  /// What multiplies the elements of a column and is no factor of their cells, column by column.
  ///
  /// - Returns: the factors; none where the cells have them all.
  fileprivate func columnFactors(_ columnCount: Int) -> [ColumnFactor] {
    let hasAlphas = task == .oneVsAll && alpha.isPerColumn
    let hasWeights = weighsColumns && !classWeights.isEmpty
    guard hasAlphas || hasWeights else { return [] }
    return (0..<columnCount).map { column in
      func alphaFactor(_ isPositive: Bool) -> Double {
        hasAlphas ? alpha.elementFactor(isPositive: isPositive, column: column) : 1
      }
      let weight = hasWeights ? classWeights[column] : 1
      return ColumnFactor(
        negative: weight * alphaFactor(false), positive: weight * alphaFactor(true),
        weight: weight)
    }
  }

  func alphaFactor(group: Int?, _ isPositive: Bool) -> Double {
    switch task {
    case .binary:
      alpha.rule == .perClass
        ? alpha.classFactor(isPositive ? 1 : 0)
        : alpha.elementFactor(isPositive: isPositive, column: 0)
    case .multilabel: alpha.elementFactor(isPositive: isPositive, column: group ?? 0)
    case .oneVsAll:
      if alpha.rule == .perClass {
        group.map(alpha.classFactor) ?? 1
      } else {
        alpha.isPerColumn ? 1 : alpha.elementFactor(isPositive: isPositive, column: 0)
      }
    case .multiclass:
      if let group, labelSmoothing == 0 { alpha.classFactor(group) } else { 1 }
    }
  }
}
