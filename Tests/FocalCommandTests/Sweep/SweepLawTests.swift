import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Every cell of a sweep is the single run with its options, bit for bit.
@Suite struct SweepLawTests {
  private static let seed: UInt64 = 20_261_121

  /// A sweep over some input.
  struct Case: Sendable, CustomTestStringConvertible {
    let options: String
    let grid: String
    let input: String
    var testDescription: String { "\(grid) \(options)" }
  }

  /// Binary rows: label, fraction, probability, logit, log-probability, weight.
  private static let binary: String = {
    var random = SplitMix64(seed: seed)
    var text = "label,soft,p,z,l,w\n"
    for index in 0..<150 {
      let logit = Double.random(in: -9..<9, using: &random)
      let p = 1 / (1 + exp(-logit))
      let label = Double.random(in: 0..<1, using: &random) < p ? 1 : 0
      let soft = index % 3 == 0 ? Double(label) : Double.random(in: 0..<1, using: &random)
      let weight = index % 7 == 0 ? 0 : Double.random(in: 0..<3, using: &random)
      text += "\(label),\(soft),\(p),\(logit),\(-0.01 * Double(index + 1)),\(weight)\n"
    }
    // The ends, where limits take the place of numbers.
    return text
      + "1,1,1,700,0,1\n0,0.5,0,-700,-700,2\n1,0,1e-9,-30,-20,1\n0,1,0.999999999,30,-1e-9,1\n"
  }()

  /// Three classes: label, a share of each, a probability and a logit of each, flags, weight.
  private static let classes: String = {
    var random = SplitMix64(seed: seed + 1)
    var text = "label,s0,s1,s2,p0,p1,p2,z0,z1,z2,f0,f1,f2,w\n"
    func three(_ body: () -> Double) -> [Double] { [body(), body(), body()] }
    func list(_ values: [Double]) -> String { values.map { "\($0)" }.joined(separator: ",") }
    for index in 0..<100 {
      let logits = three { Double.random(in: -4..<4, using: &random) }
      let powers = logits.map { exp($0) }
      let probabilities = powers.map { $0 / powers.reduce(0, +) }
      let label = Int.random(in: 0..<3, using: &random)
      let shares =
        index % 2 == 0
        ? (0..<3).map { $0 == label ? 1 : 0 } : [0.5, 0.25, 0.25]
      let flags = three { Double(Int.random(in: 0...1, using: &random)) }
      let weight = Double.random(in: 0..<3, using: &random)
      text +=
        "\(label),\(list(shares)),\(list(probabilities)),\(list(logits)),\(list(flags)),\(weight)\n"
    }
    return text
  }()

  private static let gammas = "--gamma 0,0.5,1,2,3.5,5,2.3,7"
  private static let p = "--label label --prediction p"
  private static let z = "--label label --prediction z --logits"
  private static let soft = "--label soft --prediction p"
  private static let many = "--label label --prediction p0,p1,p2"
  private static let manyLogits = "--label label --prediction z0,z1,z2 --logits"
  private static let flags = "--task multilabel --label f0,f1,f2 --prediction p0,p1,p2"
  private static let reductions = [
    "mean", "sum", "mean-elements", "sum-of-means", "macro", "positives", "weighted-mean",
  ]
  private static let softRules = [
    "mixture", "expected", "exp-ce", "margin", "distance", "log-mixture",
  ]

  /// Options, and the grid beside them.
  private typealias Pair = (String, String)

  private static let binaryPairs: [Pair] = [
    (p, "\(gammas) --alpha 0,0.1,0.25,1,none"),
    (p, "--gamma 0:1:0.1 --alpha 0.1:0.9:0.2,none --epsilon 0,1e-7,1e-3"),
    ("\(p) --weight w", "\(gammas) --alpha 0.25,none"),
    (z, "\(gammas) --alpha 0.25,none --epsilon 0,1e-6"),
    ("\(z) --epsilon-rule log-floor", "--gamma 0,2 --epsilon 5,100"),
    (p, "--gamma 0,2,3.3 --label-smoothing 0,0.1,1 --alpha 0.25,none"),
    ("--label label --prediction l --log-probabilities", "\(gammas) --alpha 0.25,none"),
    ("\(p) --class-weights 0.5,3 -r weighted-mean --weight w", "--gamma 0,2 --alpha .25,none"),
    ("\(p) --alpha-rule positive-weight", "--gamma 1,2 --alpha 0,3,12,none"),
    ("\(p) --alpha-rule per-class", "--gamma 1,2 --alpha 0.3+0.7,2+1"),
    ("\(p) --modulator reduced:threshold=0.3", "--gamma 1,2,2.5 --alpha .25,none"),
    ("\(p) --modulator poly1", "--gamma 0,2,2.5 --alpha .25,none"),
    ("\(p) --modulator fl-star:beta=1", "--gamma 1,2,2.5 --alpha .25,none"),
    ("\(p) --modulator asl", "--alpha .25,none --epsilon 0,1e-3"),
    ("\(p) --modulator normalized -r sum", "\(gammas) --alpha .25,none"),
    ("\(p) --modulator normalized --weight w", "--gamma 2,1 --alpha .25 --label-smoothing 0,.2"),
    ("\(soft) --soft-labels expected --modulator normalized", "--gamma 0,2 --alpha none,.25"),
  ]

  static let binaryCases: [Case] = {
    var pairs = binaryPairs
    for name in reductions {
      pairs.append(("\(p) --weight w -r \(name)", "--gamma 0,2 --alpha 0.25,none"))
    }
    for rule in softRules {
      let grid = "--gamma 0,1,2.5 --alpha .25,none --label-smoothing 0,.1"
      pairs.append(("\(soft) --weight w --soft-labels \(rule)", grid))
    }
    for preset in ["tf-clip", "tfa", "keras-binary", "artemmavrin"] {
      pairs.append(("\(p) --preset \(preset)", "--gamma 0,2 --alpha 0.25,0.5,none"))
    }
    for preset in [
      "torchvision", "optax", "torch-bce", "smp", "catboost", "monai", "kornia-binary",
    ] {
      pairs.append(("\(z) --preset \(preset)", "--gamma 1,2 --alpha 0.25,0.5"))
    }
    return pairs.map { Case(options: $0.0, grid: $0.1, input: binary) }
  }()

  private static let shares =
    "--task multiclass --label s0,s1,s2 --prediction p0,p1,p2 --soft-labels"

  private static let classPairs: [Pair] = [
    (many, "\(gammas) --alpha none,0.2+0.3+0.5,1+0+2"),
    ("\(manyLogits) --weight w", "\(gammas) --alpha none,0.2+0.3+0.5"),
    ("\(many) --alpha-rule background", "--gamma 0,2 --alpha none,0.25"),
    (many, "--gamma 0,2 --alpha none,0.2+0.3+0.5 --label-smoothing 0,0.1"),
    ("\(shares) expected --weight w", "--gamma 0,2 --alpha none,0.2+0.3+0.5"),
    ("\(shares) mixture", "--gamma 0,2 --alpha none,0.2+0.3+0.5 --label-smoothing 0,.2"),
    ("\(many) --modulator normalized", "--gamma 0,2 --alpha none,1+2+3"),
    ("\(many) --modulator per-class:gammas=1+2+0.5", "--alpha none,1+2+3"),
    ("\(many) --task one-vs-all", "\(gammas) --alpha 0.25,0.2+0.3+0.5,none"),
    (
      "\(manyLogits) --task one-vs-all --weight w",
      "--gamma 0,2.5 --alpha 0.25,0.2+0+1,none --label-smoothing 0,0.1"
    ),
    ("\(flags) --weight w", "\(gammas) --alpha 0.25,0.2+0.3+0.5,none"),
    (flags, "--gamma 0,2 --alpha 0.25,0.2+0.3+0.5 --label-smoothing 0,0.1"),
    ("\(flags) --modulator normalized", "--gamma 0,2 --alpha 0.25,none"),
  ]

  static let classCases: [Case] = {
    var pairs = classPairs
    for name in reductions {
      for columns in [many, "\(many) --task one-vs-all", flags] {
        let options = "\(columns) --weight w --class-weights 1,0.5,3 -r \(name)"
        pairs.append((options, "--gamma 0,2"))
      }
    }
    for preset in ["kornia", "monai-softmax", "torchvision", "smp", "mmdet"] {
      pairs.append(("\(manyLogits) --preset \(preset)", "--gamma 1,2"))
    }
    return pairs.map { Case(options: $0.0, grid: $0.1, input: classes) }
  }()

  @Test("a cell is the single run with its options", arguments: binaryCases + classCases)
  func cells(_ aCase: Case) throws {
    let words = { (line: String) in line.split(separator: " ").map(String.init) }
    let input = Array(aCase.input.utf8)
    let sweep = focal(
      ["sweep", "--confidence", "0.9", "--format", "csv", "--threads", "1"]
        + words("\(aCase.grid) \(aCase.options)"),
      input: input)
    try #require(sweep.status == .done, "\(sweep.diagnostics)")
    let names = sweep.lines[0].split(separator: ",").map(String.init)
    #expect(sweep.lines.count > 1)
    for line in sweep.lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let cell = Dictionary(uniqueKeysWithValues: zip(names, fields))
      var options = words(aCase.options)
      if aCase.grid.contains("--gamma") { options += ["--gamma", try #require(cell["gamma"])] }
      if aCase.grid.contains("--epsilon") {
        options += ["--epsilon", try #require(cell["epsilon"])]
      }
      if let smoothing = cell["label_smoothing"] { options += ["--label-smoothing", smoothing] }
      if aCase.grid.contains("--alpha") {
        let alpha = try #require(cell["alpha"])
        if alpha == "none", let rule = options.firstIndex(of: "--alpha-rule") {
          options.removeSubrange(rule...rule + 1)
        }
        options += ["--alpha", String(alpha.map { $0 == "+" ? "," : $0 })]
      }
      let single = focal(
        ["--confidence", "0.9", "--format", "csv", "--threads", "1"] + options, input: input)
      try #require(single.status == .done, "\(single.diagnostics)")
      let one = Dictionary(
        uniqueKeysWithValues: zip(
          single.lines[0].split(separator: ","),
          single.lines[1].split(separator: ",", omittingEmptySubsequences: false)
            .prefix { !$0.hasPrefix("\"") }))
      #expect(cell["mean"] == one["mean"].map(String.init), "\(line) seed \(Self.seed)")
      #expect(cell["sum"] == one["sum"].map(String.init), "\(line)")
      #expect(cell["loss"] ?? cell["mean"] == one["loss"].map(String.init), "\(line)")
      for name in ["standard_error", "interval_low", "interval_high"] {
        #expect(cell[name] == one[name[...]].map(String.init), "\(name), \(line)")
      }
    }
  }

  @Test(
    "a sweep of samples that weigh 1 is that of samples without weights, which are summed otherwise",
    arguments: ["--gamma 0.5,0,1,2,2.3,5", "--gamma 2", "--gamma 0,3", "--gamma 40,1.5"])
  func weightsOfOne(gammas: String) {
    var random = SplitMix64(seed: Self.seed)
    var text = "label,p,z,w\n"
    for index in 0..<25_000 {
      let logit = Double.random(in: -9..<9, using: &random)
      // Now and then a certain one, and in the first thousand rows very certain ones.
      let p = index % 1000 == 7 ? 1 : 1 / (1 + exp(-logit))
      let z = index < 1000 ? 70 * logit : logit
      text += "\(Bool.random(using: &random) ? 1 : 0),\(p),\(z),1\n"
    }
    let input = Array(text.utf8)
    let grid = "sweep --format csv --label label --alpha 0.25,none --epsilon 1e-7,0 \(gammas)"
    for predictions in ["--prediction p", "--prediction z --logits"] {
      let arguments = "\(grid) \(predictions)".split(separator: " ").map(String.init)
      let weighted = focal(arguments + ["--weight", "w", "--threads", "1"], input: input)
      #expect(weighted.status == .done, "\(weighted.diagnostics)")
      for threads in ["1", "3"] {
        let run = focal(arguments + ["--threads", threads], input: input)
        #expect(run.lines == weighted.lines, "seed \(Self.seed)")
      }
    }
  }

  @Test("a sweep is the same bits on 1, 2, 3 and 8 threads")
  func threads() {
    var random = SplitMix64(seed: Self.seed)
    var text = "label,prediction,w\n"
    for _ in 0..<25_000 {
      let label = Bool.random(using: &random) ? 1 : 0
      text += "\(label),\(Double.random(in: 0..<1, using: &random)),"
      text += "\(Double.random(in: 0..<1, using: &random))\n"
    }
    let grid = "--gamma 0,2,2.3 --alpha 0.25,none --label-smoothing 0,0.1"
    let arguments = "sweep --json --weight w \(grid)".split(separator: " ").map(String.init)
    let one = focal(arguments + ["--threads", "1"], input: Array(text.utf8))
    #expect(one.status == .done)
    for threads in ["2", "3", "8"] {
      #expect(focal(arguments + ["--threads", threads], input: Array(text.utf8)) == one)
    }
    // The rows in another order, too.
    let rows = text.split(separator: "\n")
    let reversed = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
    #expect(focal(arguments, input: Array(reversed.utf8)) == one)
  }
}
