import FocalLoss
import TestSupport
import Testing

/// Against the mathematical truth, correctly rounded from 60-digit arithmetic.
@Suite struct TruthTests {
  /// The bounds of the documentation, in ulp.
  static func bound(gamma: Double) -> UInt64 { gamma <= 2 ? 4 : gamma <= 3 ? 6 : 8 }

  static func evaluator(
    _ task: ClassificationTask, _ input: PredictionKind, alpha: String = "none", gamma: Double,
    epsilon: Epsilon = .none, predictionCount: Int = 1
  ) throws -> LossEvaluator {
    let alpha = alpha == "none" ? Alpha.none : .balanced(number(alpha))
    return try LossEvaluator(
      Convention(task: task, input: input, alpha: alpha, gamma: gamma, epsilon: epsilon),
      predictionCount: predictionCount)
  }

  @Test("losses from logits are within the stated ulps, their derivatives within 1e-13")
  func sigmoid() throws {
    var worst: UInt64 = 0
    for row in try Fixture("truth_sigmoid.csv").rows() {
      let gamma = number(row["gamma"])
      let evaluator = try Self.evaluator(
        .binary, .logits, alpha: row["alpha"] ?? "", gamma: gamma)
      let batch = SampleBatch(
        predictions: [number(row["logit"])], targets: .values([number(row["label"])]))
      let loss = evaluator.losses(ofChecked: batch)[0]
      let distance = ulpDistance(loss, number(row["loss"]))
      worst = max(worst, distance)
      #expect(distance <= Self.bound(gamma: gamma), "\(row): \(loss)")
      let derivatives = evaluator.derivatives(ofChecked: batch)
      #expect(
        isClose(
          derivatives.gradients[0], number(row["gradient"]), relative: 1e-13, absolute: 0x1p-1070),
        "\(row): \(derivatives.gradients)")
      let scale = Self.largestHessianTerm(
        logit: number(row["label"]) == 1 ? batch.predictions[0] : -batch.predictions[0], gamma)
      #expect(
        isClose(
          derivatives.hessians[0], number(row["hessian"]), relative: 1e-13,
          absolute: max(1e-13 * scale, 0x1p-1070)),
        "\(row): \(derivatives.hessians)")
    }
    print("truth_sigmoid: worst \(worst) ulp")
  }

  @Test("losses from softmax rows are within the stated ulps, their derivatives within 1e-13")
  func softmax() throws {
    var worst: UInt64 = 0
    for name in ["truth_softmax.jsonl", "softmax_random.jsonl"] {
      for object in try Fixture(name).objects() {
        let gamma = number(object["gamma"])
        let logits = numbers(object["logits"])
        let evaluator = try Self.evaluator(
          .multiclass, .logits, gamma: gamma, predictionCount: logits.count)
        let batch = SampleBatch(
          predictions: logits, targets: .classes([Int32(number(object["label"]))]))
        let loss = evaluator.losses(ofChecked: batch)[0]
        let distance = ulpDistance(loss, number(object["loss"]))
        worst = max(worst, distance)
        #expect(distance <= Self.bound(gamma: gamma), "\(name) \(object): \(loss)")
        let derivatives = evaluator.derivatives(ofChecked: batch)
        for (ours, truth) in zip(derivatives.gradients, numbers(object["gradient"])) {
          #expect(
            isClose(ours, truth, relative: 1e-13, absolute: 0x1p-1070), "\(object) \(ours) \(truth)"
          )
        }
        let recorded = numbers(object["hessianTerms"])
        let terms = recorded.isEmpty ? Self.largestHessianTerms(batch, gamma) : recorded
        for (j, truth) in numbers(object["hessianDiagonal"]).enumerated() {
          let scale = terms[j]
          #expect(
            isClose(
              derivatives.hessians[j], truth, relative: 1e-13,
              absolute: max(1e-13 * scale, 0x1p-1070)), "\(object) \(derivatives.hessians) \(truth)"
          )
        }
      }
    }
    print("softmax: worst \(worst) ulp")
  }

  @Test("losses of few classes and small alphas, where errors add up most, are within the ulps")
  func narrow() throws {
    var worst: (low: UInt64, high: UInt64) = (0, 0)
    for row in try Fixture("narrow_losses.csv").rows() {
      let gamma = number(row["gamma"])
      let logits = try #require(row["logits"]).split(separator: " ").map { number(String($0)) }
      let isBinary = logits.count == 1
      let evaluator = try Self.evaluator(
        isBinary ? .binary : .multiclass, .logits, alpha: row["alpha"] ?? "", gamma: gamma,
        predictionCount: logits.count)
      let label = number(row["label"])
      let batch = SampleBatch(
        predictions: logits, targets: isBinary ? .values([label]) : .classes([Int32(label)]))
      let loss = evaluator.losses(ofChecked: batch)[0]
      let distance = ulpDistance(loss, number(row["loss"]))
      if gamma <= 2 {
        worst.low = max(worst.low, distance)
      } else {
        worst.high = max(worst.high, distance)
      }
      #expect(distance <= Self.bound(gamma: gamma), "\(row): \(loss)")
    }
    print("narrow_losses: worst \(worst.low) ulp for gamma up to 2, \(worst.high) above")
  }

  @Test("losses from probabilities are within the stated ulps, bare and clipped")
  func probability() throws {
    var worst: UInt64 = 0
    for row in try Fixture("truth_probability.csv").rows() {
      let gamma = number(row["gamma"])
      for epsilon in [0, 1e-5, 1e-7, 1e-8, 1e-15] {
        var expected = row["loss"] ?? ""
        if epsilon != 0, let clipped = row["loss_clip_\(epsilon)"], !clipped.isEmpty {
          expected = clipped
        }
        let evaluator = try Self.evaluator(
          .binary, .probabilities, alpha: row["alpha"] ?? "", gamma: gamma,
          epsilon: epsilon == 0 ? .none : .clip(epsilon))
        let loss = evaluator.losses(
          ofChecked: SampleBatch(
            predictions: [number(row["probability"])], targets: .values([number(row["label"])])))[0]
        let distance = ulpDistance(loss, number(expected))
        worst = max(worst, distance)
        #expect(distance <= Self.bound(gamma: gamma), "\(row) \(epsilon): \(loss)")
      }
    }
    print("truth_probability: worst \(worst) ulp")
  }

  /// The largest term of the Hessian at a signed logit, for the tolerance only.
  private static func largestHessianTerm(logit s: Double, _ gamma: Double) -> Double {
    let target = TargetProbability(logit: s, isPositive: true)
    return largestHessianTerm(target, target, gamma, share: 1)
  }

  /// The largest terms of the diagonal of the Hessian of a softmax row, for the tolerance only.
  private static func largestHessianTerms(_ batch: SampleBatch, _ gamma: Double) -> [Double] {
    guard case .classes(let classes) = batch.targets else { return [] }
    var softmax = Softmax(classCount: batch.predictions.count)
    softmax.update(logits: batch.predictions.span, from: 0)
    let target = softmax.probability(of: Int(classes[0]))
    return batch.predictions.indices.map { j in
      let other = softmax.probability(of: j)
      return largestHessianTerm(
        target, other, gamma, share: j == Int(classes[0]) ? 1 : other.value / target.complement)
    }
  }

  private static func largestHessianTerm(
    _ target: TargetProbability, _ other: TargetProbability, _ gamma: Double, share: Double
  ) -> Double {
    let (p, q, ce) = (target.value, target.complement, target.crossEntropy)
    let squared = max(p * q * ce, (gamma - 1) * p * p * ce, 2 * p * q) * gamma * share * share
    let linear = other.complement * share * max(gamma * p * ce, q)
    return ModulatingFactor(gamma: gamma)(q) * max(squared, share == 1 ? p * linear : linear)
  }
}
