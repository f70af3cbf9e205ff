/// What the numbers called predictions are.
public enum PredictionKind: String, CaseIterable, Sendable {
  /// Probabilities in [0, 1].
  case probabilities
  /// Logits: raw scores of any size, before the sigmoid or the softmax.
  case logits
  /// Natural logarithms of probabilities, in [−∞, 0].
  case logProbabilities = "log-probabilities"
}
