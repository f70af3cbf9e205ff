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
}
