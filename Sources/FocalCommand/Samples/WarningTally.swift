/// What was noticed about the samples, counted.
struct WarningTally: Equatable, Sendable {
  /// How often something was noticed, and in which row first.
  struct Entry: Equatable, Sendable {
    var count = 0

    /// The first row, counted from 1.
    var firstRow: Int?

    /// Notes it once more, or several times.
    ///
    /// - Parameters:
    ///   - row: the row, counted from 0; the first of several.
    ///   - count: how often.
    mutating func note(row: Int, count: Int = 1) {
      self.count += count
      firstRow = min(firstRow ?? .max, row + 1)
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

  /// Rows whose class probabilities do not sum to 1.
  var unevenSums = Entry()

  /// Elements that the prediction says are impossible, and are so.
  var certainAndWrong = Entry()

  /// Predictions that are neither 0 nor 1, as labels are not.
  var betweenZeroAndOne = Entry()

  /// Targets that are neither 0 nor 1.
  var fractions = Entry()

  /// Rows left out because a value is missing.
  var skipped = Entry()

  /// Rows left out because of their label.
  var ignored = Entry()

  /// Adds what was noticed in rows that come after some others.
  mutating func merge(_ other: WarningTally, after rowCount: Int) {
    roundedProbabilities.merge(other.roundedProbabilities, after: rowCount)
    capped.merge(other.capped, after: rowCount)
    outsideUnitInterval.merge(other.outsideUnitInterval, after: rowCount)
    unevenSums.merge(other.unevenSums, after: rowCount)
    certainAndWrong.merge(other.certainAndWrong, after: rowCount)
    betweenZeroAndOne.merge(other.betweenZeroAndOne, after: rowCount)
    fractions.merge(other.fractions, after: rowCount)
    skipped.merge(other.skipped, after: rowCount)
    ignored.merge(other.ignored, after: rowCount)
  }
}
