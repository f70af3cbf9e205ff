import Foundation
import Testing

@testable import FocalCommand
@testable import FocalOutput

/// Pictures: what `--plot` writes.
@Suite struct PlotTests {
  private static let input =
    "label,prediction\n" + (1...40).map { "\($0 % 3 == 0 ? 1 : 0),0.\($0 + 10)\n" }.joined()

  @Test(
    "a picture on standard output takes the place of the report",
    arguments: [
      "curve --plot -", "sweep --gamma 0:5:1 --alpha 0.25,none --plot -",
      "--concentration --plot -",
    ])
  func standardOutput(_ line: String) {
    let run = focal(line, input: Self.input)
    #expect(run.status == .done, "\(run.diagnostics)")
    #expect(run.output.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" "))
    #expect(run.output.hasSuffix("</svg>\n"))
    #expect(Self.isBalanced(run.output))
    #expect(run.output.contains("prefers-color-scheme: dark"))
    // The same bytes again.
    #expect(focal(line, input: Self.input) == run)
  }

  /// Whether every element that is opened is closed, in order.
  private static func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for tag in text.matches(of: /<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/) {
      if tag.1 == "/" {
        guard open.popLast() == tag.2 else { return false }
      } else if tag.3.isEmpty {
        open.append(tag.2)
      }
    }
    return open.isEmpty && !text.contains("NaN") && !text.contains("inf")
  }

  @Test("a picture in a file stands beside the report, and is all there or not at all")
  func file() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "focal-\(UUID().uuidString).svg"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = focal("curve --gamma 2 --plot \(path)")
    #expect(run == focal("curve --gamma 2"))
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    #expect(svg == focal("curve --gamma 2 --plot -").output)
    let bad = focal("curve --plot /nowhere/at/all.svg")
    #expect(bad.status == .noOutput)
    #expect(bad.output == "")
  }

  @Test("there is a line and a name in the legend for every gamma or alpha")
  func lines() {
    let curve = focal("curve --gamma 0,2,5 --plot -").output
    #expect(curve.components(separatedBy: "γ = ").count == 7)
    let sweep = focal("sweep --gamma 0,2 --alpha 0.25,none --plot -", input: Self.input).output
    #expect(sweep.components(separatedBy: ">α = none<").count == 3)
    let alphas = focal("sweep --alpha 0.1,0.5,0.9 --plot -", input: Self.input).output
    #expect(alphas.contains(">alpha<"))
    #expect(alphas.contains(">γ = 2<"))
  }

  @Test(
    "ticks are round numbers, exactly",
    arguments: [
      (0.0...1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0...5, [0, 1, 2, 3, 4, 5]),
      (-3...1, [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1]),
      (0...0.08, [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08]),
      (0...6e-20, [0, 1e-20, 2e-20, 3e-20, 4e-20, 5e-20, 6e-20]),
      (0...1.5e308, [0, 2e307, 4e307, 6e307, 8e307, 1e308, 1.2e308, 1.4e308]),
      (0...7000, [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]),
    ])
  func ticks(_ range: ClosedRange<Double>, _ expected: [Double]) {
    #expect(PlotAxis("", range).ticks == expected)
  }

  @Test("an axis holds its numbers, whatever they are")
  func axes() {
    let largest = Double.greatestFiniteMagnitude
    for numbers in [
      [], [0.0], [1e-300, 2e-300], [5e300], [-1, 2], [.infinity, 1], [-3], [1e308], [largest],
      [-largest, largest], [-largest], [0x1p-1074],
    ] {
      let axis = PlotAxis("", holding: numbers)
      #expect(axis.range.lowerBound < axis.range.upperBound)
      for number in numbers where number.isFinite {
        #expect(axis.range.contains(number))
        #expect((0...1).contains(axis.position(number)))
      }
      #expect(axis.ticks.count > 1)
    }
  }

  @Test("pictures are of what has one")
  func refused() {
    #expect(
      focal("--plot x.svg", input: Self.input)
        == .failed(
          .usage, "--plot needs --concentration, --calibration, focal sweep or focal curve"))
  }
}
