import TestSupport
import Testing

@testable import FocalLoss

@Suite struct LossPairTests {
  private static func pair(_ row: [String: String]) throws -> LossPair {
    let numbers = try #require(row["numbers"]).split(separator: " ").map { number(String($0)) }
    let isPositive = row["label"] == "1"
    switch row["kind"] {
    case "logit": return LossPair(logit: isPositive ? numbers[0] : -numbers[0])
    case "probability": return LossPair(probability: numbers[0], isPositive: isPositive)
    case "log-probability":
      return LossPair(logProbability: numbers[0], isPositive: isPositive)
    default:
      var softmax = SoftmaxPairs(classCount: numbers.count)
      var pairs = PairBlocks(count: 64)
      softmax.fill(&pairs, logits: numbers.span, classes: [0].span)
      return pairs[0]
    }
  }

  @Test(
    "doubles and rests together are within 2⁻⁵³ of the numbers",
    arguments: ["logit", "probability", "log-probability", "softmax"])
  func rests(kind: String) throws {
    let rows = try Fixture.focalLoss("pairs.csv").rows().filter { $0["kind"] == kind }
    #expect(rows.count >= 100)
    for row in rows {
      let ours = try Self.pair(row)
      let (q, ce) = (number(row["q"]), number(row["ce"]))
      let qError =
        (ours.complement - q) + (ours.complement * ours.complementRest - number(row["q_rest"]))
      #expect(qError.magnitude <= max(0x1p-53 * q, 0x1p-1074), "\(row): \(ours)")
      let ceError = (ours.crossEntropy - ce) + (ours.crossEntropyRest - number(row["ce_rest"]))
      #expect(ceError.magnitude <= max(0x1p-53 * ce, 0x1p-1074), "\(row): \(ours)")
    }
  }

  @Test(
    "focal terms are within 3 ulp for γ ≤ 2, 4 for γ ≤ 3, 6 for γ = 5 and 8 for γ = 40",
    arguments: [0.5, 1, 1.5, 2, 2.2, 3, 5, 40])
  func terms(gamma: Double) throws {
    let factor = ModulatingFactor(gamma: gamma)
    let bound: UInt64 = gamma <= 2 ? 3 : gamma <= 3 ? 4 : gamma <= 5 ? 6 : 8
    let column = "loss_" + (Int(exactly: gamma).map { "\($0)" } ?? "\(gamma)")
    let rows = try Fixture.focalLoss("pairs.csv").rows()
    #expect(rows.count >= 600)
    for row in rows {
      let ours = factor.term(try Self.pair(row))
      let truth = number(row[column])
      #expect(ulpDistance(ours, truth) <= bound, "\(row): \(ours) \(truth)")
    }
  }

  @Test("without a branch they are the same bits")
  func unchecked() {
    let seed: UInt64 = 71
    var generator = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      let s = Double.random(in: -708...708, using: &generator)
      #expect(LossPair(uncheckedLogit: s) == LossPair(logit: s), "seed \(seed): \(s)")
      let p = Double.random(in: 0...1, using: &generator)
      let isPositive = Bool.random(using: &generator)
      #expect(
        LossPair.unchecked(probability: p, target: isPositive ? 1 : 0).pair
          == LossPair(probability: p, isPositive: isPositive), "seed \(seed): \(p)")
      #expect(
        LossPair.unchecked(logit: s, target: isPositive ? 1 : 0).pair
          == LossPair(logit: isPositive ? s : -s), "seed \(seed): \(s)")
    }
  }

  @Test("the limits are exact and leave nothing")
  func limits() {
    let sure = LossPair(
      complement: 0, complementRest: 0, crossEntropy: 0, crossEntropyRest: 0)
    let wrong = LossPair(
      complement: 1, complementRest: 0, crossEntropy: .infinity, crossEntropyRest: 0)
    #expect(LossPair(logit: .infinity) == sure)
    #expect(LossPair(logit: -.infinity) == wrong)
    #expect(LossPair(probability: 1, isPositive: true) == sure)
    #expect(LossPair(probability: 0, isPositive: false) == sure)
    #expect(LossPair(probability: 0, isPositive: true) == wrong)
    #expect(LossPair(probability: 1, isPositive: false) == wrong)
    #expect(LossPair(logProbability: 0, isPositive: true) == sure)
    #expect(LossPair(logProbability: -.infinity, isPositive: false) == sure)
    #expect(LossPair(logProbability: -.infinity, isPositive: true) == wrong)
    #expect(LossPair(logProbability: 0, isPositive: false) == wrong)
    #expect(LossPair(logit: -1e308).crossEntropy == 1e308)
    #expect(LossPair(logit: -1e308).complement == 1)
    #expect(LossPair(logit: 1e308) == sure)
    #expect(LossPair(logit: .nan).crossEntropy.isNaN)
    for gamma in [0, 0.5, 2, 7] {
      #expect(ModulatingFactor(gamma: gamma).term(wrong) == .infinity)
      #expect(ModulatingFactor(gamma: gamma).term(sure).bitPattern == 0)
    }
  }
}
