/// The losses of samples or elements section by section: by tenth of p_t, by group, or by whatever
/// else numbers them.
///
/// Every section has exact sums, so all sections together are the sum over all samples, exactly; and
/// batches may be added in any order and breakdowns merged in any order with the same bits.
///
/// - Precondition: the sum of the losses is a sum over samples, which it is under every modulator but
///   the normalised one.
package struct LossBreakdown: Sendable {
  /// What a section comes to.
  ///
  /// Losses are in nats. Numbers that do not exist, x/0 and ∞/∞, are nil.
  package struct Section: Equatable, Sendable {
    /// The samples or elements of the section.
    package let count: Int
    /// The positives among them, as ``LossSummary/positives`` counts them.
    package let positives: Int
    /// Σwℓ / count over the section.
    package let mean: Double?
    /// The standard error of the mean; nil where there are fewer than two samples or elements, or an
    /// infinite loss.
    package let standardError: Double?
    /// Σwℓ over the section.
    package let sum: Double
    /// The section's part of the sum over all sections.
    package let share: Double?
    /// The section's part of all samples or elements.
    package let sampleShare: Double?
  }

  private let evaluator: LossEvaluator

  /// The factors of the cells, each once: cells of one factor share a sum.
  private let factors: [Double]

  /// The factor of every cell, an index.
  private let factorIndices: [Int32]

  /// The sums, section by section one a factor.
  private var sums = ExactSums()

  /// What their standard errors are made of.
  private var moments = LossMoments(sectionCount: 0)
  private var momentBins = MomentBins()
  private var counts: [Int] = []
  private var positives: [Int] = []

  /// A breakdown without sections.
  ///
  /// - Parameter evaluator: the evaluator whose losses will be added.
  package init(_ evaluator: LossEvaluator) {
    precondition(!evaluator.isNormalized, "normalised losses are no sums over samples")
    self.evaluator = evaluator
    let cellFactors = evaluator.factors
    factors = Set(cellFactors).sorted()
    let indices = Dictionary(
      uniqueKeysWithValues: factors.enumerated().map { ($1, Int32($0)) })
    factorIndices = cellFactors.map { indices[$0, default: 0] }
  }

  /// The sections.
  package var sectionCount: Int { counts.count }

  /// The bytes that the sums and counts take.
  package var byteCount: Int { sums.byteCount + moments.byteCount + 16 * counts.count }

  /// Makes sections up to a number of them; those there are stay.
  ///
  /// - Parameter count: the sections wanted.
  package mutating func makeSections(_ count: Int) {
    guard count > counts.count else { return }
    let missing = count - counts.count
    counts.append(contentsOf: repeatElement(0, count: missing))
    positives.append(contentsOf: repeatElement(0, count: missing))
    sums.grow(to: count * factors.count)
    moments.grow(to: count)
  }

  /// Adds evaluated samples, or their elements.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  ///   - sections: the section of every sample; or of every element, row by row.
  package mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, sections: [Int32]
  ) {
    guard losses.sampleCount > 0 else { return }
    let width = sections.count / losses.sampleCount
    precondition(
      sections.count == losses.sampleCount * width && losses.partsPerSample % width == 0,
      "a section for every sample or element")
    for section in sections { counts[Int(section)] += 1 }
    evaluator.addPositives(of: samples, sections, width: width, to: &positives)
    moments.add(
      evaluator.losses(of: losses, itemsPerSample: width), weights: samples.weights,
      sections: sections, &momentBins)
    let indices = sumIndices(losses, sections)
    guard samples.weights.isEmpty else {
      WeightedProducts(losses.parts, indices, weights: samples.weights).add(to: &sums)
      return
    }
    sums.add(losses.parts.span, at: indices.span)
  }

  /// The sum that each part of a batch adds to.
  private func sumIndices(_ losses: LossBatch, _ sections: [Int32]) -> [Int32] {
    let partCount = losses.parts.count / sections.count
    let factorCount = Int32(factors.count)
    if partCount == 1 {
      return sections.indices.map {
        sections[$0] &* factorCount &+ factorIndices[Int(losses.cells[$0])]
      }
    }
    return losses.cells.indices.map {
      sections[$0 / partCount] &* factorCount &+ factorIndices[Int(losses.cells[$0])]
    }
  }

  /// Adds another breakdown of the same evaluator.
  ///
  /// - Parameters:
  ///   - other: the breakdown.
  ///   - sections: the sections here that its sections are; nil where they are the same.
  package mutating func merge(_ other: LossBreakdown, into sections: [Int]? = nil) {
    makeSections((sections?.max() ?? other.sectionCount - 1) + 1)
    moments.merge(other.moments, into: sections)
    for section in other.counts.indices {
      let own = sections?[section] ?? section
      counts[own] += other.counts[section]
      positives[own] += other.positives[section]
      for factor in factors.indices {
        sums.add(
          other.sums, at: section * factors.count + factor, to: own * factors.count + factor)
      }
    }
  }

  /// What the sections come to.
  package var sections: [Section] {
    let total = total
    return counts.indices.map { section($0, of: total) }
  }

  /// What all sections come to.
  package struct Total: Sendable {
    let sum: ExactSum
    let count: Int
  }

  /// What a section comes to, one of many that are not wanted all at once.
  ///
  /// - Parameters:
  ///   - section: the section.
  ///   - total: ``total``.
  /// - Returns: what it comes to.
  package func section(_ section: Int, of total: Total) -> Section {
    let sum = sum(of: section)
    let count = counts[section]
    return Section(
      count: count, positives: positives[section], mean: sum.divided(by: Double(count)),
      standardError: moments.sums(of: section).standardErrorOfMean(count: count), sum: sum.value,
      share: sum.divided(by: total.sum),
      sampleShare: total.count == 0 ? nil : Double(count) / Double(total.count))
  }

  /// The samples or elements of a section, and the positives among them.
  func counted(_ section: Int) -> (count: Int, positives: Int) {
    (counts[section], positives[section])
  }

  /// The exact sum of a section.
  package func sum(of section: Int) -> ExactSum {
    var sum = ExactSum()
    for (index, factor) in factors.enumerated() {
      sum.merge(sums[section * factors.count + index], times: factor)
    }
    return sum
  }

  /// What all sections come to.
  package var total: Total { Total(sum: totalSum, count: counts.reduce(0, +)) }

  /// The exact sum over all sections.
  var totalSum: ExactSum {
    var total = ExactSum()
    for (index, factor) in factors.enumerated() {
      var sum = ExactSum()
      for section in counts.indices { sum.merge(sums[section * factors.count + index]) }
      total.merge(sum, times: factor)
    }
    return total
  }
}

extension LossEvaluator {
  /// Counts the positives of samples, or of their elements, section by section.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - sections: the section of every sample or element.
  ///   - width: the items of a sample that have a section.
  ///   - counts: takes the numbers.
  fileprivate func addPositives(
    of samples: SampleBatch, _ sections: [Int32], width: Int, to counts: inout [Int]
  ) {
    switch samples.targets {
    case .classes(let classes):
      // Of the rows of multiclass those of class 0 are negative; −1 is the background.
      let least: Int32 = convention.task == .multiclass ? 1 : 0
      for (sample, classIndex) in classes.enumerated() where classIndex >= least {
        let item = width == 1 ? sample : sample * width + Int(classIndex)
        counts[Int(sections[item])] += 1
      }
    case .values(let values):
      let isMulticlass = convention.task == .multiclass
      let itemWidth = values.count / sections.count
      for (index, value) in values.enumerated() where value == 1 {
        if isMulticlass, index % predictionCount == 0 { continue }
        counts[Int(sections[itemWidth == 1 ? index : index / itemWidth])] += 1
      }
    }
  }
}

extension LossBreakdown: StateCodable {
  /// The sections there are; one more is known only by what it numbers.
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.counts("samples", &counts)
    try coder.counts("positives", &positives)
    try coder.sums("losses", &sums)
    try coder.part("moments", &moments)
  }
}
