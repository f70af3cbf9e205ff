/// The exact sums of the losses of the same samples under thousands of conventions.
///
/// A line is a convention without α, class weights and reduction, which are applied to the sums
/// afterwards. Lines differ in γ, modulator, ε and soft-target rule. Each ``PairSource`` serves the
/// lines whose epsilon rule leaves most targets as they are: its sums are those without a rule, and
/// only samples that the rule changes are evaluated again, since exact sums can be corrected:
///
///     Σ term under a rule = Σ term + Σ over the samples that the rule changes (changed − unchanged)
///
/// A rule that changes every target has a source of its own. Smoothed targets, and every line where
/// targets are fractions, are evaluated line by line.
///
/// Grids may be added to and merged in any order: the results are the same bits, those of a
/// ``LossAccumulator`` under the same convention.
///
/// - Complexity: O(elements · terms) and memory for a sum a cell and term.
package struct LossGrid: Sendable {
  /// The predictions of a sample.
  package let predictionCount: Int

  private var lines: [Line] = []
  private var sources: [PairSource] = []

  /// Counts the samples and their weights.
  private var counting: LossAccumulator

  /// The lines with a source, by source and epsilon rule.
  private var rules: [Rule] = []

  /// The lines that are evaluated one by one, and all lines; those in turn that see the same sides of
  /// soft targets.
  private var apart: [Int] = []
  private var all: [Int] = []

  /// What a grid fills and fills again; grids that take turns can share it.
  package struct Room: Sendable {
    fileprivate var room = PairSource.Room(for: .finiteTerms)

    /// Room for any grid.
    package init() {}

    /// Where numbers are gathered.
    package var bins: SumBins {
      get { room.bins }
      _modify { yield &room.bins }
    }
  }

  /// A line and its own sums.
  private struct Line: Sendable {
    let evaluator: LossEvaluator

    /// The source and the place of its terms; nil where it is evaluated for itself.
    var place: (source: Int, terms: Int)?

    /// What it has beside the sums of its place.
    var corrections: SparseSums
  }

  /// The lines of a source that have one epsilon rule.
  private struct Rule: Sendable {
    let source: Int
    let evaluator: LossEvaluator
    var lines: [Int] = []
  }

  /// Conventions to be evaluated together.
  ///
  /// - Parameters:
  ///   - conventions: the lines, of one task and one kind of prediction, without α and class
  ///     weights, and with sums that are not divided by those of the modulating factors.
  ///   - predictionCount: the predictions of a sample; 1 for binary.
  /// - Throws: ``ParameterError`` for the first convention that is out of range.
  package init(
    _ conventions: [Convention], predictionCount: Int
  ) throws(ParameterError) {
    precondition(!conventions.isEmpty, "a grid has lines")
    self.predictionCount = predictionCount
    counting = LossAccumulator(
      try LossEvaluator(conventions[0].counting, predictionCount: predictionCount),
      hasCrossEntropy: false)
    for convention in conventions {
      precondition(
        convention.task == conventions[0].task && convention.input == conventions[0].input
          && convention.alpha == .none && convention.classWeights.isEmpty
          && !convention.modulator.kind.traits.contains(.normalized),
        "lines differ in what a line is about")
      try addLine(convention)
    }
    all = lines.indices.sorted(by: lines.map(\.evaluator.convention.pairKey))
    apart = all.filter { lines[$0].place == nil }
  }

  private mutating func addLine(_ convention: Convention) throws(ParameterError) {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    let sums = SparseSums(count: evaluator.layout.cellCount)
    lines.append(Line(evaluator: evaluator, corrections: sums))
    guard convention.labelSmoothing == 0, !evaluator.needsWholeRow, !evaluator.needsQuality
    else { return }
    let source = try source(of: convention)
    var terms = sources[source].place {
      $0.modulator == convention.modulator && $0.gamma == convention.gamma
    }
    if terms == nil {
      let unguarded = try LossEvaluator(
        convention.unguarded, predictionCount: predictionCount)
      terms = sources[source].append(unguarded)
    }
    lines[lines.count - 1].place = terms.map { (source, $0) }
    let key = convention.pairKey
    let rule =
      rules.firstIndex { $0.source == source && $0.evaluator.convention.pairKey == key }
      ?? rules.count
    if rule == rules.count { rules.append(Rule(source: source, evaluator: evaluator)) }
    rules[rule].lines.append(lines.count - 1)
  }

  /// The source that serves a convention, found or made.
  private mutating func source(of convention: Convention) throws(ParameterError) -> Int {
    let source = convention.source
    if let found = sources.firstIndex(where: {
      $0.evaluator.convention.pairKey == source.pairKey
    }) {
      return found
    }
    sources.append(
      PairSource(try LossEvaluator(source, predictionCount: predictionCount)))
    return sources.count - 1
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - samples: the samples; their shapes must fit the conventions.
  ///   - room: what is used on the way.
  package mutating func add(_ samples: SampleBatch, _ room: inout Room) {
    add(samples, &room.room)
  }

  private mutating func add(_ samples: SampleBatch, _ room: inout PairSource.Room) {
    // Moved out, since a source changes the rest of the room.
    var pairs = room.pairs
    room.pairs = LossBatch()
    defer { room.pairs = pairs }
    counting.evaluator.evaluate(samples, into: &pairs)
    counting.addAllButTerms(pairs, of: samples, &room.bins)
    guard pairs.hasPairs else {
      addOneByOne(samples, all, &room)
      return
    }
    for index in sources.indices {
      // The pairs that count are often those of the first source.
      if index > 0
        || sources[0].evaluator.convention.pairKey != counting.evaluator.convention.pairKey
      {
        sources[index].evaluator.evaluate(samples, into: &pairs)
      }
      sources[index].add(pairs, of: samples, .finiteTerms, &room)
      for rule in rules where rule.source == index { correct(rule, samples, pairs, &room) }
    }
    addOneByOne(samples, apart, &room)
  }

  /// Corrects the sums of a rule's lines by the samples that it changes.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - samples: the samples.
  ///   - pairs: their pairs in the rule's source.
  ///   - room: what is used on the way.
  private mutating func correct(
    _ rule: Rule, _ samples: SampleBatch, _ pairs: LossBatch, _ room: inout PairSource.Room
  ) {
    // Of a source of the rule's own only what is infinite is missing.
    let isOwn =
      sources[rule.source].evaluator.convention.pairKey == rule.evaluator.convention.pairKey
    let changed = pairs.samplesChanged(
      by: isOwn ? EpsilonGuard(.none) : rule.evaluator.epsilonGuard)
    guard !changed.isEmpty else { return }
    let samples = samples.selecting(changed, predictionCount: predictionCount)
    for line in rule.lines {
      guard let place = lines[line].place else { continue }
      lines[line].evaluator.evaluate(samples, into: &room.terms)
      lines[line].corrections.add(room.terms, of: samples, &room.bins)
      let source = sources[place.source]
      let unchanged =
        isOwn ? lines[line].evaluator : source.terms[place.terms].evaluator
      unchanged.evaluate(samples, into: &room.terms)
      room.terms.removeInfiniteParts()
      room.terms.negateParts()
      lines[line].corrections.add(room.terms, of: samples, &room.bins)
    }
  }

  /// Evaluates samples under lines, each for itself.
  private mutating func addOneByOne(
    _ samples: SampleBatch, _ indices: [Int], _ room: inout PairSource.Room
  ) {
    var last: Convention.PairKey?
    for line in indices {
      let evaluator = lines[line].evaluator
      let key = evaluator.convention.pairKey
      evaluator.evaluate(samples, into: &room.terms, hasSides: key == last)
      lines[line].corrections.add(room.terms, of: samples, &room.bins)
      last = key
    }
  }

  /// The bytes that the sums take.
  package var byteCount: Int {
    counting.byteCount + lines.reduce(0) { $0 + $1.corrections.byteCount }
      + sources.reduce(0) { $0 + $1.byteCount }
  }

  /// Adds another grid of the same lines.
  ///
  /// - Parameter other: the grid; an empty one changes nothing.
  package mutating func merge(_ other: LossGrid) {
    counting.merge(other.counting)
    for line in lines.indices { lines[line].corrections.merge(other.lines[line].corrections) }
    for index in sources.indices { sources[index].merge(other.sources[index]) }
  }

  /// The loss of a line under a convention that adds α, class weights and a reduction to it.
  ///
  /// - Parameters:
  ///   - line: the index of the line.
  ///   - convention: the convention; in one-vs-all its α has one value.
  /// - Returns: the same bits as a ``LossAccumulator`` would give; nil where there is no such number.
  /// - Throws: ``ParameterError`` where the convention is out of range.
  package func loss(
    ofLine line: Int, under convention: Convention
  ) throws(ParameterError) -> Double? {
    let evaluator = try LossEvaluator(convention, predictionCount: predictionCount)
    precondition(evaluator.columnFactors.isEmpty, "the cells do not know the columns")
    return counting.completed(evaluator, CellSums(sums(ofLine: line))).loss
  }

  /// All sums, rounded, from which losses are quick to estimate.
  package var table: LossTable {
    LossTable(
      lines.indices.map { LossTable.Line(sums(ofLine: $0), lines[$0].evaluator.layout) },
      counting)
  }

  private func sums(ofLine line: Int) -> SparseSums {
    var sums = lines[line].corrections
    if let place = lines[line].place {
      sums.merge(sources[place.source].terms[place.terms].sums.terms)
    }
    return sums
  }
}

extension LossBatch {
  /// The samples of which a rule changes a pair, or may.
  fileprivate func samplesChanged(by rule: EpsilonGuard) -> [Int] {
    var changed: [Int] = []
    for range in PairBlocks.ranges(pairs.count) {
      let block = pairs.numbers.span.extracting(PairBlocks.places(ofBlockWith: range.lowerBound))
      precondition(
        block.count == PairBlocks.blockSize && range.count <= PairBlocks.length, "a block")
      // Most blocks have no such sample: so many are asked at once, in vector instructions.
      var changedBits: UInt64 = 0
      for index in 0..<range.count {
        changedBits |= rule.changedBits(PairBlocks.pair(block, at: index))
      }
      guard changedBits >> 63 != 0 else { continue }
      for part in range
      where rule.changedBits(PairBlocks.pair(block, at: part - range.lowerBound)) >> 63 != 0 {
        let sample = part / partsPerSample
        if changed.last != sample { changed.append(sample) }
      }
    }
    return changed
  }
}

extension SparseSums {
  /// Adds the parts of evaluated samples, times their weights, to the sums of their cells.
  fileprivate mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ bins: inout SumBins
  ) {
    guard !samples.weights.isEmpty else {
      bins.add(losses.parts.span, at: losses.cells.span, to: &self)
      return
    }
    WeightedProducts(losses.parts, losses.cells, weights: samples.weights).add(to: &self, &bins)
  }
}
