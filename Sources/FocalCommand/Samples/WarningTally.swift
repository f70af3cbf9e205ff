/// What was noticed about the samples, counted.
struct WarningTally: Equatable, Sendable {
  /// How often something was noticed, and in which row first.
  struct Entry: Equatable, Sendable {
    var count = 0
    var firstRow: Int?

    /// Notes it once more.
    mutating func note(row: Int) {
      count += 1
      firstRow = min(firstRow ?? row, row)
    }

    /// Adds what was noticed in rows that come after some others.
    mutating func merge(_ other: Entry, after rowCount: Int) {
      count += other.count
      if let row = other.firstRow { firstRow = min(firstRow ?? .max, row + rowCount) }
    }
  }

  /// Probabilities a rounding error outside [0, 1].
  var roundedProbabilities = Entry()

  /// Elements that the epsilon rule changed on the wrong side.
  var capped = Entry()

  /// Predictions outside [0, 1], as logits have them.
  var outsideUnitInterval = Entry()

  /// Adds what was noticed in rows that come after some others.
  mutating func merge(_ other: WarningTally, after rowCount: Int) {
    roundedProbabilities.merge(other.roundedProbabilities, after: rowCount)
    capped.merge(other.capped, after: rowCount)
    outsideUnitInterval.merge(other.outsideUnitInterval, after: rowCount)
  }
}
