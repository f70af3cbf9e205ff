import FocalDecimals
import Testing

@testable import FocalInput

@Suite("PowersOfFive")
struct PowersOfFiveTests {
  @Test("A power of five not negative is its 128 leading bits, rounded down", arguments: 0...308)
  func positive(exponent: Int) throws {
    var power = BigNatural(1)
    power.multiply(byPowerOfFive: exponent)
    let entry = try #require(PowersOfFive.table[exponent])

    #expect(entry >> 127 == 1)
    // entry · 2ˢ ≤ 5^q < (entry + 1) · 2ˢ, with both sides brought to whole numbers.
    let shift = power.bitWidth - 128
    var lower = BigNatural(bits: entry)
    var upper = lower.successor
    if shift >= 0 {
      lower.shiftLeft(by: shift)
      upper.shiftLeft(by: shift)
    } else {
      power.shiftLeft(by: -shift)
      #expect(lower == power, "up to 128 bits the entry is exact")
    }
    #expect(lower <= power && power < upper)
  }

  @Test("A reciprocal of a power of five is rounded up to the 27th, down after", arguments: 1...342)
  func negative(exponent: Int) throws {
    let entry = try #require(PowersOfFive.table[-exponent])
    #expect(entry >> 127 == 1)
    var divisor = BigNatural(1)
    divisor.multiply(byPowerOfFive: exponent)
    var dividend = BigNatural(1)
    dividend.shiftLeft(by: 127 + divisor.bitWidth)

    // floor · 5ⁿ ≤ 2ᵇ < (floor + 1) · 5ⁿ
    let floor = BigNatural(bits: exponent <= 27 ? entry - 1 : entry)
    var lower = floor
    lower.multiply(byPowerOfFive: exponent)
    var upper = floor.successor
    upper.multiply(byPowerOfFive: exponent)
    #expect(lower <= dividend && dividend < upper)
  }

  @Test("The table equals the one that Python computes")
  func fingerprint() throws {
    var fingerprint: UInt128 = 0
    for exponent in PowersOfFive.exponents {
      let entry = try #require(PowersOfFive.table[exponent])
      fingerprint = fingerprint &* 0x9E37_79B9_7F4A_7C15 &+ entry
    }
    // Printed by powers_of_five.py.
    #expect(fingerprint == 0x2159_16F5_A1E8_B2CA_8A4E_5E1B_D118_DA4F)
  }

  @Test("Exponents outside the table have no entry", arguments: [-343, 309, Int.min, Int.max])
  func outside(exponent: Int) {
    #expect(PowersOfFive.table[exponent] == nil)
  }
}

extension BigNatural {
  fileprivate init(bits value: UInt128) {
    self.init(UInt64(value >> 64))
    shiftLeft(by: 64)
    multiply(by: 1, adding: UInt64(truncatingIfNeeded: value))
  }

  fileprivate var successor: BigNatural {
    var result = self
    result.multiply(by: 1, adding: 1)
    return result
  }
}
