/// What a row of predictions is about, and so which link turns it into probabilities.
public enum ClassificationTask: String, CaseIterable, Sendable {
  /// One prediction a sample, for the positive class; the link is the sigmoid.
  case binary
  /// One prediction a class, exactly one class true; the link is the softmax.
  case multiclass
  /// One prediction a class, at most one class true, each class a sigmoid of its own.
  case oneVsAll = "one-vs-all"
  /// One prediction a label, any number of labels true, each label a sigmoid of its own.
  case multilabel

  /// Whether every prediction is a binary element of its own, linked by the sigmoid.
  public var isElementwise: Bool { self != .multiclass }

  /// Whether a sample has several elements, each in a column of its own.
  var hasColumns: Bool { self == .oneVsAll || self == .multilabel }
}

/// What the numbers called predictions are.
public enum PredictionKind: String, CaseIterable, Sendable {
  /// Probabilities in [0, 1].
  case probabilities
  /// Logits: raw scores of any size, before the sigmoid or the softmax.
  case logits
  /// Natural logarithms of probabilities, in [−∞, 0].
  case logProbabilities = "log-probabilities"
}
