import TestSupport
import Testing

@testable import FocalCommand

/// `--quality`: a column beside the labels, for the modulators that need it.
@Suite struct QualityTests {
  private static let input = """
    label,logit,iou,w,site
    0,-2,0,1,a
    1,-0.5,0.6,1,a
    1,0,0.9,1,b
    0,1.5,0,1,b
    1,3,0.8,1,a
    0,-4,0,1,b

    """

  private static func loss(_ line: String, _ input: String = input) throws -> Double {
    let run = focal("--logits --quality iou --bare \(line)", input: input)
    return try #require(Double(run.output.dropLast()), "\(run)")
  }

  @Test("set A has its recorded sums, α being that of negatives")
  func setA() throws {
    for (line, sum) in [
      ("-r sum --modulator varifocal -a 0.75", 2.4614598467891122),
      ("-r sum --modulator varifocal -a 0.2 --alpha-rule negatives", 1.8349648842758357),
      ("-r sum --modulator mal -g 1.5", 3.5646016186756233),
      ("-r sum --modulator ia-bce:alpha=0.25", 3.1150332687714317),
      ("-r positives --modulator ia-bce", 3.1150332687714317 / 3),
      ("-r sum --modulator mal --weight w", 3.614893266337933),
    ] { #expect(isClose(try Self.loss(line), sum, relative: 1e-14), "\(line)") }
  }

  @Test("rows left out take their quality with them, and groups have their own")
  func rows() throws {
    let gaps = Self.input.replacing("1,0,0.9,1,b", with: "1,,0.9,1,b").replacing(
      "1,-0.5,0.6", with: "7,-0.5,0.6")
    let kept = "label,logit,iou\n0,-2,0\n0,1.5,0\n1,3,0.8\n0,-4,0\n"
    #expect(
      try Self.loss("--modulator mal --missing skip --ignore-label 7", gaps)
        == Self.loss("--modulator mal", kept))
    #expect(
      try Self.loss("--modulator mal -r sum-of-groups:sum --group-by site")
        == Self.loss("--modulator mal -r sum"))
  }

  @Test("explain, sweep and merge compute the same")
  func commands() throws {
    let options = "--logits --quality iou --modulator varifocal -a 0.75"
    let samples = focal("\(options) --per-sample --bare", input: Self.input).lines
    for (row, loss) in samples.enumerated() {
      let explained = focal("explain \(options) --row \(row + 1) --json", input: Self.input)
      #expect(explained.output.contains("\"loss\": \(loss),"), "\(explained)")
    }
    let swept = focal("sweep \(options) -g 0,2 -f csv", input: Self.input)
    for (gamma, line) in zip([0, 2], swept.lines.dropFirst()) {
      let loss = try Self.loss("--modulator varifocal -a 0.75 -g \(gamma)")
      #expect(line.contains(",\(loss),"), "\(line)")
    }
    let state = focal("\(options) --format state", input: Self.input)
    let merged = focal("merge --bare", input: state.output)
    #expect(Double(merged.output.dropLast()) == (try Self.loss("--modulator varifocal -a 0.75")))
  }

  @Test(
    "what does not fit is a sentence",
    arguments: [
      ("--modulator mal", "--modulator mal needs --quality"),
      (
        "--quality iou",
        "--quality needs --modulator varifocal, mal or ia-bce, or a preset with one"
      ),
      (
        "--quality iou --modulator ia-bce -a 0.5",
        "--alpha-rule negatives means nothing with --modulator ia-bce; expected its own alpha: --modulator ia-bce:alpha=A"
      ),
      (
        "--quality iou --modulator mal -a 0.5 --alpha-rule balanced",
        "--alpha-rule balanced means nothing with --modulator mal; expected negatives"
      ),
      (
        "--quality iou --modulator mal --soft-labels mixture",
        "--modulator mal contradicts --soft-labels; its labels are 0 and 1, beside --quality"
      ),
    ])
  func refused(line: String, sentence: String) {
    #expect(focal("--logits \(line)", input: Self.input) == .failed(.usage, sentence))
  }

  @Test("a quality out of range is an error with its place")
  func outOfRange() {
    let run = focal(
      "--logits --quality iou --modulator mal", input: Self.input.replacing("0.9", with: "1.9"))
    #expect(run.status == .data)
    #expect(
      run.diagnostics.contains("1.9 is no quality; expected a number from 0 to 1 in column 'iou'"),
      "\(run.diagnostics)")
  }
}
