import FocalLoss
import Testing

@testable import FocalCommand

/// `--modulator`.
@Suite struct ModulatorOptionTests {
  private static let input = "label,prediction\n1,0.75\n0,0.25\n"

  @Test(
    "what is not said is as published",
    arguments: [
      ("power", Modulator.power), ("asl", Modulator(.asl, [1, 4, 0.05])),
      ("asl:margin=0,negative=2", Modulator(.asl, [1, 2, 0])),
      ("reduced", Modulator(.reduced, [0.5])),
      ("reduced-continuous:threshold=.25", Modulator(.reducedContinuous, [0.25])),
      ("normalized", Modulator(.normalized)), ("fl-star:beta=-1", Modulator(.flStar, [-1])),
      ("per-class:gammas=1+2.5", Modulator(.perClass, [1, 2.5])),
      ("poly1:epsilon=2", Modulator(.poly1, [2])),
      ("asl-single-label:negative=2", Modulator(.aslSingleLabel, [0, 2])),
      ("schedule", Modulator(.schedule, [0.2, 5, 0.5, 3, 1, 3])),
      ("schedule:0.2=5,0.5=3,1=2", Modulator(.schedule, [0.2, 5, 0.5, 3, 1, 2])),
      ("inverse", Modulator(.inverse)), ("dual", Modulator(.dual)),
      ("normalized-softmax", Modulator(.normalizedSoftmax)),
      ("poly1:epsilon=2,alpha=both", Modulator(.poly1Both, [2])),
      ("poly1:alpha=both,epsilon=2", Modulator(.poly1Both, [2])),
      ("poly1:alpha=focal", Modulator(.poly1, [1])),
      ("poly1-both", Modulator(.poly1Both, [1])), ("gaussian:beta=2", Modulator(.gaussian, [2])),
      ("power:margin=0.1", Modulator(.powerMargin, [0.1])),
    ])
  func values(text: String, modulator: Modulator) throws {
    var parser = ArgumentParser(["--modulator", text])
    #expect(try parser.settings().loss.modulator == modulator)
  }

  @Test(
    "what is no modulator says what would be one",
    arguments: [
      ("asl:gamma=2", "'asl:gamma=2' cannot be used; expected asl:positive=N,negative=N,margin=N"),
      (
        "asl:positive", "'asl:positive' cannot be used; expected asl:positive=N,negative=N,margin=N"
      ),
      ("asl:positive=x", "'x' cannot be used; expected a number for 'positive'"),
      ("power:gamma=2", "'power:gamma=2' cannot be used; expected power:margin=N"),
      (
        "poly1:alpha=none",
        "'poly1:alpha=none' cannot be used; expected poly1:epsilon=N,alpha=focal or both"
      ),
      (
        "schedule:0.2", "'schedule:0.2' cannot be used; expected schedule:0.2=5,0.5=3,1=2"
      ),
      (
        "schedule:a=2",
        "'a' cannot be used; expected bounds of p_t and gammas, as in schedule:0.2=5,0.5=3,1=2"
      ),
      ("per-class", "'per-class' cannot be used; expected per-class:gammas=N+N"),
      (
        "per-class:gammas=1+x",
        "'1,x' cannot be used; expected numbers joined by +, as in per-class:gammas=1+2"
      ),
      ("reduce", "'reduce' is unknown; did you mean reduced?"),
    ])
  func bad(text: String, sentence: String) {
    #expect(focal(["--modulator", text], input: []) == .failed(.usage, "--modulator: \(sentence)"))
  }

  @Test(
    "combinations that mean nothing are refused with a sentence",
    arguments: [
      (
        "--modulator asl --gamma 2",
        "--gamma contradicts --modulator asl, which has gammas of its own; give one of them"
      ),
      (
        "--modulator reduced --per-sample --gradient",
        "--gradient: there are no derivatives with --modulator reduced; expected power"
      ),
      (
        "--modulator asl:margin=1",
        "--modulator: margin 1 is out of range; asl expects a number from 0, below 1"
      ),
      (
        "--modulator schedule --gamma 2",
        "--gamma contradicts --modulator schedule, which has gammas of its own; give one of them"
      ),
      (
        "--modulator schedule:0.5=2",
        "--modulator: bounds 0.5 is out of range; schedule expects numbers above 0 that grow, the last of them 1"
      ),
      (
        "--modulator gaussian --label-smoothing 0.1",
        "--modulator gaussian contradicts --label-smoothing; labels between 0 and 1 have a meaning of their own under it"
      ),
      (
        "--modulator reduced:threshold=1",
        "--modulator: threshold 1 is out of range; reduced expects a number between 0 and 1"
      ),
      (
        "--modulator per-class:gammas=1",
        "--modulator: 1 number given; per-class expects 2 here"
      ),
      (
        "--modulator asl --soft-labels mixture",
        "--modulator asl means nothing with --soft-labels mixture, "
          + "which mixes the sides it tells apart; add --soft-labels expected"
      ),
      (
        "--modulator fl-star --gamma 0",
        "--modulator fl-star divides by gamma; expected --gamma above 0"
      ),
    ])
  func refused(line: String, sentence: String) {
    #expect(focal(line, input: Self.input) == .failed(.usage, sentence))
  }

  @Test("with classes the modulators for classes are listed")
  func classes() {
    #expect(
      focal("--modulator asl", input: "label,p0,p1\n0,0.5,0.5\n")
        == .failed(
          .usage,
          "--modulator asl means nothing for multiclass; expected one of power, reduced, "
            + "reduced-continuous, normalized, per-class, poly1, asl-single-label, schedule, inverse, "
            + "dual, normalized-softmax, poly1-both"))
  }

  @Test("the signature computes it again, and JSON names its values")
  func roundTrip() throws {
    let run = focal("--modulator asl:negative=3 --json", input: Self.input)
    #expect(
      run.output.contains(
        #""modulator": { "name": "asl", "positive": 1, "negative": 3, "margin": 0.05 }"#))
    let signature = try #require(try run.object()["signature"] as? String)
    #expect(signature.contains(",modulator:asl:1+3+0.05,"))
    let again = focal(["--signature", signature, "--json"], input: Array(Self.input.utf8))
    #expect(again.output == run.output)
    let list = focal("--modulator per-class:gammas=1+2 --json", input: Self.input)
    #expect(list.output.contains(#""modulator": { "name": "per-class", "gammas": [1, 2] }"#))
    let schedule = focal("--modulator schedule:0.5=3,1=2 --json", input: Self.input)
    #expect(
      schedule.output.contains(
        #""modulator": { "name": "schedule", "bounds": [0.5, 1], "gammas": [3, 2] }"#))
    #expect(!focal("--json", input: Self.input).output.contains("modulator"))
  }
}
