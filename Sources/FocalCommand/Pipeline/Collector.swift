import FocalLoss

/// Gathers what a command wants of evaluated batches.
///
/// Every worker has a collector of its own. Merging them gives the same bits as one worker would have
/// gathered, in whatever order batches came to them.
protocol Collector: Sendable {
  /// What batches must have beside samples and losses, or that losses need not be there.
  var needs: CollectorNeeds { get }

  /// Whether all that is wanted has been gathered, so that nothing more need be read.
  var isComplete: Bool { get }

  /// Adds the samples of a batch.
  mutating func add(_ batch: EvaluatedBatch)

  /// Adds what another worker has gathered of the same things.
  mutating func merge(_ other: Self)

  /// The bytes of what it has gathered that grow with the input, such as the sums of classes met.
  ///
  /// A worker of a team hands what it has over where these are many, so that all workers together hold it
  /// once.
  var byteCount: Int { get }

  /// Forgets the codes of category columns, as the decoder does; what was gathered by them stays.
  mutating func forgetCodes()
}

/// What collectors may need of batches.
struct CollectorNeeds: OptionSet, Sendable {
  let rawValue: Int

  /// The pairs of complement and cross entropy that losses are made of.
  static let pairs = CollectorNeeds(rawValue: 1)

  /// All batches in the order of the input, which then come to one worker.
  static let order = CollectorNeeds(rawValue: 2)

  /// Nothing but samples: no loss is computed then.
  static let samplesAlone = CollectorNeeds(rawValue: 4)
}

extension Collector {
  var needs: CollectorNeeds { [] }

  var isComplete: Bool { false }

  var byteCount: Int { 0 }

  mutating func forgetCodes() {}

  /// Adds what a collector of the same type has gathered, where a list has collectors of any type.
  mutating func merge(any other: any Collector) {
    guard let other = other as? Self else { preconditionFailure("lists are merged in order") }
    merge(other)
  }
}

/// What a run gathers that can leave the process.
protocol StatefulCollector: Collector, StateCodable {
  /// Says of samples that are known by their chunk which rows they are.
  mutating func number(by rows: RowNumbering)

  /// Says of samples that are known by their row which shard they are of.
  mutating func assign(to shard: Shard)
}

extension StatefulCollector {
  mutating func number(by rows: RowNumbering) {}

  mutating func assign(to shard: Shard) {}
}

/// The sums of samples under another convention than the run's own.
struct ConventionSums: StateCodable, Sendable {
  private let evaluator: LossEvaluator
  private var accumulator: LossAccumulator

  init(_ evaluator: LossEvaluator) {
    self.evaluator = evaluator
    accumulator = LossAccumulator(evaluator, hasCrossEntropy: false)
  }

  var convention: Convention { evaluator.convention }

  /// The loss under the convention; nil where there is none.
  var loss: Double? { accumulator.loss }

  /// The bytes that the sums take.
  var byteCount: Int { accumulator.byteCount }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - losses: takes their losses.
  ///   - bins: where numbers are gathered.
  mutating func add(_ samples: SampleBatch, _ losses: inout LossBatch, _ bins: inout SumBins) {
    evaluator.evaluate(samples, into: &losses)
    accumulator.add(losses, of: samples, &bins)
  }

  /// Adds what another worker has gathered under the same convention.
  mutating func merge(_ other: ConventionSums) { accumulator.merge(other.accumulator) }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try accumulator.code(&coder)
  }
}

/// The sums of the run's own convention.
struct SumCollector: StatefulCollector {
  private(set) var accumulator: LossAccumulator

  /// No samples.
  ///
  /// - Parameters:
  ///   - evaluator: makes the losses.
  ///   - hasCrossEntropy: whether the cross entropy is wanted too, as reports have it.
  ///   - standardErrors: the losses that standard errors are wanted of.
  init(
    _ evaluator: LossEvaluator, hasCrossEntropy: Bool = true,
    standardErrors: LossAccumulator.StandardErrors = .none
  ) {
    accumulator = LossAccumulator(
      evaluator, hasCrossEntropy: hasCrossEntropy, standardErrors: standardErrors)
  }

  /// Sums that have been gathered.
  init(_ accumulator: LossAccumulator) { self.accumulator = accumulator }

  /// What the losses are reduced to.
  var summary: LossSummary { accumulator.summary }

  var byteCount: Int { accumulator.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { accumulator.add(batch.losses, of: batch.samples) }

  /// Adds the samples of a batch.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - bins: where numbers are gathered, which other sums can share.
  mutating func add(_ batch: EvaluatedBatch, _ bins: inout SumBins) {
    accumulator.add(batch.losses, of: batch.samples, &bins)
  }

  mutating func merge(_ other: SumCollector) { accumulator.merge(other.accumulator) }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try accumulator.code(&coder)
  }
}
