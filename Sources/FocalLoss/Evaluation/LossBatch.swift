/// The losses of a batch of samples, before everything linear.
///
/// The loss of a sample is a sum of parts, each a focal term q^γ·ce times a factor that only its
/// cell determines: α and the class weight. So one evaluation serves every α, and sums can be kept
/// exactly, cell by cell, with the factors applied at the end. Only an α that differs within a cell,
/// by column in one-vs-all or by class in a softmax with soft targets, is in the parts already.
public struct LossBatch: Sendable {
  /// The samples evaluated.
  public internal(set) var sampleCount = 0

  /// The parts of every sample; the same number for all samples of a batch.
  public internal(set) var partsPerSample = 1

  /// The focal terms q^γ·ce in nats, sample by sample.
  public internal(set) var parts: [Double] = []

  /// The cell of every part, an index into the factors of the evaluator.
  public internal(set) var cells: [Int32] = []

  /// The cross entropy of every sample in nats: the loss at γ = 0 without α and class weights.
  public internal(set) var crossEntropies: [Double] = []

  /// The modulating factors of the parts, where sums are divided by theirs; empty elsewhere.
  ///
  /// Of the parts of one target one has its factor, the others 0.
  public internal(set) var modulations: [Double] = []

  /// The parts that the epsilon rule changed on the wrong side, in order.
  public internal(set) var cappedParts: [Int] = []

  /// The cross entropies of the elements, where a sample has several; scratch of the evaluator.
  var elementCrossEntropies: [Double] = []

  /// An empty batch, to be filled and filled again by an evaluator.
  public init() {}

  mutating func prepare(sampleCount: Int, partsPerSample: Int, hasModulations: Bool) {
    self.sampleCount = sampleCount
    self.partsPerSample = partsPerSample
    let partCount = sampleCount * partsPerSample
    if parts.count != partCount {
      parts = Array(repeating: 0, count: partCount)
      cells = Array(repeating: 0, count: partCount)
    }
    if crossEntropies.count != sampleCount {
      crossEntropies = Array(repeating: 0, count: sampleCount)
    }
    let modulationCount = hasModulations ? partCount : 0
    if modulations.count != modulationCount {
      modulations = Array(repeating: 0, count: modulationCount)
    }
    cappedParts.removeAll(keepingCapacity: true)
  }
}
