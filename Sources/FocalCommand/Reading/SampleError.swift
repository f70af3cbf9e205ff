import FocalInput
import FocalLoss

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
    /// A quality is not in [0, 1].
    case qualityOutOfRange(Double)
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

    /// The shard that the row is of; nil where the run has no shards.
    var shard: Shard?

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
      guard let row = other.firstRow else { return }
      let isFirst =
        other.shard == shard || firstRow == nil
        ? row + rowCount < firstRow ?? .max : Shard.isBefore(other.shard, shard)
      if isFirst { (firstRow, shard) = (row + rowCount, other.shard) }
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
    for entry in Self.entries {
      self[keyPath: entry.path].merge(other[keyPath: entry.path], after: rowCount)
    }
  }

  /// What is noticed, by name.
  private static let entries: [(name: String, path: any WritableKeyPath<Self, Entry> & Sendable)] =
    [
      ("roundedProbabilities", \.roundedProbabilities), ("capped", \.capped),
      ("outsideUnitInterval", \.outsideUnitInterval), ("unevenSums", \.unevenSums),
      ("certainAndWrong", \.certainAndWrong), ("betweenZeroAndOne", \.betweenZeroAndOne),
      ("fractions", \.fractions), ("repeatedIDs", \.repeatedIDs),
      ("disagreements", \.disagreements), ("skipped", \.skipped), ("ignored", \.ignored),
    ]

  /// Says of every row that is known by its number alone which shard it is of.
  mutating func assign(to shard: Shard) {
    for entry in Self.entries where self[keyPath: entry.path].shard == nil {
      self[keyPath: entry.path].shard = shard
    }
  }
}

extension WarningTally: StateCodable {
  /// What was noticed at all: how often, in which row first, and, where there are several, of which
  /// shard.
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    for entry in Self.entries {
      let limit = coder.limit
      guard coder.isReading ? coder.has(entry.name) : self[keyPath: entry.path].count > 0 else {
        continue
      }
      try coder.value(entry.name, &self[keyPath: entry.path], \.state) { Entry($0, limit: limit) }
    }
  }
}

extension WarningTally.Entry {
  fileprivate var state: StateValue {
    let row = firstRow.map(StateValue.integer) ?? .nothing
    let shards: [StateValue] = shard.map { [$0.value] } ?? []
    return .list([.integer(count), row] + shards)
  }

  fileprivate init?(_ state: StateValue, limit: Int) {
    guard case .list(let values) = state, (2...3).contains(values.count),
      let count = values[0].count(to: limit)
    else { return nil }
    self.count = count
    firstRow = values[1].count(to: Shard.rowLimit)
    guard values.count == 3 else { return }
    guard let shard = Shard(values[2]) else { return nil }
    self.shard = shard
  }
}
