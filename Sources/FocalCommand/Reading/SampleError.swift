import FocalInput

/// What is wrong with a sample whose fields can be read.
struct SampleError: Error, Equatable, Sendable {
  /// What is wrong.
  enum Problem: Equatable, Sendable {
    /// The file of labels has none for the id of the row.
    case noLabel(id: String, file: String)
    /// A column that labels and predictions both have says that they are of different samples.
    case otherSample(found: String, expected: String, file: String, id: String?)
    /// There is no label.
    case missingLabel(String)
    /// The label means nothing.
    case unknownLabel(String, LabelMeaning)
    /// The label is not UTF-8.
    case labelNotUTF8
    /// The label is a fraction, which class weights cannot weigh.
    case fractionWithClassWeights(Double)
    /// The labels of a multiclass row are not one 1 and zeros, or do not sum to 1.
    case notOneHot(sum: Double)
    /// A probability is outside [0, 1].
    case probabilityOutOfRange(Double)
    /// A log-probability is above 0.
    case logProbabilityOutOfRange(Double)
    /// A row of logits has no softmax.
    case undefinedSoftmax
    /// A weight is negative or infinite.
    case weightOutOfRange(Double)
  }

  let problem: Problem

  /// The row, counted from 0 in its batch.
  let row: Int

  /// The field, counted from 0; nil for the whole row.
  let field: Int?

  /// Whether the field is a label, which may be in a file of its own.
  var isOfLabel: Bool {
    switch problem {
    case .missingLabel, .unknownLabel, .labelNotUTF8, .fractionWithClassWeights, .notOneHot: true
    default: false
    }
  }

  /// Whether this is nearer to the beginning of the input than another error.
  func isBefore(_ other: SampleError) -> Bool {
    row != other.row ? row < other.row : (field ?? -1) < (other.field ?? -1)
  }
}

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

  /// Predictions whose id has come before.
  var repeatedIDs = Entry()

  /// Samples whose label is not the class of the largest prediction, where that is asked.
  var disagreements = Entry()

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
    repeatedIDs.merge(other.repeatedIDs, after: rowCount)
    disagreements.merge(other.disagreements, after: rowCount)
    skipped.merge(other.skipped, after: rowCount)
    ignored.merge(other.ignored, after: rowCount)
  }
}
