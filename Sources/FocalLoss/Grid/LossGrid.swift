/// The exact sums of the losses of the same samples under many conventions, evaluated together.
///
/// A line is a convention without α, class weights and reduction, which are applied to the sums
/// afterwards. What lines have in common is done once: the probabilities by all, the focal terms by
/// those that differ in the epsilon rule only. A rule that leaves a target as it is costs no sum,
/// because exact sums can be corrected without loss. Only smoothed targets, and every line where
/// targets are fractions, are evaluated line by line:
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

  /// The lines that have nothing in common with others: each is evaluated by itself.
  private var linesApart: [Int] = []

  /// All lines, those together that see the same sides of soft targets.
  private let linesBySides: [Int]

  /// Where the numbers of a batch are gathered; empty between two.
  private var bins = SumBins()

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
          && !convention.modulator.kind.traits.contains(.normalized),
        "lines differ in what a line is about")
      evaluators.append(try LossEvaluator(convention, predictionCount: predictionCount))
    }
    self.evaluators = evaluators
    var groups: [[Int]] = []
    for line in evaluators.indices {
      let group = groups.firstIndex { SoftSides.areShared(evaluators[$0[0]], evaluators[line]) }
      if let group { groups[group].append(line) } else { groups.append([line]) }
    }
    linesBySides = groups.flatMap(\.self)
    corrections = evaluators.map { SparseSums(count: $0.layout.cellCount) }
    counting = LossAccumulator(evaluators[0])
    for (line, evaluator) in evaluators.enumerated() {
      if evaluator.convention.sharesTerms {
        place(line, evaluator)
      } else {
        linesApart.append(line)
      }
    }
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
    if samples.hasFractions {
      addEvaluated(samples, linesBySides, counts: true)
    } else {
      addShared(samples)
      addEvaluated(samples, linesApart, counts: false)
    }
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
      evaluators, counting,
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

  /// Adds samples to lines, each of which is evaluated by itself.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - lines: the indices of the lines.
  ///   - counts: whether the samples are still to be counted.
  private mutating func addEvaluated(_ samples: SampleBatch, _ lines: [Int], counts: Bool) {
    var losses = LossBatch()
    for (place, line) in lines.enumerated() {
      evaluators[line].evaluateAgain(samples, into: &losses)
      if counts, place == 0 { counting.addCounts(of: losses, samples) }
      bins.add(losses.parts, at: losses.cells, samples.weights, to: &corrections[line])
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
    let probabilities = elements.probabilities(of: samples, views[view].link)
    let pairs = ElementPairs(probabilities)
    for term in views[view].terms.indices where views[view].usesSums(ofTerm: term) {
      let evaluator = views[view].terms[term].evaluator
      for quantity in evaluator.quantities {
        // Infinite ones could not be taken away again: they are corrections of each line.
        let numbers = elements.numbers(quantity, pairs, evaluator).map { $0.isFinite ? $0 : 0 }
        bins.add(
          numbers, at: elements.cells(quantity, pairs, evaluator), samples.weights,
          to: &views[view].terms[term].sums)
      }
    }
    for rule in views[view].guards {
      let changed = elements.changed(
        probabilities, rule.evaluator, changesAll: rule.changesAll)
      guard !changed.elements.isEmpty else { continue }
      let weights =
        samples.weights.isEmpty
        ? []
        : changed.elements.map { samples.weights[$0 / elements.batch.partsPerSample] }
      for (line, term) in rule.lines {
        let evaluator = views[view].terms[term].evaluator
        for quantity in evaluator.quantities {
          let cells = elements.cells(quantity, changed, evaluator)
          bins.add(
            elements.numbers(quantity, changed, evaluator), at: cells, weights,
            to: &corrections[line])
          guard !rule.changesAll else { continue }
          let unchanged = elements.numbers(
            quantity, pairs.selecting(changed.elements), evaluator)
          bins.add(
            unchanged.map { $0.isFinite ? -$0 : 0 }, at: cells, weights, to: &corrections[line])
        }
      }
    }
  }
}

extension SumBins {
  /// Adds numbers, times the weights where there are any, to the sums of their cells.
  fileprivate mutating func add(
    _ numbers: [Double], at cells: [Int32], _ weights: [Double], to sums: inout SparseSums
  ) {
    guard !weights.isEmpty else {
      add(numbers.span, at: cells.span, to: &sums)
      return
    }
    let products = WeightedProducts(numbers, cells, weights: weights)
    add(products.terms.span, at: products.indices.span, to: &sums)
  }
}

extension Convention {
  /// Whether the terms of targets are those of other conventions too, by way of p_t.
  fileprivate var sharesTerms: Bool {
    labelSmoothing == 0 && !modulator.kind.traits.contains(.otherClasses)
  }
}

extension SampleBatch {
  /// Whether a target is neither 0 nor 1.
  fileprivate var hasFractions: Bool {
    if case .values(let values) = targets { values.contains { $0 != 0 && $0 != 1 } } else { false }
  }
}
