import Foundation
import Testing

@testable import FocalCommand

/// `--per-sample --json`: the report with an array of samples.
@Suite struct SampleListTests {
  static let positive = "0.04332169878499658"
  static let negative = "0.12996509635498973"

  /// The lines of the array of samples.
  static func samples(_ line: String, _ input: String) throws -> [String] {
    let run = focal("--per-sample --json \(line)", input: input)
    #expect(run.status == .done)
    #expect(throws: Never.self) { try run.object() }
    let start = try #require(run.lines.firstIndex(of: "  \"samples\": ["))
    #expect(run.lines.suffix(2) == ["  ]", "}"])
    return run.lines[(start + 1)...].dropLast(2).map {
      $0.drop { $0 == " " }.description
    }
  }

  @Test("a sample has its row, its label and its loss")
  func samples() throws {
    #expect(
      try Self.samples("", "label,p\n1,0.5\n\nfalse,0.5\n") == [
        "{ \"row\": 1, \"label\": 1, \"loss\": \(Self.positive) },",
        "{ \"row\": 2, \"label\": \"false\", \"loss\": \(Self.negative) }",
      ])
  }

  @Test("--id names the samples, by a text or a number")
  func ids() throws {
    #expect(
      try Self.samples("--id name", "name,label,p\n\"a\"\"b\",1,0.5\n7,0,0.5\n") == [
        "{ \"row\": 1, \"id\": \"a\\\"b\", \"label\": 1, \"loss\": \(Self.positive) },",
        "{ \"row\": 2, \"id\": 7, \"label\": 0, \"loss\": \(Self.negative) }",
      ])
  }

  @Test("the id may be the label or the prediction")
  func sharedId() throws {
    let input = "label,p\n1,0.5\n0,0.5\n"
    #expect(try Self.samples("--id label", input)[0].contains("\"id\": 1, \"label\": 1"))
    #expect(
      try Self.samples("--id p --prediction p", input)[0].contains("\"id\": 0.5, \"label\": 1"))
    #expect(
      try Self.samples("--id label --soft-labels expected", input)[1].contains(
        "\"id\": 0, \"label\": 0"))
  }

  @Test("several labels are an array, and so are several derivatives")
  func arrays() throws {
    let samples = try Self.samples(
      "--label a,b -t multilabel --gradient --digits 2", "a,b,p0,p1\n1,0,0.5,0.5\n")
    // Gradient −s·α_t·q^γ·(γ·p_t·ce + q) with p = q = ½: ∓ α_t · ¼ · (ln 2 + ½).
    #expect(samples.count == 1)
    #expect(samples[0].hasPrefix("{ \"row\": 1, \"label\": [1, 0], \"loss\": 0.17, "))
    #expect(samples[0].contains("\"gradient\": [-0.075, 0.22], \"hessian\": ["))
  }

  @Test("one derivative is a number")
  func gradient() throws {
    let samples = try Self.samples("--gradient --digits 2", "label,p\n1,0.5\n")
    #expect(
      samples[0].hasPrefix("{ \"row\": 1, \"label\": 1, \"loss\": 0.043, \"gradient\": -0.075, "))
  }

  @Test("rows are numbered over all files")
  func rows() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n1,0.5\n0,0.5\n")
    let second = try folder.file("b.csv", "label,p\n1,0.5\n")
    let run = focal("--per-sample --json \(first) \(second)")
    let samples = try #require(try run.object()["samples"] as? [[String: Any]])
    #expect(samples.map { $0["row"] as? Int } == [1, 2, 3])
  }

  @Test("the list has every sample once, however many chunks there are")
  func chunks() throws {
    let input = "label,p\n" + String(repeating: "1,0.5\n\n0,0.5\n", count: 30_000)
    let samples = try Self.samples("", input)
    let loss = { $0 % 2 == 1 ? Self.positive : Self.negative }
    #expect(
      samples
        == (1...60_000).map { row in
          "{ \"row\": \(row), \"label\": \(row % 2), \"loss\": \(loss(row)) }"
            + (row == 60_000 ? "" : ",")
        })
  }

  @Test("the report around the samples is that of the mean")
  func report() throws {
    let input = "label,p\n1,0.5\n0,0.5\n"
    let plain = focal("--json", input: input)
    let listed = focal("--json --per-sample", input: input)
    for key in ["mean", "sum", "count", "crossEntropy", "weightSum"] {
      #expect(listed.number(key) == plain.number(key), "\(key)")
    }
    #expect(try listed.signature().hasSuffix("reduction:none"))
    #expect(try listed.object()["loss"] == nil)
  }
}
