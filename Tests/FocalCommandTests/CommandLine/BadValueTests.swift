import Testing

@testable import FocalCommand

/// Values of loss options that are out of range, in every command that takes the option.
@Suite struct BadValueTests {
  /// What is given, and the sentence.
  static let values = [
    ("--gamma -1", "--gamma: -1 is out of range; expected 0 or more"),
    (
      "--epsilon 0.7",
      "--epsilon: 0.7 is out of range; --epsilon-rule clip expects a number between 0 and 0.5"
    ),
    (
      "--epsilon -1",
      "--epsilon: -1 is out of range; --epsilon-rule clip expects a number between 0 and 0.5"
    ),
    (
      "--epsilon 0 --epsilon-rule add --epsilon -2",
      "--epsilon: -2 is out of range; --epsilon-rule add expects a number above 0"
    ),
    (
      "--alpha -1",
      "--alpha: -1 is out of range; --alpha-rule balanced expects numbers from 0 to 1"
    ),
    (
      "--alpha 1.5",
      "--alpha: 1.5 is out of range; --alpha-rule balanced expects numbers from 0 to 1"
    ),
    (
      "--alpha -1 --alpha-rule scale",
      "--alpha: -1 is out of range; --alpha-rule scale expects numbers, 0 or more"
    ),
    ("--class-weights 1,2,3", "--class-weights: 3 numbers given; there are 2 classes"),
    (
      "--class-weights 1,-2",
      "--class-weights: -2 is out of range; expected numbers, 0 or more"
    ),
    ("--label-smoothing 2", "--label-smoothing: 2 is out of range; expected 0 to 1"),
    ("--label-smoothing -.5", "--label-smoothing: -0.5 is out of range; expected 0 to 1"),
    (
      "--modulator asl:margin=2",
      "--modulator: margin 2 is out of range; asl expects a number from 0, below 1"
    ),
    (
      "--modulator per-class:gammas=1+2+3",
      "--modulator: 3 numbers given; per-class expects 2 here"
    ),
    (
      "--alpha-rule background --alpha .5",
      "--alpha-rule background means nothing for binary; expected one of none, balanced, scale, "
        + "per-class, positive-weight, positives-only, negatives"
    ),
  ]

  static let commands = [
    "", "--per-sample", "compare", "identify --observed 1", "sweep", "explain --row 1", "inspect",
  ]

  @Test("the sentence and the status are the same", arguments: values.indices, commands)
  func same(index: Int, command: String) {
    let (option, sentence) = Self.values[index]
    // Of a grid a comma separates values.
    let isList = command == "sweep" && option.contains("--alpha ") && option.contains(",")
    guard !isList else { return }
    let run = focal("\(command) \(option)", input: "label,prediction\n1,.5\n0,.3\n")
    #expect(run.status == .usage)
    #expect(run.diagnostics == "focal: \(sentence)\n")
  }

  @Test("curves take a gamma, which is checked too")
  func curve() {
    #expect(
      focal("curve --gamma -1")
        == .failed(.usage, "--gamma: -1 is out of range; expected 0 or more"))
  }

  @Test("with classes a single alpha has several meanings, each of which identify tries")
  func classes() {
    let input = "label,p0,p1,p2\n1,.2,.5,.3\n"
    #expect(focal("identify --observed 12345 --alpha .3", input: input).status == .exceeded)
    #expect(
      focal("identify --observed 1 --alpha -1", input: input).diagnostics
        == "focal: --alpha: -1 is out of range; --alpha-rule scale expects numbers, 0 or more\n")
    #expect(
      focal("identify --observed 1 --alpha .1,.2", input: input).diagnostics
        == "focal: --alpha: 2 numbers given; --alpha-rule per-class expects 3 here\n")
    #expect(
      focal("identify --observed 1 --alpha-rule balanced", input: input).diagnostics.hasPrefix(
        "focal: --alpha-rule balanced means nothing for multiclass; "))
  }

  @Test("no sentence says the name of the program twice")
  func names() {
    for line in [
      "identify", "explain", "explain x.csv", "completions", "curve x", "curve --label x",
      "compare --per-sample", "explain --weight w", "sweep --reduction none", "presets a b",
    ] {
      let run = focal(line, input: "")
      #expect(run.status == .usage, "\(line)")
      #expect(!run.diagnostics.hasPrefix("focal: focal"), "\(run.diagnostics)")
    }
  }
}
