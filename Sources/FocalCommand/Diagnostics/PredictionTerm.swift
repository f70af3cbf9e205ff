import FocalLoss

/// What messages call a prediction.
enum PredictionTerm: String, Sendable {
  case probability = "a probability"
  case logit = "a logit"
  case logProbability = "a log-probability"

  init(_ kind: PredictionKind) {
    self =
      switch kind {
      case .probabilities: .probability
      case .logits: .logit
      case .logProbabilities: .logProbability
      }
  }
}
