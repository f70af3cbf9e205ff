import FocalDecimals
import TestSupport
import Testing

@testable import FocalInput

@Suite("Rounding of NumberParser")
struct NumberParserRoundingTests {
  private static let zeros = String(repeating: "0", count: 800)

  /// Numbers that are known to go wrong: ties, neighbours of ties, the ends of the range.
  private static let hardCases = [
    // The ends of the range: the largest double, what rounds to it, and what does not.
    "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
    "179769313486231570814527423731704356798070e267", "1e308", "1e309", "9e307",
    // The smallest normal double, the largest subnormal, and the famous value between.
    "2.2250738585072014e-308", "2.2250738585072011e-308", "2.2250738585072012e-308",
    // The smallest subnormal, its half (a tie that goes to zero), and its neighbours.
    "4.9406564584124654e-324", "5e-324", "3e-324", "2.4703282292062327e-324",
    "2.4703282292062328e-324", "2.4e-324", "1e-323", "1e-324", "1e-342", "1e-343", "1e-400",
    "18446744073709551615e-343", "9999999999999999999e-343", "9223372036854775808e-342",
    // Ties near powers of two: 2⁵³ + 1, 2⁵⁴ + 2, 2⁶³ + 2¹⁰ and their neighbours.
    "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740994",
    "9007199254740995", "18014398509481986", "18014398509481990", "9223372036854776832",
    "9223372036854776833", "9223372036854776831", "18446744073709551615", "18446744073709551616",
    "9007199254740993.0", "9007199254740993." + zeros, "9007199254740993." + zeros + "1",
    "9007199254740992.999999999999999999999999", "9007199254740993e0", "90071992547409930e-1",
    "900719925474099300e-2", "9007199254740993000e-3", "0.9007199254740993e16",
    "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
    "1.00000000000000011102230246251565404236316680908203126",
    "1.00000000000000011102230246251565404236316680908203125" + zeros + "1",
    "1.00000000000000011102230246251565404236316680908203125" + zeros,
    "0.500000000000000166533453693773481063544750213623046875",
    "3.518437208883201171875e13", "8.10109172351e-10", "1.1e-10", "0.1", "0.2", "0.3",
    "62.5364939768271845828", "6.0221407599999999e23", "9.5e22", "1e22", "1e23", "8.5e22",
    "123456789012345e22", "123456789012345e-22", "999999999999999e22", "1234567890123456e22",
    "6929495644600919.5", "3.7455744005952583e15", "5.0052235649e-318", "2.2e-322",
    "7.2057594037927933e16", "4503599627370496.5", "4503599627370497.5",
    "1090544144181609348835077142190", "1448997445238699", "0.000244140625", "36028797018963967",
    "36028797018963969",
    // Many zeros in front, between, and behind.
    "0." + zeros + "1e801", "1" + zeros + "e-800", "1" + zeros + ".e-801", zeros + "123",
    zeros + "." + zeros, "0." + zeros + "12345678901234567e800", "1" + zeros + "1e-801",
    "0.00012345678901234567", "0.000000000000000000000000012345678901234567890123456789",
    // Exponents of any length.
    "1e400", "1e-400", "0e999999999999", "1e-99999999999999999999", "1e00000000000000000000001",
    "1e-00000000000000000000001", "0.0e-0", "1e0", "1e+0",
  ]

  @Test("A hard case is rounded like strtod rounds it", arguments: hardCases)
  func hardCase(text: String) {
    #expect(agreesWithStrtod(text))
    #expect(agreesWithStrtod("-" + text))
    #expect(agreesWithStrtod(text + ",1"))
  }

  @Test("A megabyte of digits is read exactly", .timeLimit(.minutes(1)))
  func megabyte() {
    let count = 1_000_000
    let nines = String(repeating: "9", count: count)
    let zeros = String(repeating: "0", count: count)
    #expect(parse("0." + nines) == .number(1, end: count + 2))
    #expect(parse(nines) == .overflow(end: count))
    #expect(parse(nines + "e-\(count)") == .number(1, end: count + 9))
    #expect(parse("0." + zeros + "1e\(count + 1)") == .number(1, end: count + 11))
    #expect(parse("1" + zeros + "e-\(count)") == .number(1, end: count + 10))
    #expect(parse("0." + zeros + "1") == .number(0, end: count + 3))
    // 2⁵³ + 1 is a tie, which the very last digit of the megabyte decides.
    let tie = "9007199254740993."
    #expect(parse(tie + zeros) == .number(9_007_199_254_740_992, end: count + 17))
    #expect(parse(tie + zeros + "1") == .number(9_007_199_254_740_994, end: count + 18))
  }

  @Test("The quick way and the table of powers of five agree on up to 15 digits")
  func quickWay() {
    let seed: UInt64 = 15
    var generator = SplitMix64(seed: seed)
    let parser = NumberParser()
    for _ in 0..<100_000 {
      let digitCount = Int.random(in: 1...15, using: &generator)
      var bound: UInt64 = 1
      for _ in 0..<digitCount {
        bound *= 10
      }
      let significand = UInt64.random(in: 0..<bound, using: &generator)
      let exponent = Int.random(in: -22...22, using: &generator)
      let quick = parser.nearestBits(significand, digitCount: digitCount, exponent: exponent)
      let table = parser.powers.nearestBits(significand, exponent: exponent)
      guard quick == table else {
        Issue.record("seed \(seed): \(significand)e\(exponent): \(quick) is not \(table)")
        return
      }
    }
  }
}
