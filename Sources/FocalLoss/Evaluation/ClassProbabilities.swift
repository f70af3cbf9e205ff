/// The probabilities of the classes of one multiclass sample, from whatever its predictions are.
struct ClassProbabilities {
  private let input: PredictionKind
  private let classCount: Int
  private var softmax: Softmax

  init(input: PredictionKind, classCount: Int) {
    self.input = input
    self.classCount = classCount
    softmax = Softmax(classCount: input == .logits ? classCount : 0)
  }

  /// Takes the row of predictions that begins at an index.
  mutating func update(_ predictions: Span<Double>, from start: Int) {
    if input == .logits { softmax.update(logits: predictions, from: start) }
  }

  /// The probability of a class in the row last taken.
  func probability(
    of classIndex: Int, _ predictions: Span<Double>, from start: Int
  ) -> TargetProbability {
    switch input {
    case .logits: softmax.probability(of: classIndex)
    case .probabilities: TargetProbability(probability: predictions[start + classIndex])
    case .logProbabilities: TargetProbability(logProbability: predictions[start + classIndex])
    }
  }
}
