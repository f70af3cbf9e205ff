import TestSupport
import Testing

@testable import FocalCommand

/// The report as a header and one row, and as one number.
@Suite struct DelimitedReportTests {
  static let input = "label,p,w\n1,0.5,1\n0,0.75,2\n"
  static let names = [
    "loss", "standard_error", "mean", "sum", "count", "elements", "positives", "weight_sum",
    "cross_entropy", "clipped", "warnings", "signature",
  ]

  /// A row of delimited fields of which the last may be in quotes.
  static func fields(_ line: String, _ delimiter: Character) -> [String] {
    let parts = line.split(
      separator: delimiter, maxSplits: names.count - 1, omittingEmptySubsequences: false)
    return parts.map { $0.filter { $0 != "\"" } }
  }

  @Test("CSV and TSV are a header and one row with the values of the JSON report")
  func row() throws {
    let report = focal("--json --weight w", input: Self.input)
    for (format, delimiter) in [("csv", Character(",")), ("tsv", "\t")] {
      let run = focal("-f \(format) --weight w", input: Self.input)
      #expect(run.status == .done && run.diagnostics.isEmpty)
      try #require(run.lines.count == 2)
      #expect(run.output.hasSuffix("\n"))
      #expect(Self.fields(run.lines[0], delimiter) == Self.names)
      let row = Self.fields(run.lines[1], delimiter)
      for (name, key) in zip(
        Self.names,
        [
          "loss", "standardError", "mean", "sum", "count", "elements", "positives", "weightSum",
          "crossEntropy", "clipped",
        ])
      {
        let index = try #require(Self.names.firstIndex(of: name))
        #expect(number(row[index]) == report.number(key), "\(name)")
      }
      #expect(row[10] == "0")
      #expect(row[11] == (try report.signature()))
    }
  }

  @Test("the signature is quoted in CSV, where it has commas, and not in TSV")
  func quotes() {
    #expect(focal("-f csv", input: Self.input).lines[1].contains(",\"focal:0.1.0,"))
    #expect(focal("-f tsv", input: Self.input).lines[1].contains("\tfocal:0.1.0,"))
  }

  @Test("a number that does not exist is an empty field")
  func empty() {
    let run = focal(
      "-f tsv -r weighted-mean --weight w", input: "label,p,w\n1,0.5,0\n0,0.5,0\n")
    #expect(run.lines[1].hasPrefix("\t\t0\t0\t2\t2\t1\t0\t\t0\t0\tfocal:"))
  }

  @Test("warnings are counted in the row, and told on standard error")
  func warnings() {
    let run = focal("-f tsv", input: "label,p\n1,0.5\n0,1.0000001\n1,0\n")
    #expect(run.diagnostics.hasPrefix("focal: warning: 1 prediction up to 1e-6 outside [0, 1]"))
    #expect(Int(Self.fields(run.lines[1], "\t")[10]).map { $0 >= 2 } == true)
    #expect(Self.fields(run.lines[1], "\t")[9] == "2")
  }

  @Test(
    "--bare is the loss of the report and nothing else, under every reduction",
    arguments: [
      "none", "mean", "sum", "mean-elements", "positives", "weighted-mean", "sum-of-means", "macro",
    ])
  func bare(_ reduction: String) {
    let run = focal("--bare -r \(reduction) --weight w", input: Self.input)
    #expect(run.status == .done && run.diagnostics.isEmpty)
    guard reduction != "none" else {
      #expect(run.lines.count == 2)
      return
    }
    let report = focal("--json -r \(reduction) --weight w", input: Self.input)
    #expect(run.lines.count == 1)
    #expect(run.number == report.number("loss"))
  }

  @Test("--bare sends warnings to standard error, a line each")
  func bareWarnings() {
    let run = focal("--bare", input: "label,p\n1,0.5\n0,1.0000001\n1,-1e-7\n")
    #expect(run.lines.count == 1)
    #expect(
      run.diagnostics.hasPrefix(
        "focal: warning: 2 predictions up to 1e-6 outside [0, 1] counted as the nearest bound "
          + "(first in row 2)\n"))
    #expect(
      run.diagnostics.hasSuffix(
        "focal: warning: 2 elements predicted wrongly with p_t beyond epsilon, whose loss is capped; "
          + "--epsilon 0 is exact (first in row 2)\n"))
  }

  @Test("a loss that does not exist is NaN")
  func nan() {
    let run = focal("-b -r weighted-mean --weight w", input: "label,p,w\n1,0.5,0\n0,0.5,0\n")
    #expect(run == .done("NaN\n"))
  }
}
