import TestSupport
import Testing

@testable import FocalCommand

/// `--reduction mean-of-groups:R` and `sum-of-groups:R`, on cases by hand.
@Suite struct GroupReductionTests {
  private static let ln2 = 0.6931471805599453

  /// Cross entropies of ln 2, 2·ln 2 and ln 2.
  private static let input = "label,p,image,w\n1,0.5,a,1\n0,0.75,a,3\n0,0.5,b,2\n"
  private static let crossEntropy = "--alpha none --gamma 0 --epsilon 0 --group-by image"

  @Test(
    "each group has its own divisor, and then they are summed or averaged",
    arguments: [
      ("mean-of-groups:mean", 1.25), ("sum-of-groups:mean", 2.5), ("sum-of-groups:sum", 4.0),
      ("mean-of-groups:sum", 2.0), ("mean-of-groups:positives", 2.0),
      ("sum-of-groups:mean-elements", 2.5), ("mean-of-groups:weighted-mean", 1.25),
      ("mean-of-groups:positives --label-smoothing 0", 2.0),
      ("mean-of-groups:weighted-mean --weight w", 1.375),
      // Weights multiply the losses of the others.
      ("sum-of-groups:mean --weight w", 5.5), ("mean-of-groups:sum --weight w", 4.5),
    ])
  func byHand(reduction: String, times: Double) throws {
    let line = "\(Self.crossEntropy) -r \(reduction)"
    let report = try focal("\(line) --json", input: Self.input).object()
    #expect(isClose(number(report["loss"]), times * Self.ln2, relative: 1e-15))
    // γ is 0 and nothing is weighted: the cross entropy is the loss.
    #expect(number(report["crossEntropy"]) == number(report["loss"]))
    let bare = focal("\(line) --bare", input: Self.input)
    #expect(ulpDistance(Double(bare.output.dropLast()) ?? .nan, times * Self.ln2) <= 1)
  }

  @Test("class weights are in the weights of a group, but not of its cross entropy")
  func classWeights() throws {
    let report = try focal(
      "\(Self.crossEntropy) -r mean-of-groups:weighted-mean --class-weights 1,3 --json",
      input: Self.input
    ).object()
    // Image a: (3·ln 2 + 2·ln 2)/(3 + 1).
    #expect(isClose(number(report["loss"]), (1.25 + 1) / 2 * Self.ln2, relative: 1e-15))
    #expect(isClose(number(report["crossEntropy"]), 1.25 * Self.ln2, relative: 1e-15))
  }

  @Test("a multilabel group divides by its rows times the labels")
  func multilabel() throws {
    let input = "l0,l1,p0,p1,g\n1,0,0.5,0.5,x\n1,1,0.25,0.5,x\n0,0,0.75,0.5,y\n"
    let line =
      "-t multilabel --label l0,l1 --prediction p0,p1 -a none -g 0 -e 0 --group-by g --json"
    // Image x has 2 + 3 times ln 2 over four elements, y 3 times over two; both have three positives.
    for (reduction, times) in [
      ("sum-of-groups:mean-elements", 1.25 + 1.5), ("sum-of-groups:mean", 2.5 + 3),
      ("sum-of-groups:positives", 5.0 / 3 + 3), ("sum-of-groups:weighted-mean", 2.5 + 3),
      ("sum-of-groups:weighted-mean-elements", 1.25 + 1.5),
    ] {
      let report = try focal("\(line) -r \(reduction)", input: input).object()
      #expect(
        isClose(number(report["loss"]), times * Self.ln2, relative: 1e-15), "\(reduction)")
      #expect(number(report["crossEntropy"]) == number(report["loss"]), "\(reduction)")
    }
  }

  @Test("a group whose weights are 0 has no weighted mean, and does not count")
  func weightless() throws {
    let input = "label,p,image,w\n1,0.5,a,1\n0,0.75,b,0\n"
    let run = focal(
      "\(Self.crossEntropy) -r mean-of-groups:weighted-mean --weight w --bare", input: input)
    #expect(run.output == "\(Self.ln2)\n")
  }

  @Test("the gate, the headline and the signature are those of the groups")
  func report() {
    let run = focal(
      "\(Self.crossEntropy) -r mean-of-groups:mean --fail-above 0.8", input: Self.input)
    #expect(run.status == .exceeded)
    #expect(
      run.output.hasPrefix(
        "focal loss  0.8664339756999316  (mean over the groups, reduction mean of each)\n"))
    #expect(run.output.contains(",reduction:mean-of-groups:mean"))
  }
}
