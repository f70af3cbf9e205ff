import TestSupport
import Testing

@testable import FocalOutput

/// Numbers as decimals.
@Suite struct NumberTextTests {
  @Test(
    "a number is the shortest decimal that reads back, without a trailing .0",
    arguments: [
      (0.0, "0"), (1, "1"), (-2, "-2"), (0.1, "0.1"), (569, "569"), (1e-7, "1e-07"),
      (1e16, "1e+16"), (123_456_789, "123456789"), (0.1 + 0.2, "0.30000000000000004"),
      (0x1p-1074, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
      (.infinity, "Infinity"), (-.infinity, "-Infinity"), (.nan, "NaN"),
    ])
  func shortest(_ number: Double, _ text: String) {
    #expect(NumberText.shortest(number) == text)
    #expect(NumberText(digits: nil)(number) == text)
  }

  @Test(
    "--digits rounds half up, carries, and leaves out what is 0 at the end",
    arguments: [
      (1234.5678, 2, "1200"), (1234.5678, 5, "1234.6"), (1234.5678, 17, "1234.5678"),
      (0.99996, 3, "1"), (0.99996, 4, "1"), (0.99996, 5, "0.99996"), (9.5, 1, "10"),
      (0.00012345, 2, "0.00012"), (0.00012345, 4, "0.0001235"), (0.00012355, 4, "0.0001236"),
      (1.5e-300, 1, "2e-300"), (9.99e22, 2, "1e+23"), (9.99e-5, 1, "0.0001"), (0.25, 1, "0.3"),
      (0.35, 1, "0.4"),
      (-0.25, 1, "-0.3"), (0, 3, "0"), (0x1p-1074, 1, "5e-324"), (.infinity, 3, "Infinity"),
      (100, 1, "100"), (199, 1, "200"), (0.023523204237029742, 6, "0.0235232"),
    ])
  func digits(_ number: Double, _ digits: Int, _ text: String) {
    #expect(NumberText(digits: digits)(number) == text)
  }

  @Test("17 digits change nothing, and 16 at most the last bits")
  func many() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      #expect(NumberText(digits: 17)(number) == NumberText.shortest(number), "seed 7, \(number)")
      let rounded = Double(NumberText(digits: 16)(number)) ?? .nan
      #expect(isClose(rounded, number, relative: 1e-15), "seed 7, \(number)")
    }
  }

  /// The decimal rounded half up digit by digit, as on paper, and read back.
  private static func roundedOnPaper(_ number: Double, to count: Int) -> Double {
    let parts = number.magnitude.description.split(separator: "e")
    let places = parts[0].split(separator: ".")
    // One digit has no point before its exponent.
    let fraction = places.count == 2 ? places[1] : ""
    var digits = Array((places[0] + fraction).utf8.map { Int($0) - 48 })
    var exponent = (parts.count == 2 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    while digits.first == 0, digits.count > 1 { digits.removeFirst() }
    while digits.count > count {
      let isUp = digits[count] >= 5
      exponent += digits.count - count
      digits = Array(digits[..<count])
      guard isUp else { continue }
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 { digits[place] += 1 } else { digits.insert(1, at: 0) }
      if digits.count > count, digits.last == 0 {
        digits.removeLast()
        exponent += 1
      }
    }
    let magnitude = Double(digits.map(String.init).joined() + "e\(exponent)") ?? .nan
    return number < 0 ? -magnitude : magnitude
  }

  /// What is written into a buffer.
  private static func written(_ number: Double, _ text: NumberText) -> String {
    var buffer = Array(repeating: UInt8(0), count: 2 * NumberText.byteCountLimit)
    var end = 0
    var bytes = buffer.mutableSpan
    text.write(number, ShortestDecimal.decimals(of: [number])[0], to: &bytes, at: &end)
    return String(decoding: buffer[..<end], as: UTF8.self)
  }

  @Test("what is written is rounded half up in the shortest decimal", arguments: 1...17)
  func rounding(digits: Int) {
    let seed: UInt64 = 23
    var generator = SplitMix64(seed: seed)
    var numbers: [Double] = [
      0, 0.5, 9.5, 0.99996, 1e-5, 9.9995e-5, 123_456, 9_007_199_254_740_991, 0x1p53, 1e22, 0x1p-970,
      0x1p-1074, 0x1p-1022, 1e308, 0.1 + 0.2, 999_999_999_999_999.9, 4_503_599_627_370_495.5,
    ]
    for exponent in -1000...60 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      numbers += [power.nextDown, power, power.nextUp]
    }
    for _ in 0..<3000 {
      numbers.append(Double.random(in: 0..<1, using: &generator))
      let any = Double(bitPattern: generator.next())
      if any.isFinite, any.magnitude < 1e300 { numbers.append(any) }
    }
    let text = NumberText(digits: digits)
    for number in numbers {
      let expected = NumberText.shortest(Self.roundedOnPaper(number, to: digits))
      #expect(Self.written(number, text) == expected, "\(number), seed \(seed)")
      #expect(text(number) == expected, "\(number), seed \(seed)")
    }
  }

  @Test(
    "without digits what is written is the shortest text",
    arguments: [
      0, -0.0, 1, -1, 0.1, 1e-5, 0x1p-1074, 0x1p53, .greatestFiniteMagnitude, .infinity, -.infinity,
      .nan,
    ] as [Double])
  func writtenWhole(number: Double) {
    #expect(Self.written(number, NumberText(digits: nil)) == NumberText.shortest(number))
  }
}
