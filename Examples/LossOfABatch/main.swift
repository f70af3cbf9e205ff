import FocalLoss

// The common case in one call.
print("losses", try focalLoss(logits: [2.5, -0.5, 1], targets: [1, 0, 0], alpha: 0.25, gamma: 2))

// Any convention, and exact sums: the examples of the article.
let convention = Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 2)
let evaluator = try LossEvaluator(convention, predictionCount: 1)
let samples = SampleBatch(
  predictions: [0.97, 0.3, 0.8, 0.1, 0.5], targets: .values([1, 1, 0, 0, 1]))
print("losses", try evaluator.losses(of: samples))

var accumulator = LossAccumulator(evaluator)
try accumulator.add(samples)
print("sum", accumulator.summary.sum)
