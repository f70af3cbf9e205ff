import Testing

@testable import FocalOutput

@Suite("Whole numbers near a number")
struct WholeNumberTests {
  @Test(
    "they are those of the system",
    arguments: [
      0, 0.3, 0.5, 0.49999999999999994, 0.9999999999999999, 1, 1.5, 2.5, 0x1p-1060,
      4503599627370495.5, 0x1p52, 0x1p53, 0x1p63, 1e300, .infinity,
    ])
  func system(number: Double) {
    for number in [number, -number] {
      #expect(number.wholeBelow == number.rounded(.down))
      #expect(number.wholeAbove == number.rounded(.up))
      #expect(number.nearestWhole == number.rounded())
    }
  }

  @Test("what is not a number stays so")
  func nan() {
    #expect(Double.nan.wholeBelow.isNaN)
    #expect(Double.nan.wholeAbove.isNaN)
    #expect(Double.nan.nearestWhole.isNaN)
  }
}
