import FocalLoss
import TestSupport
import Testing

@Suite struct ExactSumTests {
  private struct Case {
    let name: String
    let terms: [(number: Double, factor: Double?)]
    let sum: Double
  }

  private static func sum(_ terms: some Sequence<(number: Double, factor: Double?)>) -> ExactSum {
    var sum = ExactSum()
    for term in terms {
      if let factor = term.factor {
        sum.add(term.number, times: factor)
      } else {
        sum.add(term.number)
      }
    }
    return sum
  }

  private static func sum(_ numbers: [Double]) -> ExactSum {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum
  }

  private static func cases(_ name: String) throws -> [Case] {
    try Fixture.focalLoss(name).objects().map { object in
      let products = object["products"] as? [Any] ?? []
      let terms: [(number: Double, factor: Double?)] =
        numbers(object["values"]).map { ($0, nil) }
        + products.map { (numbers($0)[0], numbers($0)[1]) }
      return Case(
        name: object["name"] as? String ?? "", terms: terms, sum: number(object["sum"]))
    }
  }

  @Test(
    "sums and sums of products are exact, rounded once, in any order and over any partition",
    arguments: [("exact_sums.jsonl", 110), ("exact_products.jsonl", 30)])
  func fixtures(name: String, count: Int) throws {
    let seed: UInt64 = 11
    var generator = SplitMix64(seed: seed)
    let cases = try Self.cases(name)
    #expect(cases.count == count)
    for entry in cases {
      let expected = entry.sum.bitPattern
      let whole = Self.sum(entry.terms)
      #expect(whole.value.bitPattern == expected, "\(entry.name): \(whole.value)")
      let shuffled = entry.terms.shuffled(using: &generator)
      #expect(Self.sum(shuffled) == whole, "\(entry.name), seed \(seed)")
      for partCount in 2...3 {
        let parts = (0..<partCount).map { part in
          Self.sum(shuffled.indices.filter { $0 % partCount == part }.map { shuffled[$0] })
        }
        for order in [Array(parts), parts.reversed()] {
          var merged = ExactSum()
          for part in order { merged.merge(part) }
          #expect(merged.value.bitPattern == expected, "\(entry.name), seed \(seed)")
          #expect(merged == whole, "\(entry.name), seed \(seed)")
        }
      }
      var right = whole
      right.merge(ExactSum())
      #expect(right == whole && right.value.bitPattern == expected, "\(entry.name)")
    }
  }

  @Test("ten thousand equal additions are one product, at every place of a limb and in both signs")
  func carries() {
    for exponent in [-1074, -1040, -1000] + Array(-33...33) + [970, 1000, 1009] {
      // All 53 bits set: the most that an addition can bring.
      let normal = Double(sign: .plus, exponent: exponent, significand: 2 - 0x1p-52)
      let number =
        exponent < -1022 ? Double(sign: .plus, exponent: exponent, significand: 1) : normal
      for value in [number, -number] {
        var sum = ExactSum()
        for _ in 0..<10_000 { sum.add(value) }
        #expect(sum.value.bitPattern == (10_000 * value).bitPattern, "exponent \(exponent)")
        for _ in 0..<10_000 { sum.add(-value) }
        #expect(sum == ExactSum() && sum.value.bitPattern == 0, "exponent \(exponent)")
      }
    }
  }

  @Test("thirty thousand merges of sums that wait for their carries lose nothing")
  func manyMerges() {
    var part = ExactSum()
    for _ in 0..<2_045 { part.add(0x1.fffffffffffffp31) }
    var sum = ExactSum()
    for _ in 0..<30_000 { sum.merge(part) }
    // 61,350,000 times a double: below 2⁵³, so one product rounds as the sum does.
    #expect(sum.value.bitPattern == (61_350_000 * 0x1.fffffffffffffp31).bitPattern)
  }

  private static let specials: [([Double], Double)] = [
    ([.infinity, 1], .infinity), ([-.infinity, 1], -.infinity), ([.infinity, -.infinity], .nan),
    ([.nan, 1], .nan), ([.nan, .infinity], .nan),
    ([.infinity, .infinity, -.greatestFiniteMagnitude], .infinity),
  ]

  @Test("infinities and NaN add up as IEEE 754 adds them, in either order", arguments: specials)
  func special(numbers: [Double], expected: Double) {
    for order in [numbers, numbers.reversed()] {
      let added = Self.sum(order)
      var merged = ExactSum()
      for number in order { merged.merge(Self.sum([number])) }
      for sum in [added, merged] {
        #expect(expected.isNaN ? sum.value.isNaN : sum.value == expected)
        #expect(sum == added)
      }
    }
  }

  @Test("no sum is −0")
  func noNegativeZero() {
    let zeros: [[Double]] = [[], [-0.0], [-0.0, -0.0], [1, -1], [-0x1p-1074, 0x1p-1074]]
    for numbers in zeros {
      #expect(Self.sum(numbers).value.bitPattern == 0, "\(numbers)")
    }
    var products = ExactSum()
    products.add(-0.0, times: 5)
    products.add(0, times: -3)
    #expect(products.value.bitPattern == 0)
  }

  @Test("sums are equal where the numbers are, however they were added up, and nowhere else")
  func equality() {
    let tenths = Self.sum([0.1, 0.2])
    #expect(tenths == Self.sum([0.2, 0.1]))
    // 0.1 + 0.2 rounds to this double, but is not it.
    #expect(tenths.value == 0x1.3333333333334p-2)
    #expect(tenths != Self.sum([0x1.3333333333334p-2]))
    #expect(Self.sum([1, -1]) == ExactSum())
    #expect(Self.sum([0x1p-1074]) != ExactSum())
    #expect(Self.sum([.infinity]) != Self.sum([-.infinity]))
    #expect(Self.sum([.infinity]) != Self.sum([.nan]))
    #expect(Self.sum([.nan]) == Self.sum([.infinity, -.infinity]))
    #expect(Self.sum([.nan]) != ExactSum())
  }
}
