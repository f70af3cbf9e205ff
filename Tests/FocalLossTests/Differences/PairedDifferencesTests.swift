import TestSupport
import Testing

@testable import FocalLoss

/// Sums of differences, and how sure they are.
@Suite struct PairedDifferencesTests {
  private static func differences(
    _ reduction: Reduction = .mean, hasWeights: Bool = false, areClusters: Bool = false
  ) throws -> PairedDifferences {
    var convention = Convention(task: .binary, input: .probabilities)
    convention.reduction = reduction
    return PairedDifferences(
      try LossEvaluator(convention, predictionCount: 1), hasWeights: hasWeights,
      units: areClusters ? DifferenceUnits(areClusters: true) : nil)
  }

  @Test(
    "nineteen of twenty 95 % intervals hold the true difference",
    arguments: ["mean", "weighted mean", "clusters"])
  func coverage(of kind: String) throws {
    var random = NormalNumbers(seed: 19)
    let hasWeights = kind == "weighted mean"
    let truth = 0.25
    var count = 0
    for _ in 0..<2000 {
      var own = try Self.differences(
        hasWeights ? .weightedMean : .mean, hasWeights: hasWeights, areClusters: kind == "clusters")
      var (numbers, weights, clusters): ([Double], [Double], [Int32]) = ([], [], [])
      for cluster in 0..<Int32(60) {
        let shift = kind == "clusters" ? random.next() : 0
        for _ in 0...Int(random.next().magnitude) {
          numbers.append(truth + shift + random.next())
          clusters.append(cluster)
          if hasWeights { weights.append(random.next().magnitude) }
        }
      }
      own.add(
        numbers, weights: weights, classes: numbers.map { _ in 0 },
        clusters: kind == "clusters" ? clusters : [])
      let (difference, error) = (try #require(own.difference), try #require(own.standardError))
      if (difference - truth).magnitude < 1.959963984540054 * error { count += 1 }
    }
    #expect(1860...1940 ~= count, "\(count), seed 19")
  }

  @Test("equal differences have no standard error, whatever they and the weights are")
  func equal() throws {
    for number in [0.1, 1e-200, 3.7e150, 0x1p-1074] {
      var own = try Self.differences()
      own.add(
        Array(repeating: number, count: 1001), weights: [],
        classes: Array(repeating: 0, count: 1001),
        clusters: [])
      #expect(own.difference == number)
      #expect(own.standardError == 0)
    }
    var weighted = try Self.differences(.weightedMean, hasWeights: true)
    weighted.add(
      [0.5, 0.5, 0.5], weights: [0.1, 0.7, 3], classes: [0, 1, 1], clusters: [])
    #expect(weighted.standardError == 0)
    var clustered = try Self.differences(areClusters: true)
    clustered.add(
      [0.1, 0.1, 0.1], weights: [], classes: [0, 1, 1], clusters: [0, 1, 1])
    #expect(clustered.standardError == 0)
  }

  @Test("standard errors are right where squares are beyond the doubles")
  func scales() throws {
    for scale in [0x1p-1000, 0x1p-600, 1, 0x1p600, 0x1p1000] {
      var own = try Self.differences()
      own.add([scale, 3 * scale], weights: [], classes: [0, 1], clusters: [])
      #expect(own.difference == 2 * scale)
      #expect(own.standardError == scale, "\(scale)")
    }
  }

  @Test("the order of samples and of parts changes no bit")
  func order() throws {
    var random = NormalNumbers(seed: 5)
    let numbers = (0..<9000).map { _ in random.next() * 1e3 }
    let classes = numbers.indices.map { Int32($0 % 3) }
    var (whole, parts) = (try Self.differences(), try Self.differences())
    whole.add(numbers, weights: [], classes: classes, clusters: [])
    for part in stride(from: 8750, through: 0, by: -250) {
      parts.add(
        Array(numbers[part..<part + 250].reversed()), weights: [],
        classes: Array(classes[part..<part + 250].reversed()), clusters: [])
    }
    #expect(whole.difference == parts.difference)
    #expect(whole.standardError == parts.standardError)
    for group in 0..<3 {
      #expect(whole.difference(ofClass: group) == parts.difference(ofClass: group))
    }
  }

  @Test("a weight of 0 takes an infinite difference away, and two infinite losses are a tie")
  func infinite() throws {
    #expect(
      PairedDifferences.between([.infinity, .infinity, 1], [.infinity, 1, .infinity])
        == [0, .infinity, -.infinity])
    var own = try Self.differences(hasWeights: true)
    own.add([.infinity, 1, 3], weights: [0, 1, 1], classes: [0, 0, 1], clusters: [])
    #expect(own.difference == 4.0 / 3)
    #expect(own.standardError != nil)
    own.add([-.infinity], weights: [1], classes: [0], clusters: [])
    #expect(own.difference == -.infinity)
    #expect(own.standardError == nil)
  }

  @Test("beyond 65,536 samples sums of those with the same rest are resampled")
  func dealt() throws {
    var units = DifferenceUnits(areClusters: false)
    let count = DifferenceUnits.limit + 2
    units.add(
      (0..<count).map(Double.init), weights: [], divisors: [], at: [])
    #expect(units.count == count && units.areDealt)
    let resampling = units.resampled
    #expect(resampling.sums.count == DifferenceUnits.limit)
    #expect(resampling.sums[1] == Double(1 + DifferenceUnits.limit + 1))
    #expect(resampling.divisors[1] == 2 && resampling.divisors[2] == 1)
  }

  @Test("the product of two exact sums is exact")
  func product() {
    var (first, second) = (ExactSum(), ExactSum())
    for number in [1, 0x1p-60, 0x1p-130] {
      first.add(number)
      second.add(-number)
    }
    // −(1 + a + b)² in its terms.
    var expected = ExactSum()
    for number in [1, 0x1p-120, 0x1p-260, 0x1p-59, 0x1p-129, 0x1p-189] { expected.add(-number) }
    #expect(first.multiplied(by: second) == expected)
  }
}
