import FocalLoss
import Foundation
import TestSupport
import Testing

@Suite struct TargetProbabilityTests {
  @Test("at infinite logits the three forms are exact")
  func infiniteLogits() {
    for (logit, isPositive) in [(Double.infinity, true), (-.infinity, false)] {
      #expect(
        TargetProbability(logit: logit, isPositive: isPositive)
          == TargetProbability(value: 1, complement: 0, crossEntropy: 0))
      #expect(
        TargetProbability(logit: logit, isPositive: !isPositive)
          == TargetProbability(value: 0, complement: 1, crossEntropy: .infinity))
    }
  }

  @Test("at logit 0, of either sign, and for either target all is even")
  func zero() {
    for logit in [0.0, -0.0] {
      for isPositive in [true, false] {
        let even = TargetProbability(logit: logit, isPositive: isPositive)
        #expect(even.value == 0.5 && even.complement == 0.5)
        #expect(even.crossEntropy == 0.6931471805599453)
      }
    }
  }

  @Test(
    "a logit means the same to a positive as its opposite to a negative, to the bit",
    arguments: 1...2)
  func symmetry(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for span in [1.0, 40, 760] {
      for _ in 0..<200 {
        let logit = Double.random(in: -span...span, using: &generator)
        let positive = TargetProbability(logit: logit, isPositive: true)
        let negative = TargetProbability(logit: logit, isPositive: false)
        #expect(positive == TargetProbability(logit: -logit, isPositive: false), "seed \(seed)")
        // The one's probability is the other's complement.
        #expect(positive.value.bitPattern == negative.complement.bitPattern, "seed \(seed)")
        #expect(positive.complement.bitPattern == negative.value.bitPattern, "seed \(seed)")
      }
    }
  }

  @Test("the complement keeps its digits where the probability has none left")
  func complement() {
    // e^−40 and e^−700, correctly rounded; q and −ln p_t differ from them by their squares.
    for (logit, truth) in [(40.0, 0x1.39792499b1a24p-58), (700, 0x1.14f2b0fb9307fp-1010)] {
      let target = TargetProbability(logit: logit, isPositive: true)
      #expect(target.value == 1)
      #expect(ulpDistance(target.complement, truth) <= 2)
      #expect(ulpDistance(target.crossEntropy, truth) <= 2)
    }
  }

  @Test("probabilities and log-probabilities of 0 and 1 are exact and never −0")
  func certain() {
    let right = TargetProbability(value: 1, complement: 0, crossEntropy: 0)
    let wrong = TargetProbability(value: 0, complement: 1, crossEntropy: .infinity)
    let cases: [(TargetProbability, TargetProbability)] = [
      (TargetProbability(probability: 1), right), (TargetProbability(probability: 0), wrong),
      (TargetProbability(probability: 1, isPositive: true), right),
      (TargetProbability(probability: 0, isPositive: true), wrong),
      (TargetProbability(probability: 0, isPositive: false), right),
      (TargetProbability(probability: 1, isPositive: false), wrong),
      (TargetProbability(logProbability: 0), right),
      (TargetProbability(logProbability: -0.0), right),
      (TargetProbability(logProbability: -.infinity), wrong),
      (TargetProbability(logProbability: 0, isPositive: false), wrong),
      (TargetProbability(logProbability: -0.0, isPositive: false), wrong),
      (TargetProbability(logProbability: -.infinity, isPositive: false), right),
    ]
    for (ours, expected) in cases {
      #expect(ours == expected)
      for form in [ours.value, ours.complement, ours.crossEntropy] { #expect(form.sign == .plus) }
    }
  }

  @Test("from a probability p, p and 1 − p are as near as doubles can be")
  func probability() {
    var generator = SplitMix64(seed: 9)
    for _ in 0..<500 {
      let p = Double.random(in: 0...1, using: &generator)
      for (isPositive, value, complement) in [(true, p, 1 - p), (false, 1 - p, p)] {
        let target = TargetProbability(probability: p, isPositive: isPositive)
        #expect(target.value == value && target.complement == complement)
        let truth = isPositive ? -log(p) : -log1p(-p)
        #expect(ulpDistance(target.crossEntropy, truth) <= 1)
      }
      #expect(
        TargetProbability(probability: p) == TargetProbability(probability: p, isPositive: true))
    }
  }

  @Test("log-probabilities agree with the logits they come from, within the ulps of both")
  func logProbability() {
    var generator = SplitMix64(seed: 10)
    for _ in 0..<500 {
      // Below −30 the log-probability itself has all the digits of the logit.
      let logit = Double.random(in: -700 ... -40, using: &generator)
      for isPositive in [true, false] {
        let ours = TargetProbability(logProbability: logit, isPositive: isPositive)
        let truth = TargetProbability(logit: logit, isPositive: isPositive)
        #expect(ulpDistance(ours.value, truth.value) <= 2)
        #expect(ulpDistance(ours.complement, truth.complement) <= 2)
        #expect(ulpDistance(ours.crossEntropy, truth.crossEntropy) <= 2)
      }
    }
  }

  @Test("NaN stays NaN")
  func notANumber() {
    #expect(TargetProbability(logit: .nan, isPositive: true).crossEntropy.isNaN)
    #expect(TargetProbability(probability: .nan, isPositive: false).crossEntropy.isNaN)
    #expect(TargetProbability(logProbability: .nan, isPositive: false).complement.isNaN)
  }
}
