import Testing

@testable import FocalInput

@Suite("BigNatural")
struct BigNaturalTests {
  @Test("Zero has no words, no bits, and stays zero")
  func zero() {
    var zero = BigNatural(0)
    #expect(zero.words == [])
    #expect(zero.bitWidth == 0)
    zero.shiftLeft(by: 200)
    zero.multiply(by: .max)
    #expect(zero == BigNatural(0))
    zero.multiply(by: 10, adding: 7)
    #expect(zero == BigNatural(7))
  }

  @Test("A product carries through every word")
  func carry() {
    var number = BigNatural(.max)
    number.multiply(by: .max, adding: .max)
    // (2⁶⁴ − 1)² + 2⁶⁴ − 1 = 2¹²⁸ − 2⁶⁴
    #expect(number.words == [0, .max])
    number.multiply(by: .max, adding: .max)
    // (2¹²⁸ − 2⁶⁴) · (2⁶⁴ − 1) + 2⁶⁴ − 1 = 2¹⁹² − 2¹²⁹ + 2⁶⁵ − 1
    #expect(number.words == [.max, 1, .max - 1])
  }

  @Test("A product by zero is the addend")
  func productByZero() {
    var number = BigNatural(.max)
    number.shiftLeft(by: 100)
    number.multiply(by: 0, adding: 3)
    #expect(number == BigNatural(3))
    number.multiply(by: 0)
    #expect(number == BigNatural(0))
  }

  @Test("A shift moves whole words and bits", arguments: [0, 1, 63, 64, 65, 127, 128, 200])
  func shift(bitCount: Int) {
    var number = BigNatural(0x8000_0000_0000_0001)
    number.shiftLeft(by: bitCount)
    #expect(number.bitWidth == 64 + bitCount)
    var doubled = BigNatural(0x8000_0000_0000_0001)
    for _ in 0..<bitCount {
      doubled.multiply(by: 2)
    }
    #expect(number == doubled)
  }

  @Test("A power of five is the product of fives", arguments: [0, 1, 26, 27, 28, 54, 55, 300])
  func powerOfFive(exponent: Int) {
    var product = BigNatural(7)
    for _ in 0..<exponent {
      product.multiply(by: 5)
    }
    var power = BigNatural(7)
    power.multiply(byPowerOfFive: exponent)
    #expect(power == product)
  }

  @Test("Numbers compare by length, then from the highest word down")
  func order() {
    var long = BigNatural(1)
    long.shiftLeft(by: 64)
    var longer = long
    longer.multiply(by: 1, adding: 1)
    #expect(BigNatural(.max) < long)
    #expect(long < longer)
    #expect(!(longer < long))
    #expect(!(long < long))
    #expect(BigNatural(0) < BigNatural(1))
  }
}
