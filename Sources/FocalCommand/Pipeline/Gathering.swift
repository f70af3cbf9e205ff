import FocalLoss

/// What a run gathers of its samples beside their loss, as the command wants it.
///
/// Every worker has one of its own; merging them gives the same bits as one worker would have.
struct Gathering: Sendable {
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

  /// Adds samples.
  mutating func add(_ samples: SampleBatch) {
    for index in comparisons.indices { comparisons[index].add(samples) }
    identification?.add(samples)
  }

  /// Adds what another worker has gathered of the same things.
  mutating func merge(_ other: Gathering) {
    for index in comparisons.indices { comparisons[index].merge(other.comparisons[index]) }
    if let attribution = other.attribution { self.attribution?.merge(attribution) }
    if let other = other.identification { identification?.merge(other) }
  }
}
