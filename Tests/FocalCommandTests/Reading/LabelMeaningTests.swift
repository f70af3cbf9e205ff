import Testing

@testable import FocalCommand

/// What the texts of labels mean, but for classes.
@Suite struct LabelMeaningTests {
  @Test(
    "binary labels are 0 and 1 as numbers, or false and true in any case",
    arguments: [
      ("0", 0.0), ("1", 1), ("0.0", 0), ("1.0", 1), ("1.", 1), ("+1", 1), ("1e0", 1), ("-0", 0),
      ("00", 0), ("true", 1), ("false", 0), ("TRUE", 1), ("False", 0), ("tRuE", 1),
    ])
  func zeroOrOne(_ text: String, _ target: Double) {
    #expect(LabelMeaning.zeroOrOne.state(of: text) == .target(target))
    #expect(LabelMeaning.fraction.state(of: text) == .target(target))
  }

  @Test(
    "any other text is no binary label",
    arguments: ["2", "-1", "0.5", "yes", "t", "positive", "1 ", "0x1", "inf", "nan", "１"])
  func neither(_ text: String) {
    #expect(LabelMeaning.zeroOrOne.state(of: text) == .unknown)
  }

  @Test("a target of negative zero has no sign")
  func sign() {
    guard case .target(let target) = LabelMeaning.zeroOrOne.state(of: "-0") else {
      Issue.record("-0 is a label")
      return
    }
    #expect(target.sign == .plus)
  }

  @Test("soft labels are numbers from 0 to 1", arguments: [("0.25", 0.25), ("1e-300", 1e-300)])
  func fraction(_ text: String, _ target: Double) {
    #expect(LabelMeaning.fraction.state(of: text) == .target(target))
  }

  @Test("a soft label outside 0 and 1 means nothing", arguments: ["1.5", "-0.1", "inf", "x"])
  func outside(_ text: String) {
    #expect(LabelMeaning.fraction.state(of: text) == .unknown)
  }

  @Test("a positive value is met as a text or as a number, and all else is negative")
  func positive() {
    #expect(LabelMeaning.positive("cat").state(of: "cat") == .target(1))
    #expect(LabelMeaning.positive("cat").state(of: "Cat") == .target(0))
    #expect(LabelMeaning.positive("2").state(of: "2.0") == .target(1))
    #expect(LabelMeaning.positive("2").state(of: "1") == .target(0))
    #expect(LabelMeaning.positive("0").state(of: "false") == .target(0))
  }
}
