import FocalLoss
import Testing

@testable import FocalCommand

/// The cells of a grid, and the ranges that its axes may be written as.
@Suite struct GridTests {
  @Test("alphas vary first, then gammas, label smoothings and epsilons; the rest is as given")
  func cells() throws {
    let line =
      "--alpha 0.1,none,0.2+0.3 --gamma 1,2 --label-smoothing 0,0.1 --epsilon 0,1e-7 "
      + "--alpha-rule scale -r sum"
    var parser = ArgumentParser(line.split(separator: " ").map(String.init), for: .sweep)
    let cells = try parser.settings().loss.cells
    let alphas: [LossSettings.AlphaRequest] = [.values([0.1]), .none, .values([0.2, 0.3])]
    #expect(cells.count == 24)
    for (index, cell) in cells.enumerated() {
      #expect(cell.alpha == alphas[index % 3])
      #expect(cell.alphaRule == (index % 3 == 1 ? nil : .scale))
      #expect(cell.gamma == [1, 2][index / 3 % 2])
      #expect(cell.labelSmoothing == [0, 0.1][index / 6 % 2])
      #expect(cell.epsilon == [0, 1e-7][index / 12])
      #expect(cell.reduction == .sum)
    }
  }

  @Test("without an axis there is one cell, of the settings themselves")
  func oneCell() {
    var settings = LossSettings()
    settings.gamma = 3
    #expect(Array(settings.cells) == [settings])
  }

  @Test("tenths are the decimals, not sums of doubles")
  func tenths() {
    let expected = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    #expect(DecimalRange("0:1:0.1")?.numbers == expected)
    // What adding up would give.
    #expect(0.1 + 0.2 != expected[3])
  }

  static let ranges: [(String, [Double])] = [
    ("0:5:0.5", [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]), ("0:1:0.4", [0, 0.4, 0.8]),
    ("2:2:1", [2]), ("-1:1:1", [-1, 0, 1]), ("1e-8:3e-8:1e-8", [1e-8, 2e-8, 3e-8]),
    ("0:1e3:5E2", [0, 500, 1000]), (".5:1.50:.5", [0.5, 1, 1.5]), ("0:0:1e-300", [0]),
    ("1e300:3e300:1e300", [1e300, 2e300, 3e300]), ("10:30:10", [10, 20, 30]),
    ("+1:2:1", [1, 2]),
    ("0:0.3:0.1000000000000000000001", [0, 0.1, 0.2]),
  ]

  @Test("both ends are included, where a step meets the stop", arguments: ranges)
  func numbers(_ text: String, _ expected: [Double]) {
    #expect(DecimalRange(text)?.numbers == expected)
    #expect(DecimalRange(text)?.count == expected.count)
  }

  @Test("every number is the one that its decimal is read as", arguments: [3, 7, 10, 1000])
  func correctlyRounded(denominator: Int) throws {
    let step = denominator == 1000 ? "0.001" : "0.0\(denominator)"
    let numbers = try #require(DecimalRange("0:5:\(step)")).numbers
    let digits = denominator == 1000 ? 3 : step.count - 2
    let unit = denominator == 1000 ? 1 : denominator
    for (index, number) in numbers.enumerated() {
      #expect(number == Double("\(index * unit)e-\(digits)"))
    }
  }

  @Test(
    "what is no range is none",
    arguments: [
      "", "1", "0:1", "0:1:", ":1:1", "0:1:0", "0:1:-1", "1:0:1", "a:1:1", "0:1:1:1", "0:inf:1",
      "0:1:nan", "0:1e300:1e-300", "0:1:0x1", "0 : 1 : 1", "0:1e999:1",
      "0:1:0.00000000000000000000000000000000000000000000000000123456789",
    ])
  func refused(_ text: String) {
    #expect(DecimalRange(text)?.numbers.count == nil)
  }

  @Test("a range is counted without being written out")
  func large() {
    #expect(DecimalRange("0:1e9:1e-9")?.count == 1_000_000_000_000_000_001)
    #expect(DecimalRange("0:1e20:1")?.count == Int.max)
  }
}
