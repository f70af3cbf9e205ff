import FocalLoss

/// What a run gathers of its samples beside their loss, as the command wants it.
///
/// Every worker has one of its own; merging them gives the same bits as one worker would have.
struct Gathering: Sendable {
  /// Whether the cross entropy of the run's convention is wanted, as reports have it.
  var needsCrossEntropy = true

  /// The same samples under other conventions.
  var comparisons: [Comparison] = []

  /// Where the loss comes from.
  var attribution: Attribution?

  /// The same samples under every convention there is.
  var identification: Identification?

  /// The one row that is wanted, in a run that ends with it.
  var row: RowFinder?

  /// Whether all that is wanted is there, so that nothing more need be read.
  var isComplete: Bool { row?.found != nil }

  /// The same samples under a grid of conventions, of which the run's own is the first.
  var sweep: LossSweep?

  /// Whether losses have to be gathered from the pairs that they are made of.
  var needsPairs: Bool { sweep != nil }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - samples: the samples.
  ///   - losses: what the run's evaluator made of them, with pairs where they are needed.
  ///   - accumulator: takes them too; a sweep has summed them already.
  mutating func add(
    _ samples: SampleBatch, _ losses: LossBatch, to accumulator: inout LossAccumulator
  ) {
    if sweep == nil {
      accumulator.add(losses, of: samples)
    } else {
      sweep?.add(losses, of: samples)
    }
    for index in comparisons.indices { comparisons[index].add(samples) }
    identification?.add(samples)
  }

  /// Adds what another worker has gathered of the same things.
  mutating func merge(_ other: Gathering) {
    if let sweep = other.sweep { self.sweep?.merge(sweep) }
    for index in comparisons.indices { comparisons[index].merge(other.comparisons[index]) }
    if let attribution = other.attribution { self.attribution?.merge(attribution) }
    if let other = other.identification { identification?.merge(other) }
  }
}
