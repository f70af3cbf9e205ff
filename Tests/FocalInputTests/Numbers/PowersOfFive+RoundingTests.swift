import FocalDecimals
import TestSupport
import Testing

@testable import FocalInput

@Suite("Rounding of PowersOfFive")
struct PowersOfFiveRoundingTests {
  @Test("Zero is zero at any exponent", arguments: [-1000, -342, 0, 308, 1000, Int.min, Int.max])
  func zero(exponent: Int) {
    #expect(PowersOfFive.table.nearestBits(0, exponent: exponent) == 0)
  }

  @Test("Outside the table there is only zero and infinity")
  func outside() {
    #expect(PowersOfFive.table.nearestBits(.max, exponent: -343) == 0)
    #expect(PowersOfFive.table.nearestBits(1, exponent: 309) == Double.infinity.bitPattern)
    #expect(PowersOfFive.table.nearestBits(.max, exponent: Int.min) == 0)
    #expect(PowersOfFive.table.nearestBits(1, exponent: Int.max) == Double.infinity.bitPattern)
  }

  @Test("Every exponent of the table agrees with strtod", arguments: PowersOfFive.exponents)
  func everyExponent(exponent: Int) {
    let seed = UInt64(bitPattern: Int64(exponent))
    var generator = SplitMix64(seed: seed)
    var significands: [UInt64] = [1, 2, 3, 5, .max, .max - 1, 1 << 63, 1 << 53, 1 << 53 + 1]
    for _ in 0..<200 {
      significands.append(generator.next())
      significands.append(generator.next() >> UInt64.random(in: 0..<64, using: &generator))
    }
    for significand in significands {
      let bits = PowersOfFive.table.nearestBits(significand, exponent: exponent)
      let text = "\(significand)e\(exponent)"
      guard bits == Strtod(text).bits else {
        Issue.record("seed \(seed): \(text)")
        return
      }
    }
  }

  @Test("The table and the exact comparison agree")
  func exactComparison() {
    let seed: UInt64 = 2021
    var generator = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      let significand = generator.next() >> UInt64.random(in: 0..<20, using: &generator)
      let exponent = Int.random(in: -345...310, using: &generator)
      let bits = PowersOfFive.table.nearestBits(significand, exponent: exponent)
      let bytes = Array(String(significand).utf8)
      let decimal = LongDecimal(bytes.span, in: 0..<bytes.count, exponent: exponent)
      guard decimal.nearestBits(in: bytes.span, startingAt: bits) == bits else {
        Issue.record("seed \(seed): \(significand)e\(exponent)")
        return
      }
    }
  }
}
