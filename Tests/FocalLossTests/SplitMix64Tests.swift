import FocalLoss
import TestSupport
import Testing

@Suite struct SplitMix64Tests {
  @Test("the generator gives the published sequence of seed 1234567")
  func sequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(published.map { _ in generator.next() } == published)
  }

  @Test("random samples cover both tails, both classes and the fractions between", arguments: 1...8)
  func tails(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let samples = RandomSamples(
      .binary, predictionCount: 1, count: 2_000, isSoft: true, isWeighted: true, using: &generator)
    let logits = samples.predictions.flatMap(\.self)
    let targets = samples.targets.flatMap(\.self)
    #expect(logits.contains { $0 < -39 } && logits.contains { $0 > 39 }, "seed \(seed)")
    #expect(logits.contains { $0.magnitude < 0.5 }, "seed \(seed)")
    #expect(targets.contains(0) && targets.contains(1), "seed \(seed)")
    #expect(
      targets.contains { $0 > 0 && $0 < 0.05 } && targets.contains { $0 < 1 && $0 > 0.95 },
      "seed \(seed)")
    #expect(samples.weights.contains(0), "seed \(seed)")
  }

  @Test("random rows have every class, and the background", arguments: 2...5)
  func classes(predictionCount: Int) {
    var generator = SplitMix64(seed: 7)
    let oneVsAll = RandomSamples(
      .oneVsAll, predictionCount: predictionCount, count: 300, isSoft: false, isWeighted: false,
      using: &generator)
    #expect(
      Set(oneVsAll.targets.flatMap(\.self)) == Set((-1..<predictionCount).map(Double.init)))
    let multiclass = RandomSamples(
      .multiclass, predictionCount: predictionCount, count: 300, isSoft: false, isWeighted: false,
      using: &generator)
    #expect(Set(multiclass.targets.map { $0.firstIndex(of: 1) }).count == predictionCount)
  }
}
