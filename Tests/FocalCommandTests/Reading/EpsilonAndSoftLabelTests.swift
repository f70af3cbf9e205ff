import TestSupport
import Testing

@testable import FocalCommand

/// The epsilon rules, soft labels and smoothing; the numbers are from mpmath with 40 digits, of the
/// doubles that the program sees.
@Suite struct EpsilonAndSoftLabelTests {
  static let caps: [(String, String, Double)] = [
    // α (1 − ε)² · −ln ε
    ("", "label,p\n1,0\n", 4.029523106834838),
    ("-e 0.01 -a none", "label,p\n1,0\n", 4.513527299286928),
    // The upper bound is the double 1 − ε.
    ("", "label,p\n0,1\n", 12.088569320899282),
    ("-e 0.01 -a none", "label,p\n0,1\n", 4.5135272992869275),
    // ¼ · −ln(½ + ¼)
    ("-e 0.25 --epsilon-rule add -a none", "label,p\n1,0.5\n", 0.07192051811294523),
    // ¾² · min(ln 4, 1)
    ("-e 1 --epsilon-rule log-floor -a none", "label,p\n1,0.25\n", 0.5625),
    ("-e 0", "label,p\n1,0\n", .infinity), ("-e 0", "label,p\n0,1\n", .infinity),
    ("-e 0", "label,p\n1,1\n", 0), ("-e 0", "label,p\n0,0\n", 0),
    ("-e 0 -a 0", "label,p\n1,0\n", 0), ("-e 0 -g 0", "label,p\n0,0\n", 0),
    ("--logits", "label,z\n1,-inf\n", .infinity), ("--logits", "label,z\n0,-Infinity\n", 0),
    ("--logits", "label,z\n1,+inf\n", 0), ("--logits", "label,z\n0,inf\n", .infinity),
    ("--log-probabilities -a none", "label,z\n1,0\n", 0),
    ("--log-probabilities", "label,z\n1,-inf\n", .infinity),
  ]

  @Test("epsilon caps the loss of what is certain and wrong, as its rule says", arguments: caps)
  func epsilon(_ line: String, _ input: String, _ loss: Double) {
    let run = focal("-b \(line) --prediction 2", input: input)
    #expect(ulpDistance(run.number, loss) <= 6, "\(run)")
  }

  @Test(
    "a soft label has the loss of its rule",
    arguments: [
      // Values of other libraries: z = 0.7, y = 0.3, gamma 2, no alpha.
      ("mixture", 0.28742820760888127), ("expected", 0.3580985728539483),
      ("exp-ce", 0.3116040786483026),
    ])
  func softLabels(_ rule: String, _ loss: Double) {
    let run = focal("-b --logits -a none --soft-labels \(rule)", input: "y,logit\n0.3,0.7\n")
    #expect(ulpDistance(run.number, loss) <= 6, "\(run)")
    #expect(run.status == .done)
  }

  @Test(
    "hard labels are the same under every soft rule", arguments: ["mixture", "expected", "exp-ce"])
  func hardLabels(_ rule: String) {
    let input = "label,logit\n1,0.7\n0,-3\n1,-2.5\n"
    let hard = focal("-b --logits", input: input)
    let soft = focal("-b --logits --soft-labels \(rule)", input: input)
    #expect(ulpDistance(soft.number, hard.number) <= 6)
  }

  @Test("shares of classes are soft labels, and must sum to 1 up to rounding")
  func shares() {
    let line = "-b -t multiclass --label a,b --soft-labels expected"
    // ½ (¼ ln 2 + ¼ ln 2): both classes are predicted ½.
    let run = focal(line, input: "a,b,p0,p1\n0.25,0.75,0.5,0.5\n")
    #expect(ulpDistance(run.number, 0.25 * 0.6931471805599453) <= 6)
    #expect(focal(line, input: "a,b,p0,p1\n0.2500001,0.75,0.5,0.5\n").status == .done)
    let wrong = focal(line, input: "a,b,p0,p1\n0.25,0.5,0.5,0.5\n")
    #expect(wrong.status == .data)
    #expect(wrong.diagnostics.hasPrefix("focal: <stdin>:2:1: the labels of the row sum to 0.75; "))
  }

  @Test("label smoothing mixes in the loss of the other class")
  func smoothing() {
    // 0.9 · ¾² ln 4 + 0.1 · ¼² ln (4/3)
    let run = focal("-b -a none --label-smoothing 0.2", input: "label,p\n0,0.75\n")
    #expect(ulpDistance(run.number, 0.7036095332697683) <= 6, "\(run)")
    // Where p is ½ both losses are the same.
    let half = focal("-b -a none --label-smoothing 0.5", input: "label,p\n1,0.5\n0,0.5\n")
    #expect(ulpDistance(half.number, 0.25 * 0.6931471805599453) <= 6)
  }
}
