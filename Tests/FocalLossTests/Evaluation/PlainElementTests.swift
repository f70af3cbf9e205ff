import FocalLoss
import TestSupport
import Testing

@Suite struct PlainElementTests {
  @Test(
    "hard samples have the same bits alone and beside a soft one, which takes the general way",
    arguments: [ClassificationTask.binary, .multilabel],
    [PredictionKind.logits, .probabilities, .logProbabilities])
  func sameBits(task: ClassificationTask, input: PredictionKind) throws {
    let seed: UInt64 = 31
    var generator = SplitMix64(seed: seed)
    let width = task == .binary ? 1 : 3
    let count = 400
    let logits = (0..<count * width).map { index -> Double in
      index % 50 == 0 ? .infinity : index % 50 == 1 ? 0 : .random(in: -40...40, using: &generator)
    }
    let probabilities = logits.map { TargetProbability(logit: $0, isPositive: true) }
    let predictions =
      switch input {
      case .logits: logits
      case .probabilities: probabilities.map(\.value)
      case .logProbabilities: probabilities.map { -$0.crossEntropy + 0 }
      }
    let targets = logits.map { _ in Bool.random(using: &generator) ? 1.0 : 0 }
    for gamma in [0, 0.5, 1, 1.5, 2, 2.3, 5] {
      for epsilon in [Epsilon.none, .clip(1e-7)] {
        let convention = Convention(
          task: task, input: input, gamma: gamma, epsilon: epsilon, softTargets: .mixture)
        let evaluator = try LossEvaluator(convention, predictionCount: width)
        let hard = evaluator.losses(
          ofChecked: SampleBatch(predictions: predictions, targets: .values(targets)))
        let general = evaluator.losses(
          ofChecked: SampleBatch(
            predictions: predictions + Array(predictions.suffix(width)),
            targets: .values(targets + Array(repeating: 0.25, count: width))))
        #expect(
          hard.map(\.bitPattern) == general.dropLast().map(\.bitPattern),
          "\(convention), seed \(seed)")
      }
    }
  }
}
