import TestSupport
import Testing

@testable import FocalCommand

/// The numbers that options lead to, by hand.
///
/// A positive predicted 0.5 has the focal term (1 − ½)² ln 2 = ¼ ln 2; a negative predicted 0.75 has
/// ¾² ln 4 = 1.125 ln 2. Everything here is made of these two.
@Suite struct RuleValueTests {
  static let binary = "label,p\n1,0.5\n0,0.75\n"
  static let classes = "label,p0,p1,p2\n0,0.5,0.25,0.25\n1,0.75,0.25,0\n2,0,0.5,0.5\n"
  static let oneHot = "a,b,p0,p1\n1,0,0.5,0.75\n1,0,0.25,0.5\n"

  /// ln 2, correctly rounded.
  static let ln2 = 0.6931471805599453

  static func expect(
    _ line: String, _ input: String, _ value: Double, at place: SourceLocation = #_sourceLocation
  ) {
    let run = focal("--bare \(line)", input: input)
    #expect(run.status == .done, "\(run)", sourceLocation: place)
    #expect(ulpDistance(run.number, value) <= 6, "\(run) \(value)", sourceLocation: place)
  }

  static let alphas: [(String, Double)] = [
    ("-a none", 1.375), ("", 0.25 * 0.25 + 0.75 * 1.125), ("-a 0", 1.125), ("-a 1", 0.25),
    ("-a .5", 0.6875), ("-a .25 --alpha-rule scale", 0.34375),
    ("-a 3 --alpha-rule positive-weight", 1.875), ("-a .5 --alpha-rule positives-only", 0.125),
    ("-a 2,.5 --alpha-rule per-class", 2.375), ("-a none --class-weights 1,2", 1.625),
    ("-a none --class-weights 0,4", 1),
  ]

  @Test("alpha multiplies what its rule says", arguments: alphas)
  func alpha(_ line: String, _ sum: Double) {
    Self.expect("-r sum \(line)", Self.binary, sum * Self.ln2)
    Self.expect(line, Self.binary, sum * Self.ln2 / 2)
  }

  static let classFactors: [(String, Double)] = [
    ("", 1.625), ("-a 1,2,3", 0.25 + 2.25 + 0.75),
    ("-a .25 --alpha-rule background", 0.1875 + 0.28125 + 0.0625),
    ("-a .5 --alpha-rule scale", 0.8125), ("--class-weights 4,0,1", 1.25),
  ]

  @Test("with classes the factor is that of the true one", arguments: classFactors)
  func classes(_ line: String, _ sum: Double) {
    Self.expect("-r sum \(line)", Self.classes, sum * Self.ln2)
  }

  static let reductionFactors: [(String, Double)] = [
    ("mean", 1.625 / 3), ("sum", 1.625), ("mean-elements", 1.625 / 9), ("positives", 1.625 / 2),
    ("weighted-mean", 1.625 / 3), ("sum-of-means", 1.625 / 3), ("macro", 1.625 / 3),
  ]

  @Test("every reduction divides the sum by its own count", arguments: reductionFactors)
  func reductions(_ name: String, _ factor: Double) {
    Self.expect("-r \(name)", Self.classes, factor * Self.ln2)
  }

  static let weightFactors: [(String, Double)] = [
    ("sum", 2 * 0.25 + 3 * 1.125), ("mean", (2 * 0.25 + 3 * 1.125) / 2),
    ("weighted-mean", (2 * 0.25 + 3 * 1.125) / 5), ("positives", 2 * 0.25 + 3 * 1.125),
  ]

  @Test("weights multiply losses, and divide them in the weighted mean", arguments: weightFactors)
  func weights(_ name: String, _ factor: Double) {
    let input = "label,p,w\n1,0.5,2\n0,0.75,3\n"
    Self.expect("-a none --weight w -r \(name)", input, factor * Self.ln2)
  }

  @Test("class weights are weights too in the weighted mean")
  func classWeightedMean() {
    Self.expect(
      "-r weighted-mean --class-weights 1,2,5", Self.classes,
      (0.25 + 2 * 1.125 + 5 * 0.25) / 8 * Self.ln2)
  }

  @Test("positives divide by at least 1")
  func noPositives() {
    let input = "label,p\n0,0.5\n0,0.75\n"
    #expect(
      ulpDistance(focal("-b -a none -r positives", input: input).number, 1.375 * Self.ln2) <= 6)
  }

  @Test("one-vs-all and multilabel take every column for itself")
  func elementwise() {
    // Elements: ¼, 1.125 | 1.125, ¼ (times ln 2).
    let oneVsAll = "label,p0,p1\n0,0.5,0.75\n0,0.25,0.5\n"
    for (line, input) in [
      ("-t one-vs-all", oneVsAll), ("-t multilabel --label a,b", Self.oneHot),
    ] {
      let positives = 0.25 + 1.125
      let negatives = 1.125 + 0.25
      for (alpha, sum) in [
        ("none", positives + negatives), ("0.25", 0.25 * positives + 0.75 * negatives),
        // One alpha a column: the first column is positive, the second negative.
        ("0.5,0", 0.5 * positives + negatives),
      ] {
        let run = focal("-b -r sum -a \(alpha) \(line)", input: input)
        #expect(ulpDistance(run.number, sum * Self.ln2) <= 6, "\(line) \(alpha)")
        let mean = focal("-b -r mean-elements -a \(alpha) \(line)", input: input)
        #expect(ulpDistance(mean.number, sum / 4 * Self.ln2) <= 6, "\(line) \(alpha)")
      }
    }
  }

  @Test("a row of the background has no positive element")
  func background() {
    Self.expect(
      "-t one-vs-all -a none -r sum --background none",
      "label,p0,p1\nnone,0.75,0.5\np0,0.5,0.5\n", (1.125 + 0.25 + 0.25 + 0.25) * Self.ln2)
  }

  @Test("gamma 0 is the cross entropy, and gamma may be any number above")
  func gamma() {
    Self.expect("-a none -g 0 -r sum", Self.binary, 3 * Self.ln2)
    Self.expect("-a none -g 1 -r sum", Self.binary, (0.5 + 1.5) * Self.ln2)
    // ½^½ ln 2 + ¾^½ ln 4, from mpmath.
    Self.expect("-a none -g 0.5 -r sum", Self.binary, 1.6906952055872173)
  }
}
