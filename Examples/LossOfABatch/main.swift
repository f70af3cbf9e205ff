import FocalLoss

// How much of its cross entropy each sample keeps under gamma 2: the examples of the article.
let convention = Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 2)
let evaluator = try LossEvaluator(convention, predictionCount: 1)
let samples = SampleBatch(
  predictions: [0.97, 0.3, 0.8, 0.1, 0.5], targets: .values([1, 1, 0, 0, 1]))
var batch = LossBatch()
evaluator.evaluate(samples, into: &batch)
print("kept", zip(evaluator.losses(of: batch), batch.crossEntropies).map { $0 / $1 })

var accumulator = LossAccumulator(evaluator)
accumulator.add(batch, of: samples)
print("sum", accumulator.summary.sum)
