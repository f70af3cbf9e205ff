/// The losses of samples or elements section by section: by tenth of p_t, by group, or by whatever
/// else numbers them.
///
/// Every section has exact sums, so all sections together are the sum over all samples, exactly; and
/// batches may be added in any order and breakdowns merged in any order with the same bits.
///
/// - Precondition: the sum of the losses is a sum over samples, which it is under every modulator but
///   the normalised one.
public struct LossBreakdown: Sendable {
  /// What a section comes to. Losses are in nats; numbers that do not exist, x/0 and ∞/∞, are nil.
  public struct Section: Equatable, Sendable {
    /// The samples or elements of the section.
    public let count: Int
    /// The positives among them, as ``LossSummary/positives`` counts them.
    public let positives: Int
    /// Σwℓ / count over the section.
    public let mean: Double?
    /// Σwℓ over the section.
    public let sum: Double
    /// The section's part of the sum over all sections.
    public let share: Double?
    /// The section's part of all samples or elements.
    public let sampleShare: Double?
  }

  private let evaluator: LossEvaluator

  /// The factors of the cells, each once: cells of one factor share a sum.
  private let factors: [Double]

  /// The factor of every cell, an index; nil where the factor is 0, which adds nothing.
  private let factorIndices: [Int?]

  /// The sums, section by section one a factor.
  private var sums = SparseSums(count: 0)
  private var counts: [Int] = []
  private var positives: [Int] = []

  /// A breakdown without sections.
  ///
  /// - Parameter evaluator: the evaluator whose losses will be added.
  public init(_ evaluator: LossEvaluator) {
    precondition(!evaluator.isNormalized, "normalised losses are no sums over samples")
    self.evaluator = evaluator
    let factors = Array(Set(evaluator.factors)).filter { $0 != 0 }.sorted()
    self.factors = factors
    factorIndices = evaluator.factors.map { factor in factors.firstIndex(of: factor) }
  }

  /// The sections.
  public var sectionCount: Int { counts.count }

  /// Makes sections up to a number of them; those there are stay.
  ///
  /// - Parameter count: the sections wanted.
  public mutating func makeSections(_ count: Int) {
    guard count > counts.count else { return }
    let missing = count - counts.count
    counts.append(contentsOf: repeatElement(0, count: missing))
    positives.append(contentsOf: repeatElement(0, count: missing))
    sums.grow(to: count * factors.count)
  }

  /// Adds evaluated samples, or their elements.
  ///
  /// - Parameters:
  ///   - losses: what the evaluator made of the samples.
  ///   - samples: the samples.
  ///   - sections: the section of every sample; or of every element, row by row.
  public mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, sections: [Int32]
  ) {
    guard losses.sampleCount > 0 else { return }
    let width = sections.count / losses.sampleCount
    precondition(
      sections.count == losses.sampleCount * width && losses.partsPerSample % width == 0,
      "a section for every sample or element")
    let partCount = losses.partsPerSample / width
    let isWeighted = !samples.weights.isEmpty
    for (item, section) in sections.enumerated() {
      let section = Int(section)
      counts[section] += 1
      positives[section] += evaluator.positiveCount(of: samples, item: item, width: width)
      let weight = isWeighted ? samples.weights[item / width] : 1
      guard weight != 0 else { continue }
      for part in item * partCount..<(item + 1) * partCount {
        guard let factor = factorIndices[Int(losses.cells[part])] else { continue }
        if isWeighted {
          sums.add(losses.parts[part], times: weight, at: section * factors.count + factor)
        } else {
          sums.add(losses.parts[part], at: section * factors.count + factor)
        }
      }
    }
  }

  /// Adds another breakdown of the same evaluator.
  ///
  /// - Parameters:
  ///   - other: the breakdown.
  ///   - sections: the sections here that its sections are; nil where they are the same.
  public mutating func merge(_ other: LossBreakdown, into sections: [Int]? = nil) {
    makeSections((sections?.max() ?? other.sectionCount - 1) + 1)
    for section in other.counts.indices {
      let own = sections?[section] ?? section
      counts[own] += other.counts[section]
      positives[own] += other.positives[section]
      for factor in factors.indices {
        sums.merge(
          other.sums, at: section * factors.count + factor, into: own * factors.count + factor)
      }
    }
  }

  /// What the sections come to.
  public var sections: [Section] {
    let total = total.value
    let count = counts.reduce(0, +)
    return counts.indices.map { section in
      let sum = sum(of: section)
      return Section(
        count: counts[section], positives: positives[section],
        mean: sum.divided(by: Double(counts[section])), sum: sum.value,
        share: sum.divided(by: total),
        sampleShare: count == 0 ? nil : Double(counts[section]) / Double(count))
    }
  }

  /// The exact sum of a section.
  func sum(of section: Int) -> ExactSum {
    var sum = ExactSum()
    for (index, factor) in factors.enumerated() {
      sum.merge(sums[section * factors.count + index], times: factor)
    }
    return sum
  }

  /// The exact sum over all sections.
  var total: ExactSum {
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
  /// The positives of a sample, or of an element, as a breakdown counts them.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - item: the index of the sample or element.
  ///   - width: the items of a sample.
  /// - Returns: 0 or 1; for a sample of multilabel the number of its classes.
  fileprivate func positiveCount(of samples: SampleBatch, item: Int, width: Int) -> Int {
    switch samples.targets {
    case .classes(let classes):
      let classIndex = Int(classes[item / width])
      if width > 1 { return classIndex == item % width ? 1 : 0 }
      return classIndex > (convention.task == .multiclass ? 0 : -1) ? 1 : 0
    case .values(let values):
      if convention.task == .multiclass {
        let row = values[item * predictionCount..<(item + 1) * predictionCount]
        return row.contains(1) && row.first != 1 ? 1 : 0
      }
      guard width < predictionCount else { return values[item] == 1 ? 1 : 0 }
      return values[item * predictionCount..<(item + 1) * predictionCount].count { $0 == 1 }
    }
  }
}
