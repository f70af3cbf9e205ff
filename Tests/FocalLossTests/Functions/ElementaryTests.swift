import Foundation
import TestSupport
import Testing

@testable import FocalLoss

/// Values of the elementary functions, correctly rounded from many digits, within the 1 ulp that
/// every stated accuracy builds on.
@Suite struct ElementaryTests {
  private static let values: [(String, Double, Double)] = [
    ("e", Elementary.exp(1), 2.718281828459045), ("1/e", Elementary.exp(-1), 0.36787944117144233),
    ("e^0", Elementary.exp(0), 1), ("e^-infinity", Elementary.exp(-.infinity), 0),
    ("ln 2", Elementary.log(2), 0.6931471805599453),
    ("ln 10", Elementary.log(10), 2.302585092994046),
    ("ln 0", Elementary.log(0), -.infinity), ("ln 1", Elementary.log(1), 0),
    ("ln (1 + 1)", Elementary.logOnePlus(1), 0.6931471805599453),
    ("ln (1 + 1e-20)", Elementary.logOnePlus(1e-20), 1e-20),
    ("ln (1 - 1)", Elementary.logOnePlus(-1), -.infinity),
    ("e^1 - 1", Elementary.expMinusOne(1), 1.718281828459045),
    ("e^-1e-20 - 1", Elementary.expMinusOne(-1e-20), -1e-20),
    ("e^-infinity - 1", Elementary.expMinusOne(-.infinity), -1),
    ("2^0.5", Elementary.power(2, 0.5), 1.4142135623730951),
    ("0^0", Elementary.power(0, 0), 1), ("0^1.7", Elementary.power(0, 1.7), 0),
  ]

  @Test("the functions are within 1 ulp where their values are known", arguments: values)
  func known(name: String, ours: Double, truth: Double) {
    #expect(ulpDistance(ours, truth) <= 1, "\(name)")
  }

  @Test("ln (1 + x) is within 1 ulp of the nearest double everywhere")
  func logOnePlus() throws {
    let rows = try Fixture.focalLoss("log_one_plus.csv").rows()
    #expect(rows.count == 636)
    for row in rows {
      let ours = Elementary.logOnePlus(number(row["x"]))
      #expect(ulpDistance(ours, number(row["logarithm"])) <= 1, "\(row): \(ours)")
    }
  }

  @Test("logarithm and exponential are within 1 ulp of the nearest double everywhere")
  func logarithmAndExponential() throws {
    let rows = try Fixture.focalLoss("elementary.csv").rows()
    #expect(rows.count == 1024)
    for row in rows {
      let x = number(row["x"])
      let ours = row["function"] == "log" ? Elementary.log(x) : Elementary.exp(x)
      #expect(ulpDistance(ours, number(row["value"])) <= 1, "\(row): \(ours)")
    }
  }

  @Test("limits, subnormal numbers and NaN")
  func outside() {
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-0.0) == -.infinity)
    #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN)
    #expect(ulpDistance(Elementary.log(.leastNonzeroMagnitude), -744.4400719213812) <= 1)
    #expect(ulpDistance(Elementary.log(0x1p-1030), -713.9415959767437) <= 1)
    #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0 && Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(-745) == .leastNonzeroMagnitude)
    #expect(Elementary.expMinusOne(.infinity) == .infinity && Elementary.expMinusOne(.nan).isNaN)
    #expect(Elementary.expMinusOne(-0.0).sign == .minus && Elementary.expMinusOne(-1e300) == -1)
    #expect(Elementary.logOnePlus(.infinity) == .infinity && Elementary.logOnePlus(-2).isNaN)
    #expect(Elementary.logOnePlus(0x1p1023) == Elementary.log(0x1p1023))
  }
}
