import TestSupport
import Testing

@testable import FocalLoss

@Suite struct TargetPairTests {
  private static func pair(_ row: [String: String]) throws -> TargetPair {
    let numbers = try #require(row["numbers"]).split(separator: " ").map { number(String($0)) }
    let isPositive = row["label"] == "1"
    switch row["kind"] {
    case "logit": return TargetPair(logit: isPositive ? numbers[0] : -numbers[0])
    case "probability": return TargetPair(probability: numbers[0], isPositive: isPositive)
    case "log-probability":
      return TargetPair(logProbability: numbers[0], isPositive: isPositive)
    default:
      var softmax = SoftmaxPairs(classCount: numbers.count)
      softmax.update(logits: numbers.span, classes: [0].span)
      return softmax[0]
    }
  }

  @Test(
    "doubles and rests together are within 2⁻⁵⁴ of the numbers",
    arguments: ["logit", "probability", "log-probability", "softmax"])
  func rests(kind: String) throws {
    let rows = try Fixture.focalLoss("pairs.csv").rows().filter { $0["kind"] == kind }
    #expect(rows.count >= 100)
    for row in rows {
      let ours = try Self.pair(row)
      let (q, ce) = (number(row["q"]), number(row["ce"]))
      let qError =
        (ours.complement - q) + (ours.complement * ours.complementRest - number(row["q_rest"]))
      #expect(qError.magnitude <= max(0x1p-54 * q, 0x1p-1074), "\(row): \(ours)")
      let ceError = (ours.crossEntropy - ce) + (ours.crossEntropyRest - number(row["ce_rest"]))
      #expect(ceError.magnitude <= max(0x1p-54 * ce, 0x1p-1074), "\(row): \(ours)")
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
      let ours = try Self.pair(row).focalTerm(factor)
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
      #expect(TargetPair(uncheckedLogit: s) == TargetPair(logit: s), "seed \(seed): \(s)")
      let p = Double.random(in: 0...1, using: &generator)
      let isPositive = Bool.random(using: &generator)
      #expect(
        TargetPair(uncheckedProbability: p, isPositive: isPositive)
          == TargetPair(probability: p, isPositive: isPositive), "seed \(seed): \(p)")
    }
  }

  @Test("the limits are exact and leave nothing")
  func limits() {
    let sure = TargetPair(
      complement: 0, complementRest: 0, crossEntropy: 0, crossEntropyRest: 0)
    let wrong = TargetPair(
      complement: 1, complementRest: 0, crossEntropy: .infinity, crossEntropyRest: 0)
    #expect(TargetPair(logit: .infinity) == sure)
    #expect(TargetPair(logit: -.infinity) == wrong)
    #expect(TargetPair(probability: 1, isPositive: true) == sure)
    #expect(TargetPair(probability: 0, isPositive: false) == sure)
    #expect(TargetPair(probability: 0, isPositive: true) == wrong)
    #expect(TargetPair(probability: 1, isPositive: false) == wrong)
    #expect(TargetPair(logProbability: 0, isPositive: true) == sure)
    #expect(TargetPair(logProbability: -.infinity, isPositive: false) == sure)
    #expect(TargetPair(logProbability: -.infinity, isPositive: true) == wrong)
    #expect(TargetPair(logProbability: 0, isPositive: false) == wrong)
    #expect(TargetPair(logit: -1e308).crossEntropy == 1e308)
    #expect(TargetPair(logit: -1e308).complement == 1)
    #expect(TargetPair(logit: 1e308) == sure)
    #expect(TargetPair(logit: .nan).crossEntropy.isNaN)
    for gamma in [0, 0.5, 2, 7] {
      #expect(wrong.focalTerm(ModulatingFactor(gamma: gamma)) == .infinity)
      #expect(sure.focalTerm(ModulatingFactor(gamma: gamma)).bitPattern == 0)
    }
  }
}
