import TestSupport
import Testing

@testable import FocalCommand

/// `--gradient` in the report: the share of the gradient by class.
@Suite struct GradientShareTests {
  static let input = "label,p\n1,0.5\n0,0.5\n0,0.99\n"

  @Test("the report has the sum of the gradients' sizes by class, and the negative Hessians")
  func report() throws {
    // The sums of the per-sample gradients: 0.07457 | 0.22372 and 0.99's.
    let rows = focal("--per-sample --gradient", input: Self.input).lines.dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    let negatives = rows[1][3].magnitude + rows[2][3].magnitude
    let run = focal("--gradient -f csv", input: Self.input)
    #expect(run.lines[0] == "class,gradient_sum,gradient_share,negative_hessians")
    let fields = run.lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    try #require(fields.count == 2)
    #expect(ulpDistance(fields[0][1], negatives) <= 1 && fields[0][3] == 1)
    #expect(fields[1][1] == rows[0][3].magnitude && fields[1][3] == 0)
    #expect((fields[0][2] + fields[1][2] - 1).magnitude <= 2 * Double.ulpOfOne)
    #expect(rows[2][4] < 0)
    let json = focal("--gradient --json --digits 4", input: Self.input)
    #expect(
      json.output.contains(
        "\"negativeHessians\": 1, \"classes\": [{ \"label\": \"0\", \"sum\": "))
  }

  @Test("people read the classes, and how many samples break Newton boosting")
  func table() {
    let run = focal("--gradient --digits 3", input: Self.input)
    #expect(run.output.contains("\n\nclass  sum of |gradient|   share  negative Hessians\n0      "))
    #expect(run.lines.contains("1 sample of negative Hessian, which break Newton boosting"))
    let markdown = focal("--gradient --digits 3 -f markdown", input: Self.input)
    #expect(
      markdown.output.contains("\n| class | sum of \\|gradient\\| | share | negative Hessians |\n"))
  }

  @Test("every format of losses by sample has the gradient too")
  func perSample() {
    let json = "{\"label\":1,\"p\":0.5}\n"
    for input in ["label,p\n1,0.5\n", json] {
      for (format, name) in [
        ("csv", "focal_gradient"), ("tsv", "focal_gradient"), ("ndjson", "focal_gradient"),
        ("json", "\"gradient\": "),
      ] {
        let run = focal("--per-sample --gradient -f \(format) --digits 3", input: input)
        #expect(run.status == .done && run.output.contains(name))
        #expect(run.output.contains("-0.0746") && run.output.contains("0.0998"), "\(run)")
      }
    }
  }

  @Test("the same bytes in any order of rows and on any number of threads")
  func anyOrder() {
    var generator = SplitMix64(seed: 31)
    let rows = (0..<20_000).map { _ in
      "\(Int.random(in: 0...2, using: &generator)),"
        + (0..<3).map { _ in "\(Double.random(in: -9...9, using: &generator))" }
        .joined(separator: ",") + "\n"
    }
    let line = "--gradient --logits --prediction z* --json --threads"
    let whole = focal("\(line) 1", input: "label,z0,z1,z2\n" + rows.joined())
    #expect(whole.status == .done)
    let shuffled = rows.shuffled(using: &generator)
    for threads in [2, 3, 8] {
      #expect(focal("\(line) \(threads)", input: "label,z0,z1,z2\n" + shuffled.joined()) == whole)
    }
  }

  @Test("a modulator without derivatives is refused")
  func noDerivatives() {
    #expect(
      focal("--gradient --modulator poly1:epsilon=1", input: Self.input).diagnostics
        == "focal: --gradient: there are no derivatives with --modulator poly1; expected power\n")
  }
}
