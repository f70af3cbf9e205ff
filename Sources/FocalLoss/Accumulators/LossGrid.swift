/// The exact sums of the losses of the same samples under many conventions, evaluated together.
///
/// A line is a convention without α, class weights and reduction, which are applied to the sums
/// afterwards. What lines have in common is done once: the probabilities by all, the focal terms by
/// those that differ in the epsilon rule only. A rule that leaves a target as it is costs no sum,
/// because exact sums can be corrected without loss:
///
///     Σ term under a rule = Σ term + Σ over the targets that the rule changes (changed − unchanged)
///
/// Grids may be added to and merged in any order: the results are the same bits, those of a
/// ``LossAccumulator`` under the same convention.
///
/// - Complexity: O(elements · terms) and memory for a sum a cell and term.
public struct LossGrid: Sendable {
  /// The predictions of a sample.
  public let predictionCount: Int

  private let evaluators: [LossEvaluator]
  private var views: [View] = []

  /// What each line has beside the sums of its term: the targets that its rule changes.
  private var corrections: [SparseSums]

  /// Counts the samples and their weights.
  private var counting: LossAccumulator
  private let smoothes: Bool

  /// The lines to which a target has the same probability: the same margin.
  private struct View: Sendable {
    /// One of its lines, which knows the link.
    let link: LossEvaluator
    var terms: [Term] = []
    var guards: [Guard] = []

    /// Whether a line takes the sums of a term.
    func usesSums(ofTerm term: Int) -> Bool {
      guards.contains { rule in !rule.changesAll && rule.lines.contains { $0.term == term } }
    }
  }

  /// What modulator and γ make of probabilities that no epsilon rule has changed.
  private struct Term: Sendable {
    let evaluator: LossEvaluator
    var sums: SparseSums
  }

  /// The lines of one epsilon rule.
  private struct Guard: Sendable {
    let evaluator: LossEvaluator

    /// Whether the rule changes every target, so that its lines have sums of their own.
    let changesAll: Bool
    var lines: [(line: Int, term: Int)] = []
  }

  /// Conventions to be evaluated together.
  ///
  /// - Parameters:
  ///   - conventions: the lines, of one task and one kind of prediction, without α and class
  ///     weights, and with sums that are not divided by those of the modulating factors.
  ///   - predictionCount: the predictions of a sample; 1 for binary.
  /// - Throws: ``ParameterError`` for the first convention that is out of range.
  public init(
    _ conventions: [Convention], predictionCount: Int
  ) throws(ParameterError) {
    precondition(!conventions.isEmpty, "a grid has lines")
    self.predictionCount = predictionCount
    var evaluators: [LossEvaluator] = []
    for convention in conventions {
      precondition(
        convention.task == conventions[0].task && convention.input == conventions[0].input
          && convention.alpha == .none && convention.classWeights.isEmpty
          && convention.modulator.kind != .normalized, "lines differ in what a line is about")
      evaluators.append(try LossEvaluator(convention, predictionCount: predictionCount))
    }
    self.evaluators = evaluators
    smoothes = conventions.contains { $0.labelSmoothing > 0 }
    let cellCount = evaluators[0].layout.cellCount
    corrections = Array(repeating: SparseSums(count: cellCount), count: conventions.count)
    counting = LossAccumulator(evaluators[0])
    for (line, evaluator) in evaluators.enumerated() { place(line, evaluator) }
  }

  /// Finds the view, the term and the rule of a line, or makes them.
  private mutating func place(_ line: Int, _ evaluator: LossEvaluator) {
    let convention = evaluator.convention
    let view =
      views.firstIndex { $0.link.margin == evaluator.margin }
      ?? {
        views.append(View(link: evaluator))
        return views.count - 1
      }()
    let term =
      views[view].terms.firstIndex {
        $0.evaluator.convention.modulator == convention.modulator
          && $0.evaluator.convention.gamma == convention.gamma
      }
      ?? {
        let sums = SparseSums(count: evaluator.layout.cellCount)
        views[view].terms.append(Term(evaluator: evaluator, sums: sums))
        return views[view].terms.count - 1
      }()
    let rule =
      views[view].guards.firstIndex {
        $0.evaluator.convention.epsilon == convention.epsilon
          && $0.evaluator.derivesComplement == evaluator.derivesComplement
      }
      ?? {
        views[view].guards.append(
          Guard(evaluator: evaluator, changesAll: convention.epsilon.rule.changesAll))
        return views[view].guards.count - 1
      }()
    views[view].guards[rule].lines.append((line, term))
  }

  /// Adds samples.
  ///
  /// - Parameter samples: the samples; their shapes must fit the conventions.
  public mutating func add(_ samples: SampleBatch) {
    if smoothes || samples.hasFractions { addEvaluated(samples) } else { addShared(samples) }
  }

  /// Adds another grid of the same lines.
  ///
  /// - Parameter other: the grid; an empty one changes nothing.
  public mutating func merge(_ other: LossGrid) {
    counting.merge(other.counting)
    for line in corrections.indices { corrections[line].merge(other.corrections[line]) }
    for view in views.indices {
      for term in views[view].terms.indices {
        views[view].terms[term].sums.merge(other.views[view].terms[term].sums)
      }
    }
  }

  /// The loss of a line under a convention that adds α, class weights and a reduction to it.
  ///
  /// - Parameters:
  ///   - line: the index of the line.
  ///   - convention: the convention; in one-vs-all its α has one value.
  /// - Returns: the same bits as a ``LossAccumulator`` would give; nil where there is no such number.
  /// - Throws: ``ParameterError`` where the convention is out of range.
  public func loss(
    ofLine line: Int, under convention: Convention
  ) throws(ParameterError) -> Double? {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    precondition(evaluator.columnFactors.isEmpty, "the cells do not know the columns")
    return LossAccumulator(evaluator, cellSums: sums(ofLine: line), countedBy: counting)
      .summary.loss
  }

  /// All sums, rounded, from which losses are quick to estimate.
  public var table: LossTable {
    LossTable(
      evaluators[0], counting,
      cellSums: evaluators.indices.map { line in
        let sums = sums(ofLine: line)
        return (0..<sums.count).map { sums[$0].value }
      })
  }

  private func sums(ofLine line: Int) -> SparseSums {
    var sums = corrections[line]
    for view in views {
      for rule in view.guards where !rule.changesAll {
        for (other, term) in rule.lines where other == line { sums.merge(view.terms[term].sums) }
      }
    }
    return sums
  }

  /// Adds samples with fractional or smoothed targets, each line by itself.
  private mutating func addEvaluated(_ samples: SampleBatch) {
    var losses = LossBatch()
    for (line, evaluator) in evaluators.enumerated() {
      evaluator.evaluate(samples, into: &losses)
      if line == 0 { counting.addCounts(of: losses, samples) }
      for part in losses.parts.indices {
        let weight = samples.weight(ofPart: part, losses.partsPerSample)
        corrections[line].add(losses.parts[part], weighted: weight, at: Int(losses.cells[part]))
      }
    }
  }

  /// Adds samples with hard targets.
  private mutating func addShared(_ samples: SampleBatch) {
    let elements = HardElements(samples, evaluators[0])
    counting.addCounts(of: elements.batch, samples)
    for view in views.indices { add(samples, elements, toView: view) }
  }

  private mutating func add(
    _ samples: SampleBatch, _ elements: HardElements, toView view: Int
  ) {
    let pairs = elements.probabilities(of: samples, views[view].link)
    let weights = samples.weights
    let partsPerSample = elements.batch.partsPerSample
    for term in views[view].terms.indices where views[view].usesSums(ofTerm: term) {
      let evaluator = views[view].terms[term].evaluator
      for element in pairs.indices {
        let part = elements.term(
          element, pairs[element].complement, pairs[element].crossEntropy, evaluator)
        // Infinite ones could not be taken away again: they are corrections of each line.
        guard part.isFinite else { continue }
        views[view].terms[term].sums.add(
          part, weighted: weights.isEmpty ? 1 : weights[element / partsPerSample],
          at: Int(elements.batch.cells[element]))
      }
    }
    for rule in views[view].guards {
      let changes = elements.changes(pairs, rule.evaluator, changesAll: rule.changesAll)
      for (line, term) in rule.lines {
        let evaluator = views[view].terms[term].evaluator
        for change in changes {
          let weight = weights.isEmpty ? 1 : weights[change.element / partsPerSample]
          let cell = Int(elements.batch.cells[change.element])
          corrections[line].add(
            elements.term(change.element, change.complement, change.crossEntropy, evaluator),
            weighted: weight, at: cell)
          guard !rule.changesAll else { continue }
          let pair = pairs[change.element]
          let unchanged = elements.term(
            change.element, pair.complement, pair.crossEntropy, evaluator)
          if unchanged.isFinite { corrections[line].add(-unchanged, weighted: weight, at: cell) }
        }
      }
    }
  }
}

extension Epsilon.Rule {
  /// Whether the rule changes targets of every probability.
  fileprivate var changesAll: Bool { self == .add || self == .addAll || self == .clipAdd }
}

extension LossEvaluator {
  /// Whether p_t is taken from the cross entropy, so that what guards the one guards the other.
  fileprivate var derivesComplement: Bool { convention.softTargets == .expCrossEntropy }
}

extension SampleBatch {
  /// Whether a target is neither 0 nor 1.
  fileprivate var hasFractions: Bool {
    if case .values(let values) = targets { values.contains { $0 != 0 && $0 != 1 } } else { false }
  }

  fileprivate func weight(ofPart part: Int, _ partsPerSample: Int) -> Double {
    weights.isEmpty ? 1 : weights[part / partsPerSample]
  }
}

extension SparseSums {
  /// Adds a number times a weight; a weight of 0 takes an infinite number away.
  fileprivate mutating func add(_ number: Double, weighted weight: Double, at index: Int) {
    if weight == 1 {
      add(number, at: index)
    } else if weight != 0 {
      add(number, times: weight, at: index)
    }
  }
}
