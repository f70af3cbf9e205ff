import Testing

@testable import FocalCommand

/// Warnings reach whoever reads what a command writes, in every format.
@Suite struct WarningRouteTests {
  private static let input = "label,prediction\n1,.5\n0,1.0000001\n1,.3\n"
  private static let warning =
    "1 prediction up to 1e-6 outside [0, 1] counted as the nearest bound"

  static let commands = [
    "", "--by class", "--group-by label", "--top 1", "--concentration", "--baseline", "--gradient",
    "compare", "identify --observed 0.3", "sweep --gamma 0,1", "inspect",
  ]
  static let formats = ["table", "markdown", "json", "ndjson", "csv", "tsv"]

  @Test("they stand in what is written, or on standard error", arguments: commands, formats)
  func routes(command: String, format: String) {
    let run = focal("\(command) -f \(format)", input: Self.input)
    let said = run.words.components(of: Self.warning) + run.diagnostics.components(of: Self.warning)
    #expect(said == 1, "\(run)")
    if format == "csv" || format == "tsv" {
      #expect(run.diagnostics.components(of: Self.warning) == 1)
    }
  }

  @Test(
    "they stand on standard error beside a stream",
    arguments: ["", "-f ndjson", "-f csv", "-f tsv", "--bare", "--gradient"])
  func streams(options: String) {
    let run = focal("--per-sample \(options)", input: Self.input)
    #expect(run.status == .done)
    #expect(run.diagnostics.components(of: Self.warning) == 1)
  }

  @Test("with --strict they are errors", arguments: commands.filter { $0 != "inspect" }, formats)
  func strict(command: String, format: String) {
    let run = focal("\(command) -f \(format) --strict", input: Self.input)
    #expect(
      run == .failed(.data, "--strict: \(Self.warning) (first in row 2)"))
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
