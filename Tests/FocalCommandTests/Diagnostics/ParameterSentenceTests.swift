import Testing

@testable import FocalCommand

/// What is said of options that make no convention for the input; all of them are wrong usage.
@Suite struct ParameterSentenceTests {
  static let binary = "label,p\n1,0.5\n"
  static let twoClasses = "label,p0,p1\n1,0.4,0.6\n"
  static let threeClasses = "label,p0,p1,p2\n0,0.2,0.3,0.5\n"

  static let ambiguous =
    "give a list, one a class, or add --alpha-rule scale (one factor) or background "
    + "(class 0 gets 1 - alpha, the others alpha)"

  @Test(
    "a binary convention that cannot be is told with its option",
    arguments: [
      ("-g -1", "--gamma: -1 is out of range; expected 0 or more"),
      ("-g=-1e-300", "--gamma: -1e-300 is out of range; expected 0 or more"),
      ("-a 1.5", "--alpha: 1.5 is out of range; --alpha-rule balanced expects numbers from 0 to 1"),
      ("-a -1", "--alpha: -1 is out of range; --alpha-rule balanced expects numbers from 0 to 1"),
      (
        "-a -1 --alpha-rule scale",
        "--alpha: -1 is out of range; --alpha-rule scale expects numbers, 0 or more"
      ),
      ("-a .2,.3", "--alpha: 2 numbers given; --alpha-rule balanced expects 1 here"),
      (
        "-a .2,.3 --alpha-rule scale",
        "--alpha: 2 numbers given; --alpha-rule scale expects 1 here"
      ),
      (
        "-a 1,2,3 --alpha-rule per-class",
        "--alpha: 3 numbers given; --alpha-rule per-class expects 2 here"
      ),
      (
        "-a .2 --alpha-rule background",
        "--alpha-rule background means nothing for binary; expected one of none, balanced, scale, "
          + "per-class, positive-weight, positives-only, negatives"
      ),
      ("--alpha-rule scale", "--alpha-rule scale needs a value; add --alpha"),
      (
        "-e .5",
        "--epsilon: 0.5 is out of range; --epsilon-rule clip expects a number between 0 and 0.5"
      ),
      (
        "-e -1e-7",
        "--epsilon: -1e-07 is out of range; --epsilon-rule clip expects a number between 0 and 0.5"
      ),
      (
        "-e -1 --epsilon-rule add",
        "--epsilon: -1 is out of range; --epsilon-rule add expects a number above 0"
      ),
      (
        "-e -100 --epsilon-rule log-floor",
        "--epsilon: -100 is out of range; --epsilon-rule log-floor expects a number above 0"
      ),
      ("--epsilon-rule add", "--epsilon-rule add needs a value; add --epsilon"),
      ("--logits --epsilon-rule clip", "--epsilon-rule clip needs a value; add --epsilon"),
      (
        "--class-weight-rule true-class",
        "--class-weight-rule true-class needs a value; add --class-weights"
      ),
      ("--label-smoothing 1.1", "--label-smoothing: 1.1 is out of range; expected 0 to 1"),
      ("--label-smoothing -0.1", "--label-smoothing: -0.1 is out of range; expected 0 to 1"),
      ("--class-weights 1,-1", "--class-weights: -1 is out of range; expected numbers, 0 or more"),
      ("--class-weights 1", "--class-weights: 1 number given; there are 2 classes"),
    ])
  func binary(_ line: String, _ sentence: String) {
    #expect(focal(line, input: Self.binary) == .failed(.usage, sentence))
  }

  @Test(
    "gamma, alpha and epsilon must be finite numbers", arguments: ["nan", "inf", "1e999", "0x1"])
  func finite(_ text: String) {
    for (option, expected) in [
      ("--gamma", "a number, 0 or more"), ("--epsilon", "a number, 0 or more"),
      ("--alpha", "a number, numbers joined by commas, or 'none'"),
    ] {
      #expect(
        focal("\(option) \(text)", input: Self.binary)
          == .failed(.usage, "\(option): '\(text)' cannot be used; expected \(expected)"))
    }
  }

  @Test("one plain number for alpha is ambiguous with classes, and the choices are listed")
  func ambiguousAlpha() {
    #expect(
      focal("-a .25", input: Self.threeClasses)
        == .failed(.usage, "--alpha 0.25 has several meanings with 3 classes; \(Self.ambiguous)"))
    #expect(
      focal("-a .25", input: Self.twoClasses)
        == .failed(
          .usage,
          "--alpha 0.25 has several meanings with 2 classes; \(Self.ambiguous); "
            + "for binary, give the positive column alone: --prediction p1"))
  }

  @Test("the advice about two columns works")
  func advice() {
    #expect(focal("-a .25 --prediction p1", input: Self.twoClasses).status == .done)
  }

  @Test(
    "a rule that means nothing for classes is told with those that do",
    arguments: ["balanced", "positive-weight", "positives-only"])
  func rules(_ rule: String) {
    #expect(
      focal("-a .25 --alpha-rule \(rule)", input: Self.threeClasses)
        == .failed(
          .usage,
          "--alpha-rule \(rule) means nothing for multiclass; "
            + "expected one of none, scale, per-class, background"))
  }

  @Test("a rule for soft labels that speaks of one logit is refused for classes")
  func softRules() {
    for rule in ["margin", "distance"] {
      #expect(
        focal("--soft-labels \(rule)", input: Self.threeClasses)
          == .failed(
            .usage,
            "--soft-labels \(rule) means nothing for multiclass; "
              + "expected one of mixture, expected, exp-ce, log-mixture"))
    }
  }

  @Test("a list must have a number for every class")
  func lists() {
    #expect(
      focal("-a 1,2", input: Self.threeClasses)
        == .failed(.usage, "--alpha: 2 numbers given; --alpha-rule per-class expects 3 here"))
    #expect(
      focal("-t one-vs-all -a 1,0", input: Self.threeClasses)
        == .failed(.usage, "--alpha: 2 numbers given; --alpha-rule balanced expects 3 here"))
    #expect(
      focal("--class-weights 1,2,3,4", input: Self.threeClasses)
        == .failed(.usage, "--class-weights: 4 numbers given; there are 3 classes"))
  }
}
