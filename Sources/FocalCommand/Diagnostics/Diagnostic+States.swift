/// Sentences about states that cannot be merged.
extension Diagnostic {
  static func sentence(_ error: MergeError) -> String {
    switch error {
    case .line(.cut):
      "the line is no whole state; expected one as --format state writes it"
    case .line(.other): "is JSON, but no state; expected one as --format state writes it"
    case .line(.version(let version)):
      "the state is of version \(version); this focal reads version \(RunState.version)"
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
