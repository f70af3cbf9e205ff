import FocalLoss
import FocalOutput

/// Why two models cannot be compared.
enum PairingError: Error, Equatable, Sendable {
  /// A row of a model, and the base that it differs from.
  struct Place: Equatable, Sendable {
    let file: String
    let base: String

    /// The row, counted from 1.
    let row: Int
  }

  /// A row has another label.
  case otherLabel(Place, found: String, expected: String)
  /// A row has another weight.
  case otherWeight(Place, found: Double, expected: Double)
  /// A row is of another group.
  case otherGroup(Place, found: String, expected: String)
  /// A model has more or fewer rows.
  case rowCount(file: String, found: Int, base: String, expected: Int)
  /// An id is in one file only.
  case unmatchedID(String, file: String, other: String)
  /// An id stands in a file twice.
  case repeatedID(String, file: String)
  /// The predictions are of another kind, task or number.
  case otherPredictions(file: String, found: String, base: String, expected: String)
  /// The classes stand in another order.
  case otherClassOrder(file: String, found: [String], base: String, expected: [String])
  /// A difference means nothing under the reduction.
  case reduction(Reduction)
  /// Every pair was left out.
  case noPairs(rowCount: Int)
  /// The gate cannot be decided.
  case undecided(file: String, isDifferenceKnown: Bool)
}

extension Diagnostic {
  /// The status of an error of a comparison: what the header or the options say is wrong usage.
  static func status(_ error: PairingError) -> ExitStatus {
    switch error {
    case .otherPredictions, .otherClassOrder, .reduction: .usage
    case .otherLabel, .otherWeight, .otherGroup, .rowCount, .unmatchedID, .repeatedID, .noPairs,
      .undecided:
      .data
    }
  }

  static func sentence(_ error: PairingError) -> String {
    switch error {
    case .otherLabel(let place, let found, let expected):
      sentence(place, "the label", quoted(found), quoted(expected))
    case .otherWeight(let place, let found, let expected):
      sentence(place, "the weight", NumberText.shortest(found), NumberText.shortest(expected))
    case .otherGroup(let place, let found, let expected):
      sentence(place, "the group", quoted(found), quoted(expected))
    case .rowCount(let file, let found, let base, let expected):
      "\(file): has \(counted(found, "row")), but \(base) has \(expected); "
        + "expected the same samples in the same order, or --id with a column of both"
    case .unmatchedID(let id, let file, let other):
      "\(other): no row has the id \(quoted(id)) of \(file); expected the same ids in both"
    case .repeatedID(let id, let file):
      "\(file): the id \(quoted(id)) stands twice; expected one row for each"
    case .otherPredictions(let file, let found, let base, let expected):
      "\(file): its predictions are \(found), but those of \(base) are \(expected); "
        + "expected the same of both"
    case .otherClassOrder(let file, let found, let base, let expected):
      "\(file): its classes are \(list(found)), but those of \(base) are \(list(expected)); "
        + "expected one order, as --prediction gives it"
    case .reduction(let reduction):
      "focal versus: the reduction \(reduction.rawValue) has no differences of samples; "
        + "expected --reduction mean, sum or weighted-mean"
    case .noPairs(let rowCount):
      "focal versus: all \(counted(rowCount, "row")) were left out; expected samples of both"
    case .undecided(let file, let isDifferenceKnown):
      "--fail-if-worse: the \(isDifferenceKnown ? "interval of the difference" : "difference") "
        + "of \(file) does not exist; expected finite losses of two samples or more"
    }
  }

  private static func sentence(
    _ place: PairingError.Place, _ what: String, _ found: String, _ expected: String
  ) -> String {
    "\(place.file): row \(place.row): \(what) is \(found), but \(expected) in \(place.base); "
      + "expected the same samples in the same order, or --id with a column of both"
  }
}
