/// How well predicted probabilities agree with what is true: bins of predictions, and the Brier score.
///
/// A prediction is p before the epsilon rule: σ or softmax of logits, e^ℓ of a log-probability. Samples
/// of weight 0 do not count. Sums are exact, so batches may be added in any order and calibrations merged
/// in any order with the same bits.
///
/// Source: Naeini et al., "Obtaining well calibrated probabilities using Bayesian binning", 2015; Brier,
/// "Verification of forecasts expressed in terms of probability", 1950.
package struct Calibration: Sendable {
  package let rule: CalibrationRule
  private let evaluator: LossEvaluator
  private let subject: CalibrationRule.Subject
  private let posterior: FocalPosterior?

  /// The bins of every class judged by itself; one list where all are pooled.
  private var lists: [CalibrationBins]
  private var squares = ExactSum()
  private var weights = ExactSum()

  /// A calibration of no samples.
  ///
  /// - Precondition: ``CalibrationRule/isMeaningful(in:)``.
  ///
  /// - Parameters:
  ///   - evaluator: knows what predictions are.
  ///   - rule: which calibration error is wanted.
  ///   - posterior: recovers the probabilities to judge; nil for those that are predicted.
  package init(
    _ evaluator: LossEvaluator, _ rule: CalibrationRule, _ posterior: FocalPosterior? = nil
  ) {
    self.posterior = posterior
    let task = evaluator.convention.task
    precondition(rule.isMeaningful(in: task), "the subject exists in the task")
    self.evaluator = evaluator
    self.rule = rule
    subject = rule.subject(in: task)
    let classCount = task == .binary ? 2 : evaluator.predictionCount
    lists = Array(
      repeating: CalibrationBins(rule), count: subject == .classwise ? classCount : 1)
  }

  /// The bytes of predictions that are held.
  package var byteCount: Int { lists.reduce(0) { $0 + $1.byteCount } }

  /// Adds samples.
  ///
  /// - Parameter samples: the samples.
  package mutating func add(_ samples: SampleBatch) {
    let width = evaluator.predictionCount
    let isBinary = evaluator.convention.task == .binary
    let isSoftmax = evaluator.convention.task == .multiclass
    let targets = evaluator.classTargets(of: samples)
    var row = ClassProbabilities(input: evaluator.convention.input, classCount: width)
    let posteriors = posterior?.probabilities(of: samples)
    let predictions = samples.predictions.span
    for sample in 0..<samples.predictions.count / width {
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      guard weight != 0 else { continue }
      if isSoftmax { row.update(predictions, from: sample * width) }
      if isSoftmax { weights.add(weight) }
      var top = (p: -1.0, y: 0.0)
      for column in 0..<width {
        let index = sample * width + column
        let probability: (value: Double, complement: Double)
        if let posteriors {
          probability = posteriors[index]
        } else {
          let own =
            isSoftmax
            ? row.probability(of: column, predictions, from: sample * width)
            : evaluator.probability(predictions[index], isPositive: true)
          probability = (own.value, own.complement)
        }
        let (p, y) = (probability.value, targets[index])
        // 1 − p of a positive has digits of its own.
        let difference = y == 1 ? probability.complement : p - y
        squares.add(weight * difference, times: difference)
        if !isSoftmax { weights.add(weight) }
        switch subject {
        case .positive: lists[0].add(p, y, weight)
        case .top:
          if isBinary {
            let other = probability.complement
            // Of equal classes the first.
            lists[0].add(p > other ? p : other, p > other ? y : 1 - y, weight)
          } else if p > top.p {
            top = (p, y)
          }
        case .classwise:
          lists[isBinary ? 1 : column].add(p, y, weight)
          if isBinary { lists[0].add(probability.complement, 1 - y, weight) }
        }
      }
      if subject == .top, !isBinary { lists[0].add(top.p, top.y, weight) }
    }
  }

  /// Adds another calibration of the same evaluator and rule.
  package mutating func merge(_ other: Calibration) {
    for index in lists.indices { lists[index].merge(other.lists[index]) }
    squares.merge(other.squares)
    weights.merge(other.weights)
  }

  /// The fragment that says which error it is.
  package var fragment: String {
    rule.fragment(in: evaluator.convention.task) + (posterior == nil ? "" : ":posterior")
  }

  /// The calibration error; nil where there are no samples.
  package var error: Double? {
    let errors = lists.map { CalibrationBins.error($0.bins, rule.norm) }
    guard errors.count > 1 else { return errors[0] }
    var sum = ExactSum()
    for error in errors {
      guard let error else { return nil }
      sum.add(error)
    }
    return sum.divided(by: Double(errors.count))
  }

  /// The mean of (p − y)², in a softmax summed over the classes; nil where there are no samples.
  package var brierScore: Double? { squares.divided(by: weights) }

  /// The bins that hold predictions, with the index of the class that they are of; nil where all are pooled.
  package var bins: [(classIndex: Int?, bin: CalibrationBin)] {
    lists.indices.flatMap { index in
      lists[index].bins.filter { $0.count > 0 }.map { (lists.count > 1 ? index : nil, $0) }
    }
  }
}

extension LossEvaluator {
  /// What is true of every prediction, in [0, 1].
  fileprivate func classTargets(of samples: SampleBatch) -> [Double] {
    guard convention.task == .multiclass, case .classes(let classes) = samples.targets else {
      if case .values(let values) = samples.targets { return values }
      return elementTargets(of: samples)
    }
    return classes.flatMap { own in (0..<predictionCount).map { $0 == Int(own) ? 1 : 0 } }
  }
}

extension Calibration: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.parts("bins", &lists)
    try coder.sum("squares", &squares)
    try coder.sum("weights", &weights)
  }
}
