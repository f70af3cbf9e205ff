import FocalLoss
import TestSupport
import Testing

/// Quotients of sums of products, against fractions.
@Suite struct ExactQuotientTests {
  private static func sum(_ pairs: Any?) -> ExactSum {
    var sum = ExactSum()
    for pair in pairs as? [Any] ?? [] { sum.add(numbers(pair)[0], times: numbers(pair)[1]) }
    return sum
  }

  @Test("sums of products and their quotients are exact, rounded once, for products of any size")
  func fixture() throws {
    let cases = try Fixture.focalLoss("exact_quotients.jsonl").objects()
    #expect(cases.count == 134)
    for entry in cases {
      let name = entry["name"] as? String ?? ""
      let dividend = Self.sum(entry["dividend"])
      let divisor = Self.sum(entry["divisor"])
      #expect(dividend.value.bitPattern == number(entry["sum"]).bitPattern, "\(name)")
      let quotient = try #require(dividend.divided(by: divisor), "\(name)")
      #expect(quotient.bitPattern == number(entry["quotient"]).bitPattern, "\(name)")
    }
  }

  @Test("a quotient of sums that does not exist is nil; one by an infinite sum is 0")
  func none() {
    func sum(_ numbers: Double...) -> ExactSum {
      var sum = ExactSum()
      for number in numbers { sum.add(number) }
      return sum
    }
    #expect(sum(1).divided(by: sum()) == nil)
    #expect(sum(1).divided(by: sum(1, -1)) == nil)
    #expect(sum(.infinity).divided(by: sum(-.infinity)) == nil)
    #expect(sum(.infinity).divided(by: sum()) == nil)
    #expect(sum(.nan).divided(by: sum(1)) == nil)
    #expect(sum(1).divided(by: sum(.nan)) == nil)
    #expect(sum(-1).divided(by: sum(.infinity))?.bitPattern == 0)
    #expect(sum(.infinity).divided(by: sum(-2)) == -.infinity)
  }
}
