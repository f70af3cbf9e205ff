/// What the text of a label comes to.
enum LabelState: Equatable, Sendable {
  /// A target.
  case target(Double)
  /// A target for every class, where the label is a list of classes.
  case targets([Double])
  /// There is no label; the row may be skipped.
  case missing
  /// The row is to be left out.
  case ignored
  /// The text means nothing.
  case unknown
}

extension LabelState {
  /// A target where there is one.
  init(_ target: Double?) { self = target.map(LabelState.target) ?? .unknown }
}
