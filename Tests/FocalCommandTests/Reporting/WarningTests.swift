import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Warnings: their codes, counts and first rows, and where they go.
@Suite struct WarningTests {
  /// The warning of a code in a JSON report.
  static func warning(_ code: String, _ line: String, _ input: String) throws -> [String: Any]? {
    let object = try focal("--json \(line)", input: input).object()
    let warnings = try #require(object["warnings"] as? [[String: Any]])
    for warning in warnings {
      #expect(Set(warning.keys) == ["code", "message", "count", "firstRow"])
    }
    return warnings.first { $0["code"] as? String == code }
  }

  @Test("a probability a rounding error outside [0, 1] counts as 0 or 1, with a warning")
  func rounded() throws {
    let input = "label,p\n1,0.5\n0,-0.000001\n1,1.000001\n"
    let warning = try #require(try Self.warning("rounded-probability", "", input))
    #expect(warning["count"] as? Int == 2 && warning["firstRow"] as? Int == 2)
    #expect(
      focal("--per-sample -b -e 0", input: input).output == "0.04332169878499658\n0\n0\n")
    #expect(try Self.warning("rounded-probability", "", "label,p\n1,0.5\n0,0\n1,1\n") == nil)
  }

  @Test("a log-probability a rounding error above 0 counts as 0, with a warning")
  func roundedLogarithm() throws {
    let input = "label,p\n1,1e-9\n0,-1\n"
    let warning = try #require(
      try Self.warning("rounded-probability", "--log-probabilities", input))
    #expect(
      warning["message"] as? String
        == "1 prediction up to 1e-6 outside [-Infinity, 0] counted as the nearest bound")
  }

  @Test("logits that are all in [0, 1] are a warning; one outside is enough for none")
  func probabilitiesAsLogits() throws {
    let code = "probabilities-as-logits"
    let warning = try #require(try Self.warning(code, "--logits", "label,p\n1,0\n0,1\n1,0.5\n"))
    #expect(warning["count"] as? Int == 3)
    #expect(try Self.warning(code, "--logits", "label,p\n1,0\n0,1\n1,1.5\n") == nil)
    #expect(try Self.warning(code, "", "label,p\n1,0\n0,1\n1,0.5\n") == nil)
  }

  @Test("losses that epsilon caps are counted where they are wrong, not where they are right")
  func clipped() throws {
    let input = "label,p\n1,1\n0,0\n1,1e-9\n0,0.5\n0,1\n"
    let warning = try #require(try Self.warning("clipped", "", input))
    // The last is told as certain and wrong.
    #expect(warning["count"] as? Int == 1 && warning["firstRow"] as? Int == 3)
    #expect(try focal("--json", input: input).object()["clipped"] as? Int == 2)
    #expect(try Self.warning("clipped", "", "label,p\n1,1\n0,0\n") == nil)
    #expect(try Self.warning("clipped", "-e 0", input) == nil)
  }

  @Test("a capped loss that alpha or a weight takes away changes nothing and is not told")
  func cappedAway() throws {
    #expect(try Self.warning("clipped", "-a 0", "label,p\n1,0\n0,0.5\n") == nil)
    #expect(try Self.warning("clipped", "--weight w", "label,p,w\n1,0,0\n0,0.5,1\n") == nil)
  }

  @Test("the signature of another version is a warning without a row")
  func version() throws {
    let signature =
      "focal:0.0.9,task:binary,input:probabilities,alpha:none,gamma:2,epsilon:none,soft:none,"
      + "smoothing:0,reduction:mean"
    let warning = try #require(
      try Self.warning(
        "signature-version", "--signature \(signature)", "label,p\n1,0.5\n0,0.5\n"))
    #expect(warning["count"] is NSNull && warning["firstRow"] is NSNull)
    #expect(warning["message"] as? String == "the signature is of focal 0.0.9, this is 0.1.0")
  }

  @Test("rows are counted over all files")
  func rows() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n1,0.5\n0,0.5\n")
    let second = try folder.file("b.csv", "label,p\n1,0.5\n\n1,-1e-7\n")
    let warning = try #require(try Self.warning("rounded-probability", "\(first) \(second)", ""))
    #expect(warning["firstRow"] as? Int == 4)
  }

  @Test("rows are counted over all chunks of a large file")
  func chunks() throws {
    let rows = Array(repeating: "1,0.500\n0,0.500\n", count: 100_000).joined()
    let run = focal("--bare", input: "label,p\n\(rows)1,-1e-7\n")
    #expect(run.diagnostics.contains("counted as the nearest bound (first in row 200001)\n"))
  }

  @Test("streams send warnings to standard error after all rows")
  func streams() {
    let run = focal("--per-sample", input: "label,p\n1,0.5\n0,1.0000001\n")
    #expect(run.lines.count == 3)
    #expect(run.diagnostics.hasPrefix("focal: warning: 1 prediction up to 1e-6 outside [0, 1] "))
    #expect(run.status == .done)
  }

  @Test("--strict makes the first warning an error, before a report is printed")
  func strict() {
    let input = "label,p\n1,0.5\n0,1.0000001\n"
    let run = focal("--strict", input: input)
    #expect(
      run
        == .failed(
          .data,
          "--strict: 1 prediction up to 1e-6 outside [0, 1] counted as the nearest bound "
            + "(first in row 2)"))
    #expect(focal("--strict -b", input: "label,p\n1,0.5\n0,0.5\n").status == .done)
  }
}
