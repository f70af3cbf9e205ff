import Testing

@testable import FocalCommand

/// What agrees with a number as it was written.
@Suite struct ObservedNumberTests {
  @Test(
    "a number stands for all that round to its digits, both ends included",
    arguments: [
      ("0.3590", 0.35895, 0.35905), ("0.359", 0.3585, 0.3595), (".359", 0.3585, 0.3595),
      ("1", 0.5, 1.5), ("100", 99.5, 100.5), ("0", -0.5, 0.5), ("0.0", -0.05, 0.05),
      ("-0.25", -0.255, -0.245), ("+2.5", 2.45, 2.55), ("3.59e-1", 0.3585, 0.3595),
      ("1.0E3", 950, 1050), ("20.", 19.5, 20.5), ("1000", 999.5, 1000.5),
    ])
  func range(text: String, lower: Double, upper: Double) throws {
    let observed = try #require(ObservedNumber(text))
    #expect(observed.range == lower...upper)
    #expect(observed.agreement(lower) == .digits)
    #expect(observed.agreement(upper) == .digits)
    #expect(observed.agreement(lower.nextDown) == nil)
    #expect(observed.agreement(upper.nextUp) == nil)
  }

  @Test(
    "other texts are no numbers", arguments: ["", "abc", "inf", "nan", "0x1p3", "1,5", "1e999"])
  func refused(_ text: String) {
    #expect(ObservedNumber(text) == nil)
  }

  @Test(
    "significant digits are counted from the first that is not 0",
    arguments: [("0.3590", 4), ("0.0012", 2), ("100", 3), ("0", 0), ("1.5e-9", 2)])
  func digits(text: String, count: Int) throws {
    #expect(try #require(ObservedNumber(text)).significantDigits == count)
  }

  @Test("digits finer than the arithmetic agree within it, and only then")
  func arithmetic() throws {
    let float64 = try #require(ObservedNumber("1.0769411184786168"))
    #expect(float64.agreement(1.0769411184786168) == .digits)
    #expect(float64.agreement(1.076941118478617) == .float64)
    #expect(float64.agreement(1.0769411184786178) == .float64)
    #expect(float64.agreement(1.0769411184886) == .float32)
    #expect(float64.agreement(1.07695) == nil)
    let float32 = try #require(ObservedNumber("0.35898038"))
    #expect(float32.agreement(0.3589803728) == .float32)
    #expect(float32.agreement(0.3589803828) == .digits)
    #expect(float32.agreement(0.358982) == nil)
    // Four digits are no finer than float32: what is outside of them is outside.
    #expect(try #require(ObservedNumber("0.3590")).agreement(0.3590501) == nil)
  }
}
