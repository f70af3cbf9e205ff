import FocalLoss

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The stages of the loss: samples → losses → sums.
extension StageData {
  /// The rows of a batch: as many as a chunk has.
  private static let batchRowCount = 12_000

  func lossStages() throws -> [Stage] {
    let binary = try LossEvaluator(
      Convention(task: .binary, input: .probabilities, alpha: .none, gamma: 2), predictionCount: 1)
    let softmax = try LossEvaluator(
      Convention(task: .multiclass, input: .logits, alpha: .none, gamma: 2), predictionCount: 10)
    let batches = self.batches { range in
      SampleBatch(
        predictions: Array(probabilities[range]), targets: .values(Array(labels[range])))
    }
    let classBatches = self.batches { range in
      SampleBatch(
        predictions: Array(logits[range.lowerBound * 10..<range.upperBound * 10]),
        targets: .classes(Array(classes[range])))
    }
    return [
      losses("samples → losses", binary, batches, expected: expectedLosses()),
      losses("samples → losses, softmax of 10", softmax, classBatches, expected: expectedSoftmax),
      sums(binary, batches), exactSum,
    ]
  }

  private func losses(
    _ name: String, _ evaluator: LossEvaluator, _ batches: [SampleBatch], expected: [Double]
  ) -> Stage {
    var losses = LossBatch()
    return Stage(name) { isChecked in
      var row = 0
      for samples in batches {
        evaluator.evaluate(samples, into: &losses)
        if isChecked {
          for (loss, expected) in zip(evaluator.losses(of: losses), expected[row...])
          where (loss - expected).magnitude > 1e-9 * expected { return false }
        }
        row += losses.sampleCount
      }
      return row == rowCount
    }
  }

  private func sums(_ evaluator: LossEvaluator, _ batches: [SampleBatch]) -> Stage {
    let losses = batches.map { samples in
      var losses = LossBatch()
      evaluator.evaluate(samples, into: &losses)
      return losses
    }
    let expected = expectedLosses().reduce(0, +)
    return Stage("losses → sums") { _ in
      var accumulator = LossAccumulator(evaluator)
      for (samples, losses) in zip(batches, losses) { accumulator.add(losses, of: samples) }
      return (accumulator.summary.sum - expected).magnitude <= 1e-9 * expected
    }
  }

  private var exactSum: Stage {
    // Parts of 2⁻³⁰, so that whole numbers say what the sum is.
    let wholes = probabilities.map { Int($0 * 0x1p30) }
    let numbers = wholes.map { Double($0) * 0x1p-30 }
    let expected = Double(wholes.reduce(0, +)) * 0x1p-30
    return Stage("exact sum") { _ in
      var sum = ExactSum()
      for number in numbers { sum.add(number) }
      return sum.value == expected
    }
  }

  private func batches(_ batch: (Range<Int>) -> SampleBatch) -> [SampleBatch] {
    stride(from: 0, to: rowCount, by: Self.batchRowCount).map { start in
      batch(start..<min(start + Self.batchRowCount, rowCount))
    }
  }

  /// The losses by the textbook.
  ///
  /// - Parameter alpha: the weight of positives, where that of negatives is 1 − alpha.
  /// - Returns: the loss of every sample, at γ = 2.
  func expectedLosses(alpha: Double? = nil) -> [Double] {
    zip(labels, probabilities).map { label, probability in
      let targetProbability = label == 1 ? probability : 1 - probability
      let weight = alpha.map { label == 1 ? $0 : 1 - $0 } ?? 1
      let complement = 1 - targetProbability
      return -weight * complement * complement * log(targetProbability)
    }
  }

  private var expectedSoftmax: [Double] {
    classes.indices.map { row in
      let exponentials = logits[row * 10..<row * 10 + 10].map(exp)
      let sum = exponentials.reduce(0, +)
      let others = sum - exponentials[Int(classes[row])]
      return others / sum * (others / sum) * log(sum / exponentials[Int(classes[row])])
    }
  }
}
