import Testing

@testable import FocalCommand

/// The report for people.
@Suite struct TableTests {
  // The losses are 0.0625, 0.1875 and 0.84375 times ln 2: ¼ · ¼, ¾ · ¼, ¾ · ¾² · 2.
  static let input = "id,label,p\na,1,0.5\nb,0,0.5\nc,0,0.75\n"

  @Test("the table is headline, facts, classes, signature")
  func table() {
    #expect(
      focal("--digits 6", input: Self.input)
        == .done(
          """
          focal loss  0.25271 ± 0.16794  (mean of 3 samples)

          sum            0.75813
          cross entropy  0.924196
          predictions    p (probabilities)
          labels         label

          class  samples  positives       mean        sum   share
          0            2          0  0.357404   0.714808   94.3 %
          1            1          1  0.0433217  0.0433217   5.7 %

          focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean

          """))
  }

  @Test(
    "the headline says what the number is of",
    arguments: [
      ("mean", "mean of 3 samples"), ("sum", "sum of 3 samples"),
      ("mean-elements", "mean of 3 elements"), ("positives", "sum over 1 positive"),
      ("sum-of-means", "sum of the row means of 3 samples"),
      ("macro", "mean of the means of the classes"),
      ("weighted-mean", "weighted mean of 3 samples, weights 3"),
    ])
  func headline(_ reduction: String, _ phrase: String) {
    let run = focal("-r \(reduction)", input: Self.input)
    // Where it is long it goes on in the next line.
    #expect(run.lines.prefix(2).joined(separator: " ").contains("  (\(phrase))"))
    #expect(run.lines[0].hasPrefix("focal loss  0."))
  }

  @Test("the table is the default format, and no line of it ends in a space")
  func format() {
    let table = focal("", input: Self.input)
    #expect(focal("--format table", input: Self.input) == table)
    #expect(focal("-ftable -", input: Self.input) == table)
    #expect(!table.output.contains(" \n"))
  }

  @Test("warnings come last before the signature, and not on standard error")
  func warnings() {
    let run = focal("", input: "label,p\n1,0.5\n0,0.5\n1,1.0000005\n")
    #expect(run.diagnostics.isEmpty)
    #expect(
      run.output.contains(
        """
        \n\nwarning: 1 prediction up to 1e-6 outside [0, 1] counted as the nearest bound
        (first in row 3)\n\nfocal:0.1.0,
        """))
  }

  @Test("classes are called by the texts of the file")
  func labels() {
    #expect(focal("", input: "label,p\nTRUE,.5\nfalse,.5\n").output.contains("\nfalse        1 "))
    let named = focal("--positive cat", input: "label,p\ncat,.5\ndog,.5\n").output
    #expect(named.contains("\ncat          1          1  ") && named.contains("\ndog          1"))
    let others = focal("--positive cat", input: "label,p\ncat,.5\ndog,.5\ncow,.5\n").output
    #expect(others.contains("\nnot cat        2          0  "))
  }

  @Test("columns without names are called by number, many by their ends")
  func columns() {
    #expect(focal("", input: "1,.5\n0,.5\n").output.contains("predictions    column 2 (prob"))
    let many = focal("", input: "label,p0,p1,p2,p3\n0,1,0,0,0\n")
    #expect(many.output.contains("predictions    p0 to p3 (4 columns) (probabilities)"))
  }

  @Test("shares are rounded to tenths of a percent; what does not exist is a dash")
  func shares() {
    let run = focal("-e 0", input: "label,p\n1,1\n0,0\n")
    #expect(run.lines.contains { $0.hasPrefix("0 ") && $0.hasSuffix("  -") })
    let infinite = focal("-e 0", input: "label,p\n1,0\n0,0.5\n")
    #expect(infinite.lines[0] == "focal loss  Infinity  (mean of 2 samples)")
    #expect(infinite.lines.contains { $0.hasPrefix("1 ") && $0.hasSuffix("  -") })
    #expect(infinite.lines.contains { $0.hasPrefix("0 ") && $0.hasSuffix(" 0.0 %") })
  }

  @Test("Markdown is the headline, the facts, the classes as a table, and the signature")
  func markdown() {
    #expect(
      focal("--digits 6 -f markdown", input: Self.input)
        == .done(
          """
          **focal loss  0.25271 ± 0.16794  (mean of 3 samples)**

          - sum: 0.75813
          - cross entropy: 0.924196
          - predictions: p (probabilities)
          - labels: label

          | class | samples | positives | mean | sum | share |
          | --- | ---: | ---: | ---: | ---: | ---: |
          | 0 | 2 | 0 | 0.357404 | 0.714808 | 94.3 % |
          | 1 | 1 | 1 | 0.0433217 | 0.0433217 | 5.7 % |

          `focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean`

          """))
  }

  @Test("a bar in a class name does not end a cell of Markdown")
  func bars() {
    let run = focal("-f markdown", input: "label,p|0,p|1\n0,.5,.5\n1,.5,.5\n")
    #expect(run.output.contains("\n| p\\|0 | 1 | 0 | "))
  }
}
