/// The losses of a batch of samples, before everything linear.
///
/// The loss of a sample is a sum of parts, each a focal term q^γ·ce times a factor that only its
/// cell determines: α and the class weight. So one evaluation serves every α, and sums can be kept
/// exactly, cell by cell, with the factors applied at the end. Only an α that differs within a cell,
/// by column in one-vs-all or by class in a softmax with soft targets, is in the parts already.
package struct LossBatch: Sendable {
  /// The samples evaluated.
  package internal(set) var sampleCount = 0

  /// The parts of every sample; the same number for all samples of a batch.
  package internal(set) var partsPerSample = 1

  /// The focal terms q^γ·ce in nats, sample by sample.
  package internal(set) var parts: [Double] = []

  /// The cell of every part, an index into the factors of the evaluator.
  package internal(set) var cells: [Int32] = []

  /// The cross entropy of every sample in nats: the loss at γ = 0 without α and class weights.
  package internal(set) var crossEntropies: [Double] = []

  /// The modulating factors of the parts, where sums are divided by theirs or pairs are kept; empty
  /// elsewhere.
  ///
  /// Of the parts of one target one has its factor, the others 0.
  package internal(set) var modulations: [Double] = []

  /// Whether the pairs are kept that the parts were made of, for other gammas to be made of them.
  package let keepsPairs: Bool

  /// The complement q of every part, where pairs are kept and every target is hard; empty elsewhere.
  private(set) var complements: [Double] = []

  /// The cross entropy ce of every part, likewise.
  private(set) var partCrossEntropies: [Double] = []

  /// The parts that the epsilon rule changed on the wrong side, in order.
  package internal(set) var cappedParts: [Int] = []

  /// The cross entropies of the elements, where a sample has several; scratch of the evaluator.
  var elementCrossEntropies: [Double] = []

  /// The negative and the positive side of every element, of soft targets; other evaluators with the
  /// same link and guard need not make them again.
  var sides: [GuardedTarget] = []

  /// An empty batch, to be filled and filled again by an evaluator.
  ///
  /// - Parameter keepsPairs: whether a ``LossSweep`` will make other losses of the same samples.
  package init(keepsPairs: Bool = false) { self.keepsPairs = keepsPairs }

  /// Whether every part has its pair.
  var hasPairs: Bool { !complements.isEmpty }

  /// Whether every part has its modulating factor.
  var hasModulations: Bool { !modulations.isEmpty }

  /// Keeps the pair of a part.
  mutating func setPair(_ pair: LossPair, at part: Int) {
    complements[part] = pair.complement
    partCrossEntropies[part] = pair.crossEntropy
  }

  /// The pair of a part.
  func pair(at part: Int) -> LossPair {
    LossPair(complement: complements[part], crossEntropy: partCrossEntropies[part])
  }

  mutating func prepare(
    sampleCount: Int, partsPerSample: Int, hasModulations: Bool, hasPairs: Bool = false
  ) {
    self.sampleCount = sampleCount
    self.partsPerSample = partsPerSample
    let partCount = sampleCount * partsPerSample
    Self.resize(&parts, to: partCount, 0)
    Self.resize(&cells, to: partCount, 0)
    Self.resize(&crossEntropies, to: sampleCount, 0)
    Self.resize(&complements, to: hasPairs ? partCount : 0, 0)
    Self.resize(&partCrossEntropies, to: hasPairs ? partCount : 0, 0)
    Self.resize(&modulations, to: hasModulations ? partCount : 0, 0)
    cappedParts.removeAll(keepingCapacity: true)
  }

  /// Keeps the pairs of all parts.
  mutating func setPairs(complements: Span<Double>, crossEntropies: Span<Double>) {
    Self.copy(complements, into: &self.complements)
    Self.copy(crossEntropies, into: &partCrossEntropies)
  }

  /// Makes the modulating factors of the complements of a batch, its own or another.
  mutating func setModulations(_ factor: ModulatingFactor, _ complements: [Double]) {
    var factors = modulations.mutableSpan
    factor.apply(to: complements.span, into: &factors)
  }

  /// Makes the parts of the modulating factors and the cross entropies.
  mutating func setParts(_ crossEntropies: [Double]) {
    Self.multiply(modulations, crossEntropies, into: &parts)
  }

  /// Replaces the parts that are not finite by 0.
  mutating func removeInfiniteParts() {
    var parts = self.parts.mutableSpan
    for part in parts.indices where !parts[part].isFinite { parts[part] = 0 }
  }

  /// Turns the sign of every part.
  mutating func negateParts() {
    var parts = self.parts.mutableSpan
    for part in parts.indices { parts[part] = -parts[part] }
  }

  private static func copy(_ numbers: Span<Double>, into array: inout [Double]) {
    var copies = array.mutableSpan
    for index in numbers.indices { copies[index] = numbers[index] }
  }

  private static func multiply(
    _ modulations: [Double], _ crossEntropies: [Double], into parts: inout [Double]
  ) {
    let modulations = modulations.span
    let crossEntropies = crossEntropies.span
    var products = parts.mutableSpan
    for part in products.indices {
      products[part] = modulations[part] * crossEntropies[part] + 0
    }
  }

  /// Prepares for the parts of another convention, made of the pairs of a batch.
  ///
  /// - Parameters:
  ///   - pairs: the batch.
  ///   - partsPerPair: how many parts are made of each pair.
  mutating func prepare(for pairs: LossBatch, partsPerPair: Int = 1) {
    sampleCount = pairs.sampleCount
    partsPerSample = partsPerPair * pairs.partsPerSample
    let partCount = partsPerPair * pairs.parts.count
    if partsPerPair == 1 {
      // Shared, not copied.
      cells = pairs.cells
    } else {
      Self.resize(&cells, to: partCount, 0)
    }
    Self.resize(&parts, to: partCount, 0)
    Self.resize(&modulations, to: partCount, 0)
  }

  /// Gives an array a length without a new one, since batches are seldom of the same length.
  private static func resize<Element>(
    _ array: inout [Element], to count: Int, _ filler: Element
  ) {
    if array.count > count {
      array.removeLast(array.count - count)
    } else if array.count < count {
      array.append(contentsOf: repeatElement(filler, count: count - array.count))
    }
  }
}
