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

  /// The focal terms q^γ·ce in nats, sample by sample; empty where pairs are kept, to be made of them.
  package internal(set) var parts: [Double] = []

  /// The cell of every part, an index into the factors of the evaluator.
  package internal(set) var cells: [Int32] = []

  /// The cross entropy of every sample in nats: the loss at γ = 0 without α and class weights; empty where
  /// pairs are kept, which have those of the parts.
  package internal(set) var crossEntropies: [Double] = []

  /// The modulating factors of the parts, where sums are divided by theirs or were made of pairs; empty
  /// elsewhere.
  ///
  /// Of the parts of one target one has its factor, the others 0.
  package internal(set) var modulations: [Double] = []

  /// Whether the pairs are kept that the parts were made of, for other gammas to be made of them.
  package let keepsPairs: Bool

  /// The pair of every part, where pairs are kept and every target is hard; empty elsewhere.
  var pairs = PairBlocks(count: 0)

  /// The parts that the epsilon rule changed on the wrong side, in order.
  package internal(set) var cappedParts: [Int] = []

  /// The cross entropies of the elements, where a sample has several; scratch of the evaluator.
  var elementCrossEntropies: [Double] = []

  /// The negative and the positive side of every element, of soft targets; other evaluators with the
  /// same link and guard need not make them again.
  var sides: [GuardedTarget] = []

  /// Whether modulating factors are wanted beside the parts.
  let keepsModulations: Bool

  /// An empty batch, to be filled and filled again by an evaluator.
  ///
  /// - Parameter keepsPairs: whether a ``LossSweep`` will make losses of the samples.
  package init(keepsPairs: Bool = false) {
    self.keepsPairs = keepsPairs
    keepsModulations = keepsPairs
  }

  /// An empty batch, which takes modulating factors too.
  init(keepsModulations: Bool) {
    keepsPairs = false
    self.keepsModulations = keepsModulations
  }

  /// Whether every part has its pair.
  var hasPairs: Bool { pairs.count > 0 }

  /// Whether every part has its modulating factor.
  var hasModulations: Bool { !modulations.isEmpty }

  /// Keeps the pair of a part.
  mutating func setPair(_ pair: LossPair, at part: Int) { pairs[part] = pair }

  mutating func prepare(
    sampleCount: Int, partsPerSample: Int, hasModulations: Bool, hasPairs: Bool = false
  ) {
    self.sampleCount = sampleCount
    self.partsPerSample = partsPerSample
    let partCount = sampleCount * partsPerSample
    Self.resize(&parts, to: hasPairs ? 0 : partCount, 0)
    Self.resize(&cells, to: partCount, 0)
    Self.resize(&crossEntropies, to: hasPairs ? 0 : sampleCount, 0)
    pairs.resize(to: hasPairs ? partCount : 0)
    Self.resize(&modulations, to: hasModulations && !hasPairs ? partCount : 0, 0)
    cappedParts.removeAll(keepingCapacity: true)
  }

  /// Makes modulating factors of pairs, and the parts of these.
  ///
  /// - Parameters:
  ///   - pairs: a pair a part.
  ///   - factor: the modulating factor.
  mutating func makeParts(_ pairs: PairBlocks, _ factor: ModulatingFactor) {
    // Moved out, since two arrays cannot be changed at once in place.
    var (ownParts, ownModulations) = (parts, modulations)
    (parts, modulations) = ([], [])
    var terms = ownParts.mutableSpan
    var modulations = ownModulations.mutableSpan
    var room = PairBlocks.Section(repeating: 0)
    for range in PairBlocks.ranges(pairs.count) {
      let block = pairs.numbers.span.extracting(PairBlocks.places(ofBlockWith: range.lowerBound))
      var factors = room.mutableSpan
      factor.apply(to: block.extracting(0..<PairBlocks.length), into: &factors)
      if keepsModulations {
        for part in range { modulations[part] = factors[part - range.lowerBound] }
      }
      pairs.makeTerms(&terms, ofFactors: room.span, in: range, gamma: factor.gamma)
    }
    (parts, self.modulations) = (ownParts, ownModulations)
  }

  /// Replaces the parts that are not finite by 0.
  mutating func removeInfiniteParts() {
    var parts = self.parts.mutableSpan
    // No branch, so that it becomes vector instructions.
    for part in parts.indices {
      let isFinite = parts[part].magnitude < .infinity
      parts[part] = isFinite ? parts[part] : 0
    }
  }

  /// Turns the sign of every part.
  mutating func negateParts() {
    var parts = self.parts.mutableSpan
    for part in parts.indices { parts[part] = -parts[part] }
  }

  /// Prepares for the parts of another convention, made of the pairs of a batch.
  ///
  /// - Parameters:
  ///   - pairs: the batch.
  ///   - partsPerPair: how many parts are made of each pair.
  mutating func prepare(for pairs: LossBatch, partsPerPair: Int = 1) {
    sampleCount = pairs.sampleCount
    partsPerSample = partsPerPair * pairs.partsPerSample
    let partCount = partsPerPair * pairs.pairs.count
    if partsPerPair == 1 {
      // Shared, not copied.
      cells = pairs.cells
    } else {
      Self.resize(&cells, to: partCount, 0)
    }
    Self.resize(&parts, to: partCount, 0)
    Self.resize(&modulations, to: keepsModulations ? partCount : 0, 0)
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
