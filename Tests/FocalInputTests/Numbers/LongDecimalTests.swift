import Testing

@testable import FocalInput

@Suite("LongDecimal")
struct LongDecimalTests {
  private static func decimal(_ text: String, exponent: Int) -> (LongDecimal, [UInt8]) {
    let bytes = Array(text.utf8)
    return (LongDecimal(bytes.span, in: 0..<bytes.count, exponent: exponent), bytes)
  }

  @Test("The first 19 significant digits are kept, with their power of ten")
  func leadingDigits() {
    let (long, _) = Self.decimal("000.00123456789012345678901234", exponent: -5)
    #expect(long.leadingDigits == 1_234_567_890_123_456_789)
    #expect(long.leadingExponent == 0)
    #expect(long.isTruncated)

    let (zeros, _) = Self.decimal("12345678901234567890000", exponent: 2)
    #expect(zeros.leadingDigits == 1_234_567_890_123_456_789)
    #expect(zeros.leadingExponent == 6)
    #expect(!zeros.isTruncated)

    let (short, _) = Self.decimal("0.5", exponent: -1)
    #expect(short.leadingDigits == 5)
    #expect(short.leadingExponent == -1)
    #expect(!short.isTruncated)
  }

  @Test("The exact comparison finds the same double from any guess near by", arguments: -5...5)
  func anyGuess(distance: Int) {
    for text in ["3141592653589793238462643", "27182818284590452353602874713526624977572"] {
      let (decimal, bytes) = Self.decimal(text, exponent: -20)
      let expected = Strtod(text + "e-20").bits
      let guess = UInt64(Int(expected) + distance)
      #expect(decimal.nearestBits(in: bytes.span, startingAt: guess) == expected)
    }
  }

  @Test("The exact comparison works at both ends of the range")
  func ends() {
    let largest = Double.greatestFiniteMagnitude.bitPattern
    // 2¹⁰²⁴ − 2⁹⁷⁰ is the tie between the largest double and what would come next.
    let tie = ExactDecimal(halfwayAbove: largest)
    for (unit, expected) in [(-1, largest), (0, largest + 1), (1, largest + 1)] {
      let (decimal, bytes) = Self.decimal(tie.text(addingToLastDigit: unit), exponent: 0)
      for guess in [largest - 1, largest, largest + 1] {
        #expect(decimal.nearestBits(in: bytes.span, startingAt: guess) == expected)
      }
    }
    let smallTie = ExactDecimal(halfwayAbove: 0)
    for (unit, expected) in [(-1, UInt64(0)), (0, 0), (1, 1)] {
      let (decimal, bytes) = Self.decimal(smallTie.text(addingToLastDigit: unit), exponent: -1075)
      for guess: UInt64 in [0, 1, 2] {
        #expect(decimal.nearestBits(in: bytes.span, startingAt: guess) == expected)
      }
    }
  }
}

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
