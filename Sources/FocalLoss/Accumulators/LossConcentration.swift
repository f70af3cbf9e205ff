/// How much of the loss few samples carry, for positives and negatives apart.
///
/// With γ above 0 the loss of easy samples vanishes beside that of hard ones: this is the Figure 4 of
/// Lin et al., "Focal Loss for Dense Object Detection", 2017, as numbers. A sample's loss is wℓ here,
/// its part of the sum. Batches may be added in any order and concentrations merged in any order with
/// the same bits.
package struct LossConcentration: Sendable {
  /// The samples that something is said of.
  package enum SampleSet: String, CaseIterable, Sendable {
    /// All of them.
    case all
    /// Those with a positive, as ``LossSummary/positives`` counts them; fractions above ½.
    case positives
    /// The others.
    case negatives
  }

  /// Samples that are easy or hard, and what the modulating factor leaves of their cross entropy.
  package struct Difficulty: Equatable, Sendable {
    /// The samples.
    package let count: Int
    /// Σwℓ over them.
    package let sum: Double
    /// Σw·ce over them: the sum at γ = 0 without α and class weights.
    package let crossEntropySum: Double
    /// The one divided by the other; nil where there is no such number.
    package let ratio: Double?
  }

  /// What is gathered of easy or hard samples of one side.
  private struct Sums: StateCodable {
    var count = 0
    var losses = ExactSum()
    var crossEntropies = ExactSum()

    mutating func merge(_ other: Sums) {
      count += other.count
      losses.merge(other.losses)
      crossEntropies.merge(other.crossEntropies)
    }

    mutating func code(_ coder: inout StateCoder) throws(StateError) {
      try coder.count("count", &count)
      try coder.sum("losses", &losses)
      try coder.sum("crossEntropies", &crossEntropies)
    }
  }

  private let evaluator: LossEvaluator
  private var positives = LossSketch()
  private var negatives = LossSketch()

  /// Easy and hard, of negatives and of positives.
  private var sums = Array(repeating: Sums(), count: 4)

  /// A concentration of no samples.
  ///
  /// - Parameter evaluator: the evaluator whose losses will be added.
  package init(_ evaluator: LossEvaluator) { self.evaluator = evaluator }

  /// Adds evaluated samples.
  ///
  /// - Parameters:
  ///   - batch: what the evaluator made of the samples.
  ///   - samples: the samples.
  package mutating func add(_ batch: LossBatch, of samples: SampleBatch) {
    let losses = evaluator.losses(of: batch)
    let arePositive = evaluator.arePositive(samples)
    // p_t ≥ ½, or, of several elements, its geometric mean.
    let elements = evaluator.convention.task.isElementwise ? evaluator.predictionCount : 1
    let easiest = Double(elements) * Elementary.log(2)
    var parts: (negatives: [Double], positives: [Double]) = ([], [])
    for sample in losses.indices {
      let weight = samples.weights.isEmpty ? 1 : samples.weights[sample]
      let crossEntropy = batch.crossEntropies[sample]
      let index = (arePositive[sample] ? 2 : 0) + (crossEntropy <= easiest ? 0 : 1)
      // A weight of 0 takes an infinite loss away.
      let loss = weight == 0 ? 0 : weight * losses[sample]
      if arePositive[sample] { parts.positives.append(loss) } else { parts.negatives.append(loss) }
      sums[index].count += 1
      sums[index].losses.add(loss)
      if weight != 0 { sums[index].crossEntropies.add(crossEntropy, times: weight) }
    }
    negatives.add(parts.negatives)
    positives.add(parts.positives)
  }

  /// Adds another concentration of the same evaluator.
  ///
  /// - Parameter other: the concentration.
  package mutating func merge(_ other: LossConcentration) {
    negatives.merge(other.negatives)
    positives.merge(other.positives)
    for index in sums.indices { sums[index].merge(other.sums[index]) }
  }

  /// How the losses wℓ of some samples are distributed.
  ///
  /// - Parameter set: the samples.
  /// - Returns: the sketch of their losses.
  package func sketch(of set: SampleSet) -> LossSketch {
    switch set {
    case .positives: return positives
    case .negatives: return negatives
    case .all:
      var all = negatives
      all.merge(positives)
      return all
    }
  }

  /// Easy or hard samples: p_t at least ½, or less.
  ///
  /// Of a sample with several elements the geometric mean of their p_t counts, and of a soft target
  /// e^(−ce).
  ///
  /// - Parameters:
  ///   - isHard: whether the hard ones are meant.
  ///   - set: the samples among which they are.
  /// - Returns: what they come to.
  package func difficulty(isHard: Bool, of set: SampleSet) -> Difficulty {
    var found = Sums()
    if set != .positives { found.merge(sums[isHard ? 1 : 0]) }
    if set != .negatives { found.merge(sums[isHard ? 3 : 2]) }
    return Difficulty(
      count: found.count, sum: found.losses.value, crossEntropySum: found.crossEntropies.value,
      ratio: found.losses.divided(by: found.crossEntropies))
  }
}

extension LossEvaluator {
  /// Whether the samples are positive: whether they have a positive, or are of a class but 0.
  func arePositive(_ samples: SampleBatch) -> [Bool] {
    let sampleCount = samples.predictions.count / predictionCount
    switch samples.targets {
    case .classes(let classes):
      let least: Int32 = convention.task == .multiclass ? 1 : 0
      return classes.map { $0 >= least }
    case .values(let values):
      return (0..<sampleCount).map { sample in
        if convention.task == .multiclass { return trueClass(of: samples, sample: sample) > 0 }
        return values[sample * predictionCount..<(sample + 1) * predictionCount]
          .contains { $0 > 0.5 }
      }
    }
  }
}

extension LossConcentration: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.parts("difficulties", &sums)
    try coder.part("negatives", &negatives)
    try coder.part("positives", &positives)
  }
}
