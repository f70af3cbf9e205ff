import TestSupport
import Testing

@testable import FocalLoss

/// Tests by drawing, beside what counting all cases gives, and under the null.
@Suite struct ResamplingTests {
  @Test("the numbers of a trial are a stream of SplitMix64")
  func counterRandom() {
    let step: UInt64 = 0x9e37_79b9_7f4a_7c15
    for (seed, trial) in [(UInt64(0), 0), (12_345, 7), (.max, 1 << 40)] {
      var ofSeed = SplitMix64(seed: seed)
      var ofTrial = SplitMix64(
        seed: ofSeed.next() &+ (UInt64(truncatingIfNeeded: trial) &- 1) &* step)
      var stream = SplitMix64(seed: ofTrial.next())
      let random = CounterRandom(seed: seed, trial: trial)
      for place in 0..<5 { #expect(random[place] == stream.next()) }
    }
  }

  @Test(
    "the share of random signs with a sum as far from 0 is that of all signs, ties counted",
    arguments: [
      [1, 1, 1, 1, -1, 1, 1, 1, 1, 1], [0.1, 0.2, -0.3, 0.4, 0.5, -0.1, 0.7, 0.1, 0.2, -0.4],
      [0x1p-1074, 0x1p-1070, 0x1.8p-1071], [1e300, 1e300, -1e-300, 1e-300, 3e299],
      [0, 0, 2, 1, 0, -1],
    ])
  func allSigns(_ sums: [Double]) {
    var count = 0
    for signs in 0..<1 << sums.count {
      let turned = sums.indices.map { signs >> $0 & 1 == 1 ? -sums[$0] : sums[$0] }
      // |a| ≥ |b| where a − b and a + b are not of different signs, each of them exact.
      let rests = [-1.0, 1].map { sign in
        var rest = ExactSum()
        for (own, other) in zip(turned, sums) {
          rest.add(own)
          rest.add(sign * other)
        }
        return rest.value
      }
      if !(rests[0] < 0 && rests[1] > 0 || rests[0] > 0 && rests[1] < 0) { count += 1 }
    }
    let share = Double(count) / Double(1 << sums.count)
    let trialCount = 64 * 300
    let resampling = Resampling(sums: sums, divisors: sums.map { _ in 1 })
    let found = resampling.exceedingSums(0..<trialCount, seed: 3)
    let deviation = (share * (1 - share) / Double(trialCount)).squareRoot()
    #expect((Double(found) / Double(trialCount) - share).magnitude <= 4 * deviation)
    let parts = stride(from: 0, to: trialCount, by: 640).map {
      resampling.exceedingSums($0..<$0 + 640, seed: 3)
    }
    #expect(parts.reduce(0, +) == found)
  }

  @Test("where there is no difference p is uniform", arguments: ["normal", "signs", "bootstrap"])
  func uniform(test: String) {
    var random = NormalNumbers(seed: 77)
    let (count, trials) = (test == "signs" ? 16 : 80, 0..<199)
    let probabilities = (0..<1000).map { set -> Double in
      let numbers = (0..<count).map { _ in random.next() }
      let resampling = Resampling(sums: numbers, divisors: numbers.map { _ in 1 })
      let mean = numbers.reduce(0, +) / Double(count)
      switch test {
      case "signs":
        let found = resampling.exceedingSums(trials, seed: UInt64(set))
        return Double(found + 1) / 200
      case "bootstrap":
        let ratios = resampling.ratios(trials, seed: UInt64(set))
        return BootstrapDistribution(ratios)?.probability(of: mean) ?? .nan
      default:
        let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let error = (squares / Double(count - 1) / Double(count)).squareRoot()
        return NormalDistribution.twoSidedTail(mean / error)
      }
    }.sorted()
    // Kolmogorov and Smirnov: beyond 1.63/√n in one of a hundred; steps of 1/200 on top.
    let distance = probabilities.enumerated().map { rank, p in
      max((p - Double(rank) / 1000).magnitude, (p - Double(rank + 1) / 1000).magnitude)
    }.max()
    #expect((distance ?? 1) < 0.0515 + (test == "normal" ? 0 : 0.005), "seed 77")
  }

  @Test("a bootstrap draws every unit as often as another, and quantiles are linear")
  func bootstrap() throws {
    let ratios = Resampling(sums: [0, 1, 2, 9], divisors: [1, 1, 1, 1]).ratios(0..<4000, seed: 5)
    let mean = ratios.reduce(0, +) / 4000
    #expect((mean - 3).magnitude < 4 * (12.5 / 4 / 4000).squareRoot())
    let own = try #require(BootstrapDistribution([4, 1, 3, 2]))
    #expect(own.quantile(0) == 1 && own.quantile(1) == 4 && own.quantile(0.5) == 2.5)
    #expect(own.standardDeviation == (5.0 / 3).squareRoot())
    #expect(own.probability(of: 2) == 0.4)
    #expect(BootstrapDistribution([1]) == nil)
  }

  @Test("where divisors differ a bootstrap is of ratios")
  func ratios() {
    let ratios = Resampling(sums: [2, 6], divisors: [1, 2]).ratios(0..<200, seed: 1)
    #expect(Set(ratios) == [2, 8.0 / 3, 3])
  }
}

/// Numbers that are nearly normal, from a seed.
struct NormalNumbers {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> Double {
    // The sum of twelve uniform numbers is normal as near as these tests look.
    (0..<12).reduce(-6) { sum, _ in sum + Double(random.next() >> 11) * 0x1p-53 }
  }
}
