import FocalLoss
import TestSupport
import Testing

@Suite struct SoftmaxTests {
  private static func probabilities(_ logits: [Double]) -> [TargetProbability] {
    var softmax = Softmax(classCount: logits.count)
    softmax.update(logits: logits.span, from: 0)
    return logits.indices.map(softmax.probability)
  }

  private static let undefined: [([Double], Bool)] = [
    ([0, 0], true), ([.infinity, 0], true), ([-.infinity, 0], true),
    ([.infinity, -.infinity], true), ([-.infinity, -.infinity, -1e308], true),
    ([.infinity, .infinity], false), ([.infinity, 0, .infinity], false),
    ([-.infinity, -.infinity], false), ([-.infinity], false), ([.infinity], true), ([5], true),
  ]

  @Test("a row is defined unless it has two +∞, or −∞ only", arguments: undefined)
  func isDefined(logits: [Double], expected: Bool) {
    #expect(Softmax.isDefined(logits: logits.span, from: 0, classCount: logits.count) == expected)
    // Of its neighbours in the array nothing is read.
    let rows = [.infinity, -.infinity] + logits + [.infinity, -.infinity]
    #expect(Softmax.isDefined(logits: rows.span, from: 2, classCount: logits.count) == expected)
  }

  @Test("equal logits have equal probabilities, and one logit has all of it")
  func even() {
    for probability in Self.probabilities([3, 3]) {
      #expect(probability.value == 0.5 && probability.complement == 0.5)
      #expect(probability.crossEntropy == 0.6931471805599453)
    }
    for probability in Self.probabilities([-7, -7, -7, -7]) {
      #expect(probability.value == 0.25 && probability.complement == 0.75)
      #expect(ulpDistance(probability.crossEntropy, 1.3862943611198906) <= 1)
    }
    #expect(
      Self.probabilities([42]) == [TargetProbability(value: 1, complement: 0, crossEntropy: 0)])
  }

  @Test("infinite logits have their limits")
  func infinite() {
    let right = TargetProbability(value: 1, complement: 0, crossEntropy: 0)
    let wrong = TargetProbability(value: 0, complement: 1, crossEntropy: .infinity)
    #expect(Self.probabilities([0, .infinity, 5]) == [wrong, right, wrong])
    #expect(Self.probabilities([-.infinity, 5]) == [wrong, right])
    let pair = Self.probabilities([1, 3])
    #expect(
      Self.probabilities([-.infinity, 1, -.infinity, 3]) == [wrong, pair[0], wrong, pair[1]])
  }

  @Test("probabilities and complements are two views of one row", arguments: 1...2)
  func complements(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let count = Int.random(in: 2...40, using: &generator)
      let logits = (0..<count).map { _ in Double.random(in: -60...60, using: &generator) }
      let all = Self.probabilities(logits)
      for j in all.indices {
        var others = ExactSum()
        for k in all.indices where k != j { others.add(all[k].value) }
        // 4 ulp for every probability and for the complement.
        #expect(ulpDistance(all[j].complement, others.value) <= 8, "seed \(seed): \(logits)")
      }
    }
  }

  @Test("permuting the classes permutes the probabilities, to a few ulps of the sums")
  func permutation() {
    var generator = SplitMix64(seed: 12)
    for _ in 0..<200 {
      let logits = (0..<6).map { _ in Double.random(in: -30...30, using: &generator) }
      let order = Array(0..<6).shuffled(using: &generator)
      let permuted = Self.probabilities(order.map { logits[$0] })
      let plain = Self.probabilities(logits)
      for (place, j) in order.enumerated() {
        #expect(ulpDistance(permuted[place].value, plain[j].value) <= 2)
        #expect(ulpDistance(permuted[place].complement, plain[j].complement) <= 2)
        #expect(ulpDistance(permuted[place].crossEntropy, plain[j].crossEntropy) <= 2)
      }
    }
  }

  @Test("the rows of an array do not touch each other, nor what was there before")
  func rows() {
    let logits: [Double] = [1, 2, 3, -4, .infinity, 0, 3, 1, 2]
    var softmax = Softmax(classCount: 3)
    for start in [0, 3, 6] {
      softmax.update(logits: logits.span, from: start)
      let alone = Self.probabilities(Array(logits[start..<start + 3]))
      #expect((0..<3).map(softmax.probability) == alone)
    }
  }
}
