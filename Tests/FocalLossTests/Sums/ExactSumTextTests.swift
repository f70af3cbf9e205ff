import TestSupport
import Testing

@testable import FocalLoss

/// Exact sums as texts.
@Suite struct ExactSumTextTests {
  @Test(
    "the text is the exact sum, as Python's fractions have it",
    arguments: [
      ([], "0x0p0"), ([1, -1], "0x0p0"), ([3, 5], "0x1p3"), ([-0.75], "-0x3p-2"),
      ([0.1, 0.2], "0x26666666666667p-55"), ([0x1p-1074], "0x1p-1074"),
    ] as [([Double], String)])
  func text(_ numbers: [Double], _ expected: String) {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    #expect(sum.text == expected)
    #expect(ExactSum(expected) == sum)
  }

  @Test("sums that are not finite have words")
  func notFinite() {
    for (number, word) in [(Double.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN")]
    {
      #expect(ExactSum(number).text == word)
      #expect(ExactSum(word)?.text == word)
    }
  }

  @Test("sums and products of any size come back as they were, whatever the order of adding")
  func roundTrip() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      var (sum, reversed) = (ExactSum(), ExactSum())
      let products = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
        (
          Double(bitPattern: generator.next() & ~(1 << 62)),
          Double(bitPattern: generator.next() & ~(1 << 62))
        )
      }
      for (a, b) in products { sum.add(a, times: b) }
      for (a, b) in products.reversed() { reversed.add(a, times: b) }
      let text = sum.text
      #expect(text == reversed.text, "seed \(seed)")
      let read = try #require(ExactSum(text), "seed \(seed): \(text)")
      #expect(read == sum && read.value == sum.value, "seed \(seed): \(text)")
    }
  }

  @Test("the largest sums there may be come back", arguments: [1, 1 << 10])
  func largest(_ count: Int) throws {
    var sum = ExactSum()
    for _ in 0..<count {
      sum.add(.greatestFiniteMagnitude, times: .greatestFiniteMagnitude)
      sum.add(.leastNonzeroMagnitude, times: .leastNonzeroMagnitude)
    }
    #expect(try #require(ExactSum(sum.text)) == sum)
  }

  @Test(
    "other texts are none",
    arguments: [
      "", "0x", "0xp0", "0xgp0", "0x1", "1p0", "0x1p", "0x1p2095", "0x1p-2163", "0x+1p0", "0x1p+",
      "0x 1p0", "--0x1p0", "0x1p99999999999999999999", "Infinit", "0x1p0 ",
    ])
  func refused(_ text: String) {
    #expect(ExactSum(text) == nil)
  }
}
