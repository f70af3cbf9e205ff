import TestSupport
import Testing

@testable import FocalCommand

/// The report's classes, sides and tenths of p_t.
@Suite struct BreakdownTests {
  // The losses are 0.0625, 0.1875 and 0.84375 times ln 2: ¼ · ¼, ¾ · ¼, ¾ · ¾² · 2.
  static let input = "label,p\n1,0.5\n0,0.5\n0,0.75\n"

  @Test("classes and tenths of p_t have a table each, and lines in JSON")
  func table() {
    let run = focal("--by class,decile --digits 6", input: Self.input)
    #expect(
      run.output.contains(
        """
        class  samples  positives       mean         ±        sum   share  of samples
        0            2          0  0.357404   0.227439  0.714808   94.3 %      66.7 %
        1            1          1  0.0433217  -         0.0433217   5.7 %      33.3 %

        p_t from  samples  positives       mean          ±       sum   share  of samples
             0          0          0  -          -          0          0.0 %       0.0 %
             0.1        0          0  -          -          0          0.0 %       0.0 %
             0.2        1          0  0.584843   -          0.584843  77.1 %      33.3 %
        """))
    let json = focal("--by decile --json --digits 6", input: Self.input)
    #expect(
      json.lines.contains(
        "    { \"from\": 0.5, \"to\": 0.6, \"count\": 2, \"positives\": 1, \"mean\": 0.0866434, "
          + "\"standardError\": 0.0433217, \"sum\": 0.173287, \"share\": 0.228571, \"sampleShare\": 0.666667 },"
      ))
    #expect(!json.output.contains("\"sampleShare\": 0.333333 },\n    { \"label\""))
  }

  @Test("CSV and TSV are the rows of the one that is asked for")
  func delimited() {
    let classes = focal("--by class -f csv --digits 3", input: Self.input)
    #expect(
      classes
        == .done(
          "class,count,positives,mean,standard_error,sum,share,sample_share\n"
            + "0,2,0,0.357,0.227,0.715,0.943,0.667\n1,1,1,0.0433,,0.0433,0.0571,0.333\n"))
    let deciles = focal("--by decile -f tsv --digits 3", input: Self.input)
    #expect(deciles.lines.count == 11)
    #expect(deciles.lines[0].hasPrefix("from\tto\tcount\t"))
    #expect(deciles.lines[3] == "0.2\t0.3\t1\t0\t0.585\t\t0.585\t0.771\t0.333")
    #expect(deciles.lines[1] == "0\t0.1\t0\t0\t\t\t0\t0\t0")
  }

  @Test("the rows of a part of the report leave warnings to standard error")
  func warnings() {
    let run = focal("--by class -f csv", input: "label,p\n1,0.5\n0,1.0000001\n")
    #expect(run.lines.count == 3)
    #expect(run.diagnostics.hasPrefix("focal: warning: 1 prediction up to 1e-6 outside [0, 1]"))
  }

  @Test("samples with several elements are told apart by side, and by element in tenths")
  func sides() throws {
    let input = "label,p0,p1,p2\n0,0.5,0.5,0.5\n1,0.5,0.75,0.5\n"
    let run = focal("-t one-vs-all -a none --by class,decile --json --digits 4", input: input)
    // Negatives: 4 · ¼ ln 2. Positives: ¼ ln 2 and 1/16 · −ln ¾.
    #expect(
      run.lines.contains {
        $0.contains("{ \"side\": \"negative\", \"count\": 4, \"positives\": 0, \"mean\": 0.1733, ")
      })
    #expect(
      run.lines.contains {
        $0.contains("{ \"side\": \"positive\", \"count\": 2, \"positives\": 2, ")
      })
    #expect(run.output.contains("\"from\": 0.5, \"to\": 0.6, \"count\": 5, \"positives\": 1, "))
    #expect(focal("--by class --json", input: Self.input).output.contains("sides") == false)
  }

  @Test("a breakdown is the same bytes in any order of rows, split and number of threads")
  func anyOrder() throws {
    var generator = SplitMix64(seed: 20_261_121)
    let rows = (0..<40_000).map { _ in
      let group = Int.random(in: 0..<300, using: &generator)
      let label = Bool.random(using: &generator) ? 1 : 0
      return
        "\(label),\(Double.random(in: 0...1, using: &generator)),g\(group % 30),h\(group / 30)\n"
    }
    let header = "label,p,a,b\n"
    let line = "--by class,decile --group-by a,b --json --threads"
    let whole = focal("\(line) 1", input: header + rows.joined())
    #expect(whole.status == .done)
    #expect(whole.lines.filter { $0.contains("\"group\"") }.count == 300)
    for threads in [2, 3, 8] {
      #expect(focal("\(line) \(threads)", input: header + rows.joined()) == whole)
    }
    let shuffled = rows.shuffled(using: &generator)
    #expect(focal("\(line) 3", input: header + shuffled.joined()) == whole)
    let folder = try TemporaryFolder()
    let paths = try [0..<7, 7..<30_000, 30_000..<40_000].enumerated().map { index, range in
      try folder.file("\(index).csv", header + shuffled[range].joined())
    }
    #expect(
      focal("\(line) 2 \(paths.joined(separator: " "))").withoutInput == whole.withoutInput)
  }

  @Test("options that leave no room for a breakdown are an error that names both")
  func contradictions() {
    for (line, sentence) in [
      ("--bare --by class", "--bare contradicts --by class; --bare prints the loss only"),
      (
        "--per-sample --group-by g",
        "--group-by contradicts --per-sample; it is a part of the report"
      ),
      (
        "--by class,decile -f csv",
        "--by class contradicts --by decile; csv and tsv have rows for one of them"
      ),
      (
        "--by decile --group-by g -f tsv",
        "--by decile contradicts --group-by; csv and tsv have rows for one of them"
      ),
      (
        "--by decile --modulator normalized",
        "--by decile: with --modulator normalized the losses of samples do not add up; "
          + "expected another modulator"
      ),
    ] {
      #expect(focal(line, input: Self.input) == .failed(.usage, sentence))
    }
    #expect(
      focal("compare --by class", input: Self.input)
        == .failed(
          .usage, "--by is for focal without a command; focal compare does not use it"))
  }
}
