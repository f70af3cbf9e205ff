import FocalInput
import FocalLoss
import Testing

@testable import FocalCommand

/// Standard errors and intervals in reports.
@Suite struct StandardErrorReportTests {
  // The losses are 0.0625, 0.1875 and 0.84375 times ln 2; the standard errors are numpy's,
  // std(ddof=1) / sqrt(3).
  private static let input = "label,p\n1,0.5\n0,0.5\n0,0.75\n"
  private static let error = 0.16793950182360018

  @Test("the standard error stands after the loss, in every format")
  func formats() {
    let json = focal("--json", input: Self.input)
    #expect(json.number("standardError").isNear(Self.error))
    let sum = focal("--json -r sum", input: Self.input)
    #expect(sum.number("standardError").isNear(3 * Self.error))
    #expect(focal("-f csv", input: Self.input).lines[0].hasPrefix("loss,standard_error,mean,"))
    #expect(
      focal("--digits 4", input: Self.input).lines[0].hasPrefix("focal loss  0.2527 ± 0.1679"))
    #expect(!focal("--json", input: Self.input).output.contains("interval"))
    // Of a reduction without one it is null, and people are not told.
    let positives = focal("--json -r positives", input: Self.input)
    #expect(positives.lines.contains("  \"standardError\": null,"))
    #expect(!focal("-r positives", input: Self.input).output.contains("±"))
  }

  @Test("--confidence adds the interval, by the normal quantile")
  func interval() throws {
    // Φ⁻¹(0.975) = 1.959963984540054.
    let half = 1.959963984540054 * Self.error
    let loss = focal("--bare", input: Self.input).number
    let csv = focal("--confidence 0.95 -f csv", input: Self.input)
    #expect(
      csv.lines[0].hasPrefix("loss,standard_error,interval_level,interval_low,interval_high,mean,"))
    let fields = csv.lines[1].split(separator: ",").map(String.init)
    #expect(fields[2] == "0.95")
    #expect(try #require(Double(fields[3])).isNear(loss - half))
    #expect(try #require(Double(fields[4])).isNear(loss + half))
    let json = focal("--confidence 0.95 --json", input: Self.input)
    #expect(
      json.lines.contains(
        "  \"interval\": { \"level\": 0.95, \"low\": \(fields[3]), \"high\": \(fields[4]) },"))
    #expect(
      focal("--confidence 0.95", input: Self.input).lines.contains {
        $0.hasPrefix("interval") && $0.hasSuffix(" to 0.581865 (level 0.95, normal)")
      })
    let none = focal("--confidence 0.95 --json", input: "label,p\n1,0.5\n")
    #expect(
      none.lines.contains("  \"interval\": { \"level\": 0.95, \"low\": null, \"high\": null },"))
  }

  @Test("a sweep has them with --confidence only, in every cell")
  func sweep() {
    let plain = focal("sweep --gamma 0,2 -f csv", input: Self.input)
    #expect(!plain.output.contains("standard_error"))
    let cells = focal("sweep --gamma 0,2 --confidence 0.9 -f ndjson", input: Self.input)
    #expect(
      cells.lines.allSatisfy {
        $0.contains("\"standardError\": 0.") && $0.contains("\"interval\": { \"level\": 0.9,")
      })
    #expect(
      focal("sweep --gamma 0,2 --confidence 0.9", input: Self.input).lines
        .contains("standard error"))
  }

  @Test("a number alone gathers nothing for a standard error")
  func bare() throws {
    func gathered(_ options: [String]) throws -> ComputeCollector {
      var parser = ArgumentParser(options.map { SystemText($0) }[...], for: .compute)
      let settings = try parser.settings()
      var pipeline = Pipeline(
        settings, input: ByteSource(bytes: Array(Self.input.utf8), name: "<stdin>"), stream: nil
      ) { setup in ComputeCommand.collector(settings, setup.computation) }
      return try pipeline.run().gathered
    }
    #expect(try gathered(["--bare"]).sums.summary.standardError == nil)
    #expect(try gathered([]).sums.summary.standardError != nil)
    #expect(try gathered(["--bare"]).byteCount < gathered([]).byteCount)
  }

  @Test("a merge shows the interval of the run, or another; of a sweep only where it was gathered")
  func merge() {
    let state = focal("--format state", input: Self.input).output
    #expect(
      focal("merge --confidence 0.9 -f csv", input: state)
        == focal("--confidence 0.9 -f csv", input: Self.input))
    let own = focal("--format state --confidence 0.5", input: Self.input).output
    #expect(
      focal("merge -f csv", input: own) == focal("--confidence 0.5 -f csv", input: Self.input))
    #expect(
      focal("merge --confidence 0.9 -f csv", input: own)
        == focal("--confidence 0.9 -f csv", input: Self.input))
    let sweep = focal("sweep --gamma 0,2 --format state", input: Self.input).output
    #expect(
      focal("merge --confidence 0.9", input: sweep)
        == .failed(
          .usage, "--confidence needs the states of focal, or of focal sweep --confidence"))
  }
}

extension Double {
  /// Whether it is a number to 12 digits.
  fileprivate func isNear(_ other: Double) -> Bool {
    (self - other).magnitude <= 1e-12 * other.magnitude
  }
}
