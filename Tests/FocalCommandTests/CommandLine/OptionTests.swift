import FocalLoss
import Testing

@testable import FocalCommand

/// Every option with a value: its default, its forms, its faults.
@Suite struct OptionTests {
  static let cases: [OptionCase] = [
    OptionCase(
      "alpha", "a", "A[,A...]", (".25", "values([0.25])"), ("none", "none"),
      bad: ("x", "expected a number, numbers joined by commas, or 'none'")
    ) { $0.loss.alpha },
    OptionCase(
      "alpha-rule", nil, "RULE", ("scale", "scale"), ("positives-only", "positivesOnly"),
      bad: ("balance", "did you mean balanced?")
    ) { $0.loss.alphaRule },
    OptionCase(
      "gamma", "g", "G", ("2", "2.0"), ("-1.5e1", "-15.0"),
      bad: ("two", "expected a number, 0 or more")
    ) { $0.loss.gamma },
    OptionCase(
      "modulator", nil, "NAME[:KEY=VALUE,...]", ("reduced", "reduced"),
      ("asl:margin=0", "asl"), bad: ("asl:m=0", "expected asl:positive=N,negative=N,margin=N")
    ) { $0.loss.modulator?.kind },
    OptionCase(
      "epsilon", "e", "E", ("1e-7", "1e-07"), ("0", "0.0"),
      bad: ("", "expected a number, 0 or more")
    ) { $0.loss.epsilon },
    OptionCase(
      "epsilon-rule", nil, "RULE", ("clip", "clip"), ("log-floor", "logFloor"),
      bad: (
        "ceiling",
        "expected one of none, clip, add, floor, add-all, clip-ce, clip-add, log-floor"
      )
    ) { $0.loss.epsilonRule },
    OptionCase(
      "task", "t", "TASK", ("binary", "binary"), ("one-vs-all", "oneVsAll"),
      bad: ("multi", "did you mean multiclass?")
    ) { $0.loss.task },
    OptionCase(
      "reduction", "r", "NAME", ("sum", "sum"), ("mean-elements", "meanElements"),
      bad: (
        "harmonic",
        "expected one of none, mean, sum, mean-elements, sum-of-means, macro, positives, "
          + "weighted-mean, weighted-mean-elements, sum-of-groups:mean, sum-of-groups:sum, "
          + "sum-of-groups:mean-elements, sum-of-groups:sum-of-means, sum-of-groups:positives, "
          + "sum-of-groups:weighted-mean, sum-of-groups:weighted-mean-elements, "
          + "mean-of-groups:mean, mean-of-groups:sum, mean-of-groups:mean-elements, "
          + "mean-of-groups:sum-of-means, mean-of-groups:positives, "
          + "mean-of-groups:weighted-mean, mean-of-groups:weighted-mean-elements"
      )
    ) { $0.loss.reduction },
    OptionCase(
      "divide-by", nil, "N", ("100", "divideBy(100.0)"), ("2.5e3", "divideBy(2500.0)"),
      bad: ("ten", "expected a number above 0")
    ) { $0.loss.reduction },
    OptionCase(
      "class-weights", nil, "W,W[,W...]", ("1,2", "[1.0, 2.0]"), ("3", "[3.0]"),
      bad: ("1,,2", "expected numbers joined by commas, or effective:beta=B,counts=N+N")
    ) { $0.loss.classWeights },
    OptionCase(
      "class-weight-rule", nil, "RULE", ("column", "column"), ("true-class", "trueClass"),
      bad: ("columns", "did you mean column?")
    ) { $0.loss.classWeightRule },
    OptionCase(
      "label-smoothing", nil, "S", ("0.1", "0.1"), ("1", "1.0"),
      bad: ("10%", "expected a number from 0 to 1")
    ) { $0.loss.labelSmoothing },
    OptionCase(
      "smoothing-rule", nil, "RULE", ("others", "others"),
      ("cross-entropy-only", "crossEntropyOnly"), bad: ("other", "did you mean others?")
    ) { $0.loss.smoothingRule },
    OptionCase(
      "soft-labels", nil, "RULE", ("mixture", "mixture"), ("exp-ce", "expCrossEntropy"),
      bad: (
        "s5",
        "expected one of mixture, expected, exp-ce, margin, distance, log-mixture, positive-factor"
      )
    ) { $0.loss.softTargets },
    OptionCase(
      "preset", "p", "NAME", ("tf-clip", "tf-clip"), ("torchvision", "torchvision"),
      bad: ("torchvison", "did you mean torchvision?")
    ) { $0.loss.preset?.name },
    OptionCase(
      "signature", nil, "TEXT", (Self.signature("2"), "2.0"), (Self.signature("0.5"), "0.5")
    ) { $0.loss.signature?.convention.gamma },
    OptionCase("label", nil, "COL[,COL...]", ("y", "y"), ("a,2", "a 2")) {
      $0.input.labels?.map(\.text).joined(separator: " ")
    },
    OptionCase(
      "prediction", nil, "COL[,COL...]", ("prob_*", "prob_*"), ("a,b", "a b"),
      bad: ("a,", "expected column names, numbers or globs, joined by commas")
    ) { $0.input.predictions?.map(\.text).joined(separator: " ") },
    OptionCase(
      "classes", nil, "A,B,...", ("a,b", "[\"a\", \"b\"]"), ("no,yes", "[\"no\", \"yes\"]"),
      bad: ("a,a", "expected two or more different names, joined by commas")
    ) { $0.input.classes },
    OptionCase("weight", nil, "COL", ("w", "w"), ("3", "3")) { $0.input.weight?.text },
    OptionCase("quality", nil, "COL", ("iou", "iou"), ("3", "3")) { $0.input.quality?.text },
    OptionCase("id", nil, "COL", ("id", "id"), ("a,b", "a,b")) { $0.input.id?.text },
    OptionCase("group-by", nil, "COL[,COL...]", ("g", "g"), ("a,2", "a 2")) {
      $0.input.groupColumns?.map(\.text).joined(separator: " ")
    },
    OptionCase(
      "row", nil, "N", ("318", "318"), ("1", "1"),
      bad: ("0", "expected the number of a row, from 1")
    ) { $0.input.row },
    OptionCase("sample", nil, "VALUE", ("a7", "a7"), ("", "")) { $0.input.sample },
    OptionCase("positive", nil, "VALUE", ("cat", "cat"), ("-1", "-1")) { $0.input.positive },
    OptionCase("background", nil, "VALUE", ("none", "none"), ("-", "-")) { $0.input.background },
    OptionCase("labels", nil, "FILE", ("l.csv", "l.csv"), ("a b", "a b")) {
      $0.input.labelsFile?.shown
    },
    OptionCase("label-base", nil, "N", ("1", "1"), ("0", "0"), bad: ("2", "expected one of 0, 1")) {
      $0.input.labelBase
    },
    OptionCase("ignore-label", nil, "VALUE", ("-1", "-1"), ("x", "x")) { $0.input.ignoredLabel },
    OptionCase(
      "missing", nil, "WHAT", ("skip", "skip"), ("error", "nil"), bad: ("skp", "did you mean skip?")
    ) { $0.input.skipsMissing ? "skip" : nil },
    OptionCase(
      "input-format", nil, "NAME", ("ndjson", "ndjson"), ("auto", "nil"),
      bad: ("xml", "expected one of auto, csv, tsv, json, ndjson, npy, npz")
    ) { $0.input.format },
    OptionCase(
      "delimiter", nil, "C", (";", "59"), ("space", "32"),
      bad: ("ab", "expected one ASCII character, not a quote or line break, or 'tab' or 'space'")
    ) { $0.input.delimiter },
    OptionCase(
      "header", nil, "WHEN", ("yes", "present"), ("auto", "automatic"),
      bad: ("maybe", "expected one of yes, no, auto")
    ) { $0.input.header },
    OptionCase(
      "format", "f", "NAME", ("csv", "csv"), ("markdown", "markdown"),
      bad: ("jsn", "did you mean json?")
    ) { $0.output.format },
    OptionCase("output", "o", "FILE", ("out", "out"), ("-", "-")) { $0.output.path?.shown },
    OptionCase(
      "top", nil, "N", ("1", "1"), ("10000", "10000"),
      bad: ("0", "expected a whole number from 1 to 10000")
    ) { $0.output.topCount },
    OptionCase(
      "columns", nil, "COL[,COL...]", ("a", "a"), ("b,3", "b 3"),
      bad: ("a,", "expected column names, numbers or globs, joined by commas")
    ) {
      $0.input.shownColumns?.map(\.text).joined(separator: " ")
    },
    OptionCase(
      "by", nil, "WHAT[,WHAT]", ("class", "class"), ("decile,class", "decile class"),
      bad: ("group", "expected one of class, decile")
    ) { $0.output.breakdowns?.map(\.rawValue).joined(separator: " ") },
    OptionCase(
      "confidence", nil, "C", ("0.95", "0.95"), ("5e-1", "0.5"),
      bad: ("1", "expected a number between 0 and 1, such as 0.95")
    ) { $0.output.confidence },
    OptionCase("plot", nil, "FILE.svg", ("a.svg", "a.svg"), ("-", "-")) {
      $0.output.plotPath?.shown
    },
    OptionCase(
      "digits", nil, "N", ("1", "1"), ("17", "17"),
      bad: ("18", "expected a whole number from 1 to 17")
    ) { $0.output.digits },
    OptionCase(
      "observed", nil, "X", ("0.3590", "0.3590"), ("-1e-3", "-1e-3"),
      bad: ("inf", "expected a decimal number")
    ) { $0.observed?.text },
    OptionCase(
      "fail-above", nil, "X", ("0.5", "0.5"), ("-1", "-1.0"), bad: ("inf", "expected a number")
    ) { $0.output.failureThreshold },
    OptionCase(
      "test", nil, "NAME", ("bootstrap", "bootstrap"), ("randomization", "randomisation"),
      bad: ("t", "expected one of normal, randomisation, randomization, bootstrap")
    ) { $0.versus.test },
    OptionCase(
      "trials", nil, "N", ("2", "2"), ("100000", "100000"),
      bad: ("1", "expected a whole number from 2 to 10000000")
    ) { $0.versus.trialCount },
    OptionCase(
      "seed", nil, "N", ("0", "0"), ("18446744073709551615", "18446744073709551615"),
      bad: ("-1", "expected a whole number, 0 or more")
    ) { $0.versus.seed },
    OptionCase(
      "fail-if-worse", nil, "TOL", ("0.01", "0.01"), ("0", "0.0"),
      bad: ("inf", "expected a number")
    ) { $0.versus.tolerance },
    OptionCase(
      "shard", nil, "NAME", ("a", "a"), ("part-7", "part-7"), bad: ("", "expected a name")
    ) { $0.output.shard },
    OptionCase(
      "expect", nil, "N|@FILE", ("16", "count(16)"), ("@names", "names"),
      bad: ("x", "expected a number of shards, or @FILE")
    ) { settings in
      settings.output.expectedShards.map {
        if case .names(let file) = $0 { file.shown } else { "\($0)" }
      }
    },
    OptionCase(
      "threads", nil, "N", ("1", "1"), ("256", "256"),
      bad: ("0", "expected a whole number from 1 to 256")
    ) { $0.threadCount },
    OptionCase(
      "progress", nil, "WHEN", ("auto", "automatic"), ("never", "never"),
      bad: ("yes", "expected one of auto, always, never")
    ) { $0.output.progress },
    OptionCase(
      "color", nil, "WHEN", ("auto", "automatic"), ("always", "always"),
      bad: ("alway", "did you mean always?")
    ) { $0.output.color },
  ]

  private static func signature(_ gamma: String) -> String {
    "focal:0.1.0,task:binary,input:logits,alpha:none,gamma:\(gamma),epsilon:none,soft:none,"
      + "smoothing:0,reduction:mean"
  }

  @Test("every option that needs a value has a case here, with its names")
  func all() {
    let valued = OptionTable.all.filter { !$0.isSwitch && !$0.isValueOptional }
    #expect(Self.cases.map(\.name) == valued.map(\.name))
    #expect(Self.cases.map(\.short) == valued.map(\.short))
    #expect(Self.cases.map(\.valueName) == valued.map(\.valueName))
  }

  @Test("an option is not set by default", arguments: cases)
  func byDefault(_ option: OptionCase) throws {
    #expect(try option.shown([]) == "nil")
  }

  @Test("an option takes its value after a space and after =", arguments: cases)
  func long(_ option: OptionCase) throws {
    for value in [option.first, option.second] {
      #expect(try option.shown(["--\(option.name)", value.typed]) == value.shown)
      #expect(try option.shown(["--\(option.name)=\(value.typed)"]) == value.shown)
    }
  }

  @Test("a short option takes its value after a space, joined, and after =", arguments: cases)
  func short(_ option: OptionCase) throws {
    guard let letter = option.short else { return }
    for value in [option.first, option.second] {
      #expect(try option.shown(["-\(letter)", value.typed]) == value.shown)
      #expect(try option.shown(["-\(letter)\(value.typed)"]) == value.shown)
      #expect(try option.shown(["-\(letter)=\(value.typed)"]) == value.shown)
    }
  }

  @Test("an option given twice takes the last value", arguments: cases)
  func repeated(_ option: OptionCase) throws {
    let flag = "--\(option.name)"
    let (first, second) = (option.first, option.second)
    #expect(try option.shown([flag, first.typed, flag, second.typed]) == second.shown)
    #expect(try option.shown([flag, second.typed, flag, first.typed]) == first.shown)
  }

  @Test("an option at the end without its value is an error", arguments: cases)
  func missing(_ option: OptionCase) {
    let flag = "--\(option.name)"
    #expect(
      focal(flag)
        == .failed(
          .usage, "\(flag): a value is missing; expected \(flag) \(option.valueName)"))
    guard let letter = option.short else { return }
    #expect(
      focal("-\(letter)")
        == .failed(
          .usage, "-\(letter): a value is missing; expected -\(letter) \(option.valueName)"))
  }

  @Test("a value that is none is an error that says what is expected", arguments: cases)
  func bad(_ option: OptionCase) {
    guard let bad = option.bad else { return }
    let isChoice = bad.sentence.hasPrefix("did") || bad.sentence.hasPrefix("expected one of")
    #expect(
      focal(["--\(option.name)", bad.typed], input: [])
        == .failed(
          .usage,
          "--\(option.name): '\(bad.typed)' \(isChoice ? "is unknown" : "cannot be used"); "
            + bad.sentence))
  }
}
