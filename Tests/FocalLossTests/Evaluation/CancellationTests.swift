import TestSupport
import Testing

@testable import FocalLoss

@Suite struct CancellationTests {
  @Test("what a rule leaves of nearly nothing has its digits, and what vanishes meets ce first")
  func fixture() throws {
    let rows = try Fixture.focalLoss("cancellations.csv").rows()
    #expect(rows.count >= 250)
    for row in rows {
      let gamma = number(row["gamma"])
      let name = try #require(row["rule"])
      let rule = SoftTargetRule(rawValue: name)
      let epsilon = Epsilon.Rule(rawValue: name).map { Epsilon($0, number(row["epsilon"])) }
      let convention = Convention(
        task: .binary, input: .logits, alpha: .none, gamma: gamma, epsilon: epsilon ?? .none,
        softTargets: rule)
      let loss = try convention.loss([number(row["z"])], .values([number(row["y"])]))
      let distance = ulpDistance(loss, number(row["loss"]))
      #expect(distance <= (gamma <= 2 ? 8 : 16), "\(row): \(loss), \(distance) ulp")
    }
  }

  @Test("the exponential of a sum of two doubles has nearly all digits")
  func exponential() {
    // e^−1 and e^−½ as two doubles each.
    let one = PreciseExponential.of(DoubleDouble(-1, 0))
    #expect(
      one.high == 0x1.78b56362cef38p-2 && (one.low - (-0x1.ca8a4270fadf5p-57)).magnitude < 0x1p-102)
    let half = PreciseExponential.of(DoubleDouble(-0.5, 0))
    #expect(
      half.high == 0x1.368b2fc6f960ap-1
        && (half.low - (-0x1.85314b9559e64p-61)).magnitude < 0x1p-101)
    #expect(PreciseExponential.of(DoubleDouble(0, 0)) == DoubleDouble(1, 0))
  }
}
