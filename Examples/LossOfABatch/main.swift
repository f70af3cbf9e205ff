import FocalLoss

// The worked examples of the focal-loss article: how much of its cross entropy each sample keeps.
let convention = Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 2)
let evaluator = try LossEvaluator(convention, predictionCount: 1)
let samples = SampleBatch(
  predictions: [0.97, 0.3, 0.8, 0.1, 0.5], targets: .values([1, 1, 0, 0, 1]))

var batch = LossBatch()
evaluator.evaluate(samples, into: &batch)
for (probability, (loss, crossEntropy)) in zip(
  samples.predictions, zip(evaluator.losses(of: batch), batch.crossEntropies))
{
  let factor = (loss / crossEntropy * 1e6).rounded() / 1e6
  print("probability \(probability): weighted by \(factor)")
}

var accumulator = LossAccumulator(evaluator)
accumulator.add(batch, of: samples)
print("sum \(accumulator.summary.sum), \(Signature(convention))")
