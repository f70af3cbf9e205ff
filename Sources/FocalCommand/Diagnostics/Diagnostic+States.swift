/// Why states cannot be merged.
enum MergeError: Error, Equatable, Sendable {
  /// A line is no state.
  case line(StateProblem)
  /// The runs differ in something: what it is, how it is here and there, and where the other is.
  case difference(String, own: String, other: String, place: String)
  /// A shard of the name has come before.
  case repeatedName(String, place: String)
  /// A shard of the same rows has come before.
  case repeatedRows(place: String)
  /// No state has a row, of which there could be a report.
  case noRows
  /// All shards together have more rows than sums are exact for.
  case tooManyRows
}

/// Why a line is no state.
enum StateProblem: Error, Equatable, Sendable {
  /// It is no JSON, or ends early.
  case cut
  /// It is JSON, but no state.
  case other
  /// The state is of another version than that which is known.
  case version(Int, known: Int)
  /// The text is not what was written.
  case changed
  /// A member is missing or not what it should be.
  case wrong(String)
}

/// Sentences about states that cannot be merged.
extension Diagnostic {
  static func sentence(_ error: MergeError) -> String {
    switch error {
    case .line(.cut):
      "the line is no whole state; expected one as --format state writes it"
    case .line(.other): "is JSON, but no state; expected one as --format state writes it"
    case .line(.version(let version, let known)):
      "the state is of version \(version); this focal reads version \(known)"
    case .line(.changed): "the state is not as it was written; write it again"
    case .line(.wrong(let member)):
      "the state has a wrong or no \(quoted(member)), or is of a focal that knows more; write it again"
    case .difference(let what, let own, let other, let place):
      "its \(what): \(own); but in \(place): \(other); all states must be of the same run"
    case .repeatedName(let name, let place):
      "the shard \(quoted(name)) has come before (\(place)); leave one out"
    case .repeatedRows(let place):
      "has the same rows as \(place); leave one out, or name both with --shard"
    case .noRows: "no state has a row"
    case .tooManyRows: "all shards together have more than 2^46 rows, for which sums are not exact"
    }
  }
}
