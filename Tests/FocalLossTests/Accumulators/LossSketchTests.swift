import TestSupport
import Testing

@testable import FocalLoss

/// Quantiles and sums of the largest, beside those of the sorted losses.
@Suite struct LossSketchTests {
  /// Losses as γ 2 makes them, over many powers of two; some are the same, some 0.
  private static func losses(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { index in
      if index % 50 == 0 { return 0 }
      if index % 7 == 0 { return 0.6931471805599453 }
      let p = Double.random(in: 0..<1, using: &generator)
      return (1 - p) * (1 - p) * -Elementary.log(p)
    }
  }

  private static func sketch(_ losses: [Double], cuts: [Int] = []) -> LossSketch {
    var sketch = LossSketch()
    for (start, end) in zip([0] + cuts, cuts + [losses.count]) {
      sketch.add(Array(losses[start..<end]))
    }
    return sketch
  }

  private static let fractions = [0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1]
  private static let thousandths = [0, 1, 10, 333, 500, 999, 1000]

  @Test("up to the losses that are held everything is exact", arguments: [1, 2, 999, 16_384])
  func exact(_ count: Int) {
    let losses = Self.losses(count, seed: 3)
    let sketch = Self.sketch(losses)
    let sorted = losses.sorted()
    #expect(sketch.isExact && sketch.count == count && sketch.maximum == sorted.last)
    for fraction in Self.fractions {
      let rank = max(1, Int((Double(count) * fraction).rounded(.up)))
      #expect(sketch.quantile(fraction) == sorted[rank - 1])
    }
    for part in Self.thousandths {
      let (whole, rest) = (count * part).quotientAndRemainder(dividingBy: 1000)
      var sum = ExactSum()
      for loss in sorted.suffix(whole) { sum.add(loss) }
      if rest > 0 { sum.add(sorted[count - whole - 1], times: Double(rest) / 1000) }
      #expect(sketch.sumOfLargest(thousandths: part) == sum, "\(part)")
    }
  }

  @Test("beyond, quantiles are within the stated error and the sum is exact")
  func sketched() throws {
    #expect(LossSketch.relativeError <= 0.01)
    for seed in 1...3 as ClosedRange<UInt64> {
      let losses = Self.losses(60_000, seed: seed)
      let sketch = Self.sketch(losses)
      let sorted = losses.sorted()
      #expect(!sketch.isExact && sketch.count == 60_000)
      for fraction in Self.fractions {
        let truth = sorted[max(1, Int((60_000 * fraction).rounded(.up))) - 1]
        let found = try #require(sketch.quantile(fraction))
        #expect((found - truth).magnitude <= LossSketch.relativeError * truth, "seed \(seed)")
      }
      // Many are equal there, and their bucket has no others.
      #expect(sketch.quantile(1) == sorted.last)
      for part in Self.thousandths {
        var truth = ExactSum()
        for loss in sorted.suffix(60 * part) { truth.add(loss) }
        let found = sketch.sumOfLargest(thousandths: part).value
        // Only the losses of the last bucket are not counted each with its own.
        let last = part == 0 ? 0 : sorted[60_000 - 60 * part]
        let bucket = sorted.filter { $0 / last <= 1.0079 && last / $0 <= 1.0079 }.count
        let bound = LossSketch.relativeError * last * Double(bucket) + 1e-12
        #expect((found - truth.value).magnitude <= bound, "seed \(seed), \(part)")
      }
      var sum = ExactSum()
      for loss in losses { sum.add(loss) }
      #expect(sketch.sum == sum)
    }
  }

  @Test(
    "any order and any partition gives the same bits", arguments: [100, 16_384, 16_385, 40_000])
  func anyOrder(_ count: Int) {
    let losses = Self.losses(count, seed: 8)
    let whole = Self.sketch(losses)
    var generator = SplitMix64(seed: 80)
    let shuffled = losses.shuffled(using: &generator)
    let parts = [0..<count / 3, count / 3..<count / 3 + 1, count / 3 + 1..<count].map {
      Self.sketch(Array(shuffled[$0]))
    }
    var merged = LossSketch()
    for part in [2, 0, 1] { merged.merge(parts[part]) }
    merged.merge(LossSketch())
    for sketch in [Self.sketch(shuffled, cuts: [1, count / 2]), merged] {
      #expect(sketch.isExact == whole.isExact && sketch.count == count)
      for fraction in Self.fractions {
        #expect(sketch.quantile(fraction) == whole.quantile(fraction))
      }
      for part in Self.thousandths {
        #expect(sketch.sumOfLargest(thousandths: part) == whole.sumOfLargest(thousandths: part))
      }
    }
  }

  @Test("infinite, negative, huge and subnormal losses have buckets too")
  func extremes() {
    let few = [
      .infinity, -1e-7, -0x1.8p-3, 0, 0x1p-1074, 0x1p-1060, 0x1.9p-1022, .greatestFiniteMagnitude,
    ]
    let losses = few + Array(repeating: 1.0, count: 20_000)
    let sketch = Self.sketch(losses)
    #expect(!sketch.isExact && sketch.maximum == .infinity)
    #expect(sketch.quantile(0) == -0x1.8p-3)
    #expect(sketch.quantile(0.5) == 1)
    #expect(sketch.sum.value == .infinity)
    let finite = Self.sketch(Array(losses.dropFirst()))
    var sum = ExactSum()
    for loss in losses.dropFirst() { sum.add(loss) }
    #expect(finite.sum == sum)
    var none = LossSketch()
    none.add([])
    #expect(none.quantile(0.5) == nil && none.maximum == nil && none.sum == ExactSum())
  }
}
