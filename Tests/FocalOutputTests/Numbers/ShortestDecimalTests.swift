import TestSupport
import Testing

@testable import FocalOutput

@Suite struct ShortestDecimalTests {
  /// The digits and the exponent that the standard library writes.
  private static func expected(_ number: Double) -> (digits: UInt64, exponent: Int) {
    let parts = number.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = UInt64(mantissa[0] + fraction) ?? 0
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    while digits % 10 == 0, digits > 0 {
      digits /= 10
      exponent += 1
    }
    return (digits, exponent)
  }

  private static func isRight(_ number: Double) -> Bool {
    let decimal = ShortestDecimal(number)
    return (decimal.digits, decimal.exponent) == expected(number)
  }

  @Test("random doubles have the digits that the standard library gives them")
  func random() {
    let seed: UInt64 = 37
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200_000 {
      let any = Double(bitPattern: generator.next() & 0x7fff_ffff_ffff_ffff)
      guard ShortestDecimal.domain.contains(any) else { continue }
      #expect(Self.isRight(any), "\(any), seed \(seed)")
      let usual = Double.random(in: 0..<1, using: &generator)
      #expect(usual == 0 || Self.isRight(usual), "\(usual), seed \(seed)")
    }
  }

  @Test("powers of two and ten, their neighbours and whole numbers are right")
  func special() {
    var numbers: [Double] = [.greatestFiniteMagnitude]
    for exponent in -960...1023 {
      numbers.append(Double(sign: .plus, exponent: exponent, significand: 1))
    }
    for exponent in -289...308 { numbers.append(Double("1e\(exponent)") ?? 1) }
    for whole in 1...2000 { numbers.append(Double(whole)) }
    for number in numbers {
      for neighbor in [number.nextDown, number, number.nextUp]
      where ShortestDecimal.domain.contains(neighbor) {
        #expect(Self.isRight(neighbor), "\(neighbor)")
      }
    }
  }

  @Test("decimals are written as the standard library writes doubles, without a final .0")
  func text() {
    let seed: UInt64 = 41
    var generator = SplitMix64(seed: seed)
    var numbers: [Double] = [
      1e-4, 1e-5, 9.999e-5, 1e-10, 1.5e-100, 0.5, 1, 10, 100.25, 1e15, 4_503_599_627_370_497.5,
      9_007_199_254_740_990, 9_007_199_254_740_991, 123_456_789, 1234.5, 0.001,
    ]
    for _ in 0..<50_000 {
      let exponent = Int.random(in: -900...52, using: &generator)
      numbers.append(
        Double(
          sign: .plus, exponent: Bool.random(using: &generator) ? exponent : exponent / 20,
          significand: Double.random(in: 1..<2, using: &generator)))
    }
    for number in numbers where number < 0x1p53 {
      var buffer = Array(repeating: UInt8(0), count: ShortestDecimal.byteCountLimit + 3)
      var end = 3
      var bytes = buffer.mutableSpan
      ShortestDecimal(number).write(to: &bytes, at: &end)
      let text = number.description
      let expected = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
      #expect(String(decoding: buffer[3..<end], as: UTF8.self) == expected, "seed \(seed)")
    }
  }

  @Test("a number below 10⁸ is written with eight digits")
  func eightDigits() {
    for number in [0, 1, 9, 10, 99, 100, 1234, 9999, 10000, 10_001, 90_817_263, 99_999_999] {
      let word = ShortestDecimal.text(of: UInt64(number))
      let text = (0..<8).map {
        Character(Unicode.Scalar(UInt8(truncatingIfNeeded: word >> (8 * $0))))
      }
      #expect(Int(String(text)) == number && text.count == 8)
    }
  }
}
