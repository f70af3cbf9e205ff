import Testing

@testable import FocalCommand

/// `--class-weights` and `--class-weight-rule`.
@Suite struct ClassWeightOptionTests {
  private static let input = "label,p0,p1\n0,.75,.25\n1,.5,.5\n"

  @Test("effective numbers of samples are weights, and the signature has the weights themselves")
  func effective() throws {
    var parser = ArgumentParser(["--class-weights", "effective:beta=0.5,counts=2+1"])
    let weights = try #require(try parser.settings().loss.classWeights)
    // 1 − ½² is ¾ and 1 − ½ is ½: ⅔ to 1, rescaled to sum to 2.
    #expect(zip(weights, [0.8, 1.2]).allSatisfy { abs($0 - $1) <= 2.3e-16 }, "\(weights)")
    let run = focal("--class-weights effective:beta=0,counts=7+9 --json", input: Self.input)
    #expect(try run.signature().hasSuffix(",class-weights:1+1"))
    #expect(focal("--json --class-weights 1,1", input: Self.input).output == run.output)
  }

  @Test(
    "what is no class weights says what would be",
    arguments: [
      "effective", "effective:", "effective:beta=1,counts=1+2", "effective:beta=-1,counts=1+2",
      "effective:counts=0+1", "effective:beta=0.5", "effective:n=1+2", "effectively:counts=1+2",
    ])
  func bad(text: String) {
    #expect(
      focal(["--class-weights", text], input: [])
        == .failed(
          .usage,
          "--class-weights: '\(text)' cannot be used; expected effective:beta=B,counts=N+N with B "
            + "from 0, below 1, and counts above 0"))
  }

  @Test("weights by column multiply elements, and those by true class samples; both come back")
  func rule() throws {
    let line = "-t one-vs-all -a none -g 0 --epsilon 0 -r sum --json --class-weights 2,8"
    let byClass = focal(line, input: Self.input)
    let byColumn = focal("\(line) --class-weight-rule column", input: Self.input)
    // −ln .75 twice in the first row, ln 2 twice in the second.
    let (a, b) = (0.2876820724517809, 0.6931471805599453)
    #expect(abs(byClass.number("loss") - (2 * 2 * a + 8 * 2 * b)) <= 4e-15)
    #expect(abs(byColumn.number("loss") - (2 * (a + b) + 8 * (a + b))) <= 4e-15)
    let signature = try byColumn.signature()
    #expect(signature.hasSuffix(",class-weights:column:2+8"))
    #expect(byColumn.output.contains(#""classWeightRule": "column""#))
    let again = focal(["--signature", signature, "--json"], input: Array(Self.input.utf8))
    #expect(again.output == byColumn.output)
    #expect(
      focal("--class-weights 2,8 --class-weight-rule column", input: Self.input)
        == .failed(
          .usage,
          "--class-weight-rule column means nothing for multiclass, which has no columns of "
            + "elements; add --class-weight-rule true-class"))
  }
}
