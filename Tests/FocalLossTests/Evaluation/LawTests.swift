import FocalLoss
import Foundation
import TestSupport
import Testing

/// What holds between losses of different conventions.
@Suite struct LawTests {
  static let gammas = [0, 0.5, 1, 1.7, 2, 3.5, 5]

  /// Logits over the whole range in which losses are not 0, the ends drawn as often as the middle.
  private static func logits(seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return [0, -0.0, 37, -37, 700, -700]
      + [1.0, 10, 40, 400, 740].flatMap { span in
        (0..<40).map { _ in Double.random(in: -span...span, using: &generator) }
      }
  }

  private static func targets(_ count: Int, _ target: Double) -> SampleBatch.Targets {
    .values(Array(repeating: target, count: count))
  }

  private static func convention(
    _ task: ClassificationTask = .binary, _ input: PredictionKind = .logits,
    alpha: Alpha = .none, gamma: Double = 2
  ) -> Convention { Convention(task: task, input: input, alpha: alpha, gamma: gamma) }

  @Test("γ 0 without α is exactly the cross entropy", arguments: 1...3)
  func crossEntropy(seed: UInt64) throws {
    let logits = Self.logits(seed: seed)
    for y in [0.0, 1] {
      let losses = try Self.convention(gamma: 0).losses(logits, Self.targets(logits.count, y))
      for (loss, logit) in zip(losses, logits) {
        let truth = TargetProbability(logit: logit, isPositive: y == 1).crossEntropy
        #expect(loss.bitPattern == truth.bitPattern, "seed \(seed): \(logit)")
      }
      let probabilities = logits.map { 1 / (1 + exp(-$0)) }
      let fromProbabilities = try Self.convention(.binary, .probabilities, gamma: 0).losses(
        probabilities, Self.targets(logits.count, y))
      for (loss, p) in zip(fromProbabilities, probabilities) {
        let truth = TargetProbability(probability: p, isPositive: y == 1).crossEntropy
        #expect(loss.bitPattern == truth.bitPattern, "seed \(seed): \(p)")
      }
    }
    var softmax = Softmax(classCount: 3)
    for start in stride(from: 0, to: logits.count - 2, by: 3) {
      softmax.update(logits: logits.span, from: start)
      let loss = try Self.convention(.multiclass, gamma: 0).loss(
        Array(logits[start..<start + 3]), .classes([1]))
      #expect(loss.bitPattern == softmax.probability(of: 1).crossEntropy.bitPattern)
    }
  }

  @Test("the cross entropy of a summary is the loss of the same convention at γ 0 without α")
  func summaryCrossEntropy() throws {
    var generator = SplitMix64(seed: 3)
    let samples = RandomSamples(
      .binary, predictionCount: 1, count: 50, isSoft: false, isWeighted: true, using: &generator
    ).batch(0..<50)
    for reduction in Reduction.allCases {
      var convention = Convention(
        task: .binary, input: .logits, alpha: .balanced(0.25), epsilon: .clip(1e-5),
        classWeights: [2, 3], reduction: reduction)
      let crossEntropy = try convention.summary(samples).crossEntropy
      convention.alpha = .none
      convention.gamma = 0
      convention.classWeights = []
      let loss = try convention.summary(samples).loss
      #expect(loss == crossEntropy && loss != nil)
    }
  }

  @Test("α ½ is exactly half of no α", arguments: gammas)
  func half(gamma: Double) throws {
    let logits = Self.logits(seed: 4).filter { $0.magnitude < 100 }
    for y in [0.0, 1] {
      let whole = try Self.convention(gamma: gamma).losses(logits, Self.targets(logits.count, y))
      let half = try Self.convention(alpha: .balanced(0.5), gamma: gamma).losses(
        logits, Self.targets(logits.count, y))
      #expect(whole.map { ($0 / 2).bitPattern } == half.map(\.bitPattern))
    }
  }

  @Test(
    "swapping labels, p and 1 − p, α and 1 − α changes no bit from logits, few ulps from probabilities",
    arguments: gammas)
  func swap(gamma: Double) throws {
    // Multiples of 2⁻¹⁰, whose 1 − p are exact; the two sides take ln p and log1p(−q),
    // 2 ulp apart, which products can double.
    let probabilities = (0...1024).map { Double($0) / 1024 }
    for alpha in [0.25, 0.375] {
      for y in [0.0, 1] {
        let one = try Self.convention(
          .binary, .probabilities, alpha: .balanced(alpha), gamma: gamma
        )
        .losses(probabilities, Self.targets(probabilities.count, y))
        let other = try Self.convention(
          .binary, .probabilities, alpha: .balanced(1 - alpha), gamma: gamma
        ).losses(probabilities.map { 1 - $0 }, Self.targets(probabilities.count, 1 - y))
        for (a, b) in zip(one, other) { #expect(ulpDistance(a, b) <= 6) }
        let logits = Self.logits(seed: 5)
        let positive = try Self.convention(alpha: .balanced(alpha), gamma: gamma).losses(
          logits, Self.targets(logits.count, y))
        let negative = try Self.convention(alpha: .balanced(1 - alpha), gamma: gamma).losses(
          logits.map { -$0 }, Self.targets(logits.count, 1 - y))
        #expect(positive.map(\.bitPattern) == negative.map(\.bitPattern))
      }
    }
  }

  @Test("softmax over (0, z) is the sigmoid of z, to the bit", arguments: gammas)
  func twoClasses(gamma: Double) throws {
    let logits = Self.logits(seed: 6)
    let rows: [Double] = logits.flatMap { logit -> [Double] in [0, logit] }
    for y in [0, 1] {
      let softmax = try Self.convention(.multiclass, gamma: gamma).losses(
        rows, .classes(logits.map { _ in Int32(y) }), predictionCount: 2)
      let sigmoid = try Self.convention(gamma: gamma).losses(
        logits, Self.targets(logits.count, Double(y)))
      for ((a, b), logit) in zip(zip(softmax, sigmoid), logits) {
        #expect(a.bitPattern == b.bitPattern, "\(logit), y \(y): \(a), \(b)")
      }
    }
  }

  @Test(
    "one-vs-all with one class and multilabel with one column are binary, to the bit",
    arguments: gammas)
  func oneClass(gamma: Double) throws {
    let logits = Self.logits(seed: 7)
    for alpha in [Alpha.none, .balanced(0.3), Alpha(.positiveWeight, [3])] {
      for y in [0.0, 1] {
        let binary = try Self.convention(alpha: alpha, gamma: gamma).losses(
          logits, Self.targets(logits.count, y))
        let oneVsAll = try Self.convention(.oneVsAll, alpha: alpha, gamma: gamma).losses(
          logits, .classes(logits.map { _ in Int32(y) - 1 }))
        let multilabel = try Self.convention(.multilabel, alpha: alpha, gamma: gamma).losses(
          logits, Self.targets(logits.count, y))
        #expect(oneVsAll.map(\.bitPattern) == binary.map(\.bitPattern))
        #expect(multilabel.map(\.bitPattern) == binary.map(\.bitPattern))
      }
    }
  }

  @Test(
    "losses are at least 0, fall as p_t grows, and fall as γ grows",
    arguments: PredictionKind.allCases)
  func monotone(input: PredictionKind) throws {
    // Steps wide enough that no rounding can turn them around.
    let predictions: [Double] =
      switch input {
      case .logits: Array(stride(from: -700, through: 700, by: 0.25))
      case .probabilities: (0...1024).map { Double($0) / 1024 }
      case .logProbabilities: Array(stride(from: -700, through: 0, by: 0.25))
      }
    var previous: [Double]?
    for gamma in Self.gammas {
      let losses = try Self.convention(.binary, input, gamma: gamma).losses(
        predictions, Self.targets(predictions.count, 1))
      #expect(losses.allSatisfy { $0 >= 0 && $0.sign == .plus })
      // Subnormal losses have too few digits to tell every step.
      #expect(
        zip(losses, losses.dropFirst()).allSatisfy {
          $0 > $1 || $0 == $1 && $0 < .leastNormalMagnitude
        }, "γ \(gamma)")
      if let previous { #expect(zip(previous, losses).allSatisfy { $0 >= $1 }, "γ \(gamma)") }
      previous = losses
    }
  }

  @Test("an exact shift of its logits changes no bit of a softmax row", arguments: gammas)
  func shift(gamma: Double) throws {
    let seed: UInt64 = 8
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      // Multiples of 2⁻²⁰ below 2⁶, shifted by whole numbers: the sums are exact.
      let logits = (0..<5).map { _ in
        Double(Int.random(in: -0x400_0000...0x400_0000, using: &generator)) * 0x1p-20
      }
      let target = SampleBatch.Targets.classes([Int32.random(in: 0..<5, using: &generator)])
      let convention = Self.convention(.multiclass, gamma: gamma)
      let loss = try convention.loss(logits, target)
      for shift in [-1000, -1, 3, 0x1p20] {
        #expect(
          try convention.loss(logits.map { $0 + shift }, target).bitPattern == loss.bitPattern,
          "seed \(seed): \(logits) + \(shift)")
      }
    }
  }
}
