import TestSupport

/// Command lines, and files that fit them, from which others are made.
enum ProgramSeeds {
  /// Options with values of one kind, and the commands that take them.
  private struct Pool {
    let lines: [String]

    /// Empty for all that read data.
    let commands: [String]

    init(_ lines: [String], for commands: [String] = []) {
      (self.lines, self.commands) = (lines, commands)
    }
  }

  private static let commands = [
    "", "", "", "", "", "compare", "identify --observed 0.1", "identify --observed 0.0433216988",
    "explain --row 1", "explain --row 2", "sweep --gamma 0,1,2", "sweep --alpha 0.1:0.5:0.2",
    "inspect", "curve",
  ]

  private static let pools: [Pool] = [
    Pool(["--alpha 0.4", "--alpha none", "--alpha-rule scale --alpha 3", "--alpha 1e-310"]),
    Pool(["--gamma 0", "--gamma 0.5", "--gamma 2.2", "--gamma 5", "--gamma 1000", "--gamma 1e-300"]
    ),
    Pool(["--modulator reduced:threshold=0.5", "--modulator poly1:epsilon=1"]),
    Pool([
      "--epsilon 0", "--epsilon 0.1", "--epsilon 1e-7", "--epsilon-rule add --epsilon 1e-3",
      "--epsilon-rule clip-ce --epsilon 0.01", "--epsilon-rule log-floor --epsilon 1e-5",
    ]),
    Pool(["--label-smoothing 0.1", "--label-smoothing 1"]), Pool(["--missing skip"]),
    Pool(["--id id", "--id label"]), Pool(["--weight w"]), Pool(["--ignore-label 1"]),
    Pool(["--json", "--format csv", "--format tsv", "--format markdown", "--format ndjson"]),
    Pool(["--json", "--format table"]), Pool(["--digits 1", "--digits 5", "--digits 17"]),
    Pool(
      ["--reduction sum", "--reduction macro", "--reduction weighted-mean"], for: ["", "compare"]),
    Pool(["--reduction none", "--reduction positives", "--reduction mean-elements"], for: [""]),
    Pool(["--group-by g", "--group-by g,label", "--group-by label"], for: [""]),
    Pool(["--per-sample", "--per-sample", "--per-sample --gradient"], for: [""]),
    Pool(["--gradient", "--top 2", "--top 9223372036854775807", "--concentration"], for: [""]),
    Pool(["--by class", "--by decile", "--by class,decile", "--baseline"], for: [""]),
    Pool(["--bare", "--fail-above 0.1", "--concentration --plot -"], for: [""]),
    Pool(["--plot -"], for: ["sweep", "curve"]),
    Pool(["--gamma 0:2:0.5", "--epsilon 0,1e-7,0.1", "--bare"], for: ["sweep"]),
    Pool(["--preset kornia,tf-clip"], for: ["sweep", "compare"]),
  ]

  /// What rarely fits: wrong values, and right ones for other files or commands.
  private static let strays = [
    "--alpha -1", "--alpha 0.2,0.3,0.5", "--gamma -1", "--gamma nan", "--epsilon 0.7",
    "--epsilon 1e-300", "--epsilon-rule add-all", "--epsilon-rule clip-add", "--logits",
    "--probabilities", "--log-probabilities", "--task binary", "--task multilabel",
    "--task one-vs-all", "--class-weights 1,2", "--class-weights 1,2,3",
    "--class-weight-rule column", "--soft-labels mixture", "--soft-labels distance",
    "--modulator asl:positive=1,negative=4,margin=0.05", "--modulator per-class:gammas=1+2+3",
    "--preset tf-clip", "--preset torch-bce", "--preset tf-onehot", "--preset torchvision",
    "--preset smp-binary", "--alpha-rule positive-weight --alpha 2",
    "--alpha-rule background --alpha 0.3", "--label 1,2", "--label y", "--label missing",
    "--prediction p", "--prediction p*", "--prediction 2:3", "--prediction p0:p2",
    "--prediction 9223372036854775807", "--classes a,b", "--classes 0,1,2", "--positive a",
    "--positive 0", "--positive é", "--background a", "--label-base 1", "--ignore-label a",
    "--strict", "--input-format csv", "--input-format ndjson", "--input-format json",
    "--input-format npy", "--input-format npz", "--delimiter ;", "--delimiter tab",
    "--delimiter space", "--header yes", "--header no", "--color always", "--gamma 00e9:1:1",
    "--alpha 0.2+0.3+0.5,1+1+1", "--row 9223372036854775807", "--observed 1e999", "--labels -",
  ]

  /// A file, and a command line that fits it or nearly does.
  static func run(_ generator: inout SplitMix64) -> (file: [UInt8], arguments: [String]) {
    let kind = Kind.allCases.randomElement(using: &generator) ?? .binary
    return (kind.file(&generator), commandLine(for: kind, &generator))
  }

  private static func commandLine(for kind: Kind, _ generator: inout SplitMix64) -> [String] {
    let command = commands.randomElement(using: &generator) ?? ""
    let name = String(command.prefix { $0 != " " })
    if Int.random(in: 0..<40, using: &generator) == 0 {
      let lines = ["presets", "presets tfclip", "help", "help colums", "man", "completions zsh"]
      return (lines.randomElement(using: &generator) ?? "").split(separator: " ").map(String.init)
    }
    var line = command + (name == "curve" ? "" : kind.options)
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let fitting = pools.filter { pool in
        pool.commands.isEmpty ? name != "curve" : pool.commands.contains(name)
      }
      let lines = fitting.randomElement(using: &generator)?.lines ?? []
      line += " " + (lines.randomElement(using: &generator) ?? "")
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      line += " " + (strays.randomElement(using: &generator) ?? "")
    }
    var words = line.split(separator: " ").map(String.init)
    // A word may be anything, as names and labels are.
    if !words.isEmpty, Int.random(in: 0..<12, using: &generator) == 0 {
      let index = Int.random(in: 0..<words.count, using: &generator)
      var bytes = Array(words[index].utf8)
      RandomJSON.mutate(&bytes, &generator)
      words[index] = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
    }
    // Nothing is written to files from here: not by --output, however it is given, nor by --plot.
    let isWriting = words.indices.contains { index in
      let word = words[index]
      let isOutput = word.hasPrefix("-") && !word.hasPrefix("--") && word.contains("o")
      let isPlot = word.hasPrefix("--p") && word.contains("l")
      return isOutput || word.hasPrefix("--o") && !word.hasPrefix("--ob")
        || isPlot && words[(index + 1)...].first != "-" && !word.hasPrefix("--prediction")
    }
    return isWriting ? [] : words
  }
}

extension ProgramSeeds {
  /// What a file holds.
  private enum Kind: CaseIterable {
    case binary, named, logits, logProbabilities, soft, multiclass, classLogits, oneVsAll
    case multilabel, other

    /// The options that say so, after a space.
    var options: String {
      switch self {
      case .binary, .multiclass, .other: ""
      case .named: " --positive a"
      case .logits, .classLogits: " --logits"
      case .logProbabilities: " --log-probabilities"
      case .soft: " --soft-labels expected"
      case .oneVsAll: " --task one-vs-all"
      case .multilabel: " --task multilabel --label y0,y1 --prediction p0,p1"
      }
    }

    private var labels: [String] {
      switch self {
      case .binary, .logits, .logProbabilities, .multilabel, .other: ["0", "1"]
      case .named: ["a", "b", "é"]
      case .soft: ["0", "1", "0.25"]
      case .multiclass, .classLogits, .oneVsAll: ["0", "1", "2"]
      }
    }

    private var labelColumns: [String] { self == .multilabel ? ["y0", "y1"] : ["label"] }

    private var predictionColumns: [String] {
      switch self {
      case .binary, .named, .logits, .logProbabilities, .soft, .other: ["prediction"]
      case .multiclass, .classLogits, .oneVsAll: ["p0", "p1", "p2"]
      case .multilabel: ["p0", "p1"]
      }
    }

    private var scores: [String] {
      switch self {
      case .logits, .classLogits: ["0.5", "-3", "745", "-1e-300", "12", "1e308", "-inf"]
      case .logProbabilities: ["-0.5", "-3", "0", "-745", "-1e-300", "-inf"]
      default: ["0.5", "0.9", "0", "1", "1e-300", ".25", "0.30000001192092896"]
      }
    }

    /// What surprises in any column.
    private static let oddities = [
      "", "NA", "NaN", "1.0000001", "-0", "1e999", "x", "\u{85}", "\u{202e}b", "2", "\"q\"",
      "9223372036854775807", "-9223372036854775808", "null", " 1", "é", "e\u{301}",
    ]

    func file(_ generator: inout SplitMix64) -> [UInt8] {
      if self == .other { return Self.otherFile(&generator) }
      let others = [[], ["id", "g", "w"], ["id", "g", "w"], ["focal_loss"]]
      let fields =
        (others.randomElement(using: &generator) ?? []) + labelColumns + predictionColumns
      let isOdd = Int.random(in: 0..<4, using: &generator) == 0
      let rows = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        fields.map { field in
          if isOdd, Int.random(in: 0..<5, using: &generator) == 0 {
            return Self.oddities.randomElement(using: &generator) ?? ""
          }
          let isScore = predictionColumns.contains(field) || field == "w"
          return (isScore ? scores : labels).randomElement(using: &generator) ?? ""
        }
      }
      let delimiter = [",", ",", "\t", ";", ""].randomElement(using: &generator) ?? ""
      if delimiter.isEmpty { return Self.json(fields, rows, &generator) }
      let lines = ([fields] + rows).map { $0.joined(separator: delimiter) + "\n" }
      return Array(lines.joined().utf8)
    }

    private static func json(
      _ fields: [String], _ rows: [[String]], _ generator: inout SplitMix64
    ) -> [UInt8] {
      let objects = rows.map { row in
        let members = zip(fields, row).map { field, text in
          let bytes = Array(text.utf8)
          let isNumber = RandomJSON.isValid(bytes) == true
          return "\"\(field)\":" + (isNumber ? text : "\"" + text.filter { $0 != "\"" } + "\"")
        }
        return "{" + members.joined(separator: ",") + "}"
      }
      let isList = Bool.random(using: &generator)
      let text =
        isList ? "[" + objects.joined(separator: ",\n") + "]" : objects.joined(separator: "\n")
      return Array(text.utf8)
    }

    private static func otherFile(_ generator: inout SplitMix64) -> [UInt8] {
      let texts = [FuzzSeeds.csv, FuzzSeeds.json, FuzzSeeds.arrays, FuzzSeeds.blanks]
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return ArraySeeds.npy(&generator)
      case 1: return ArraySeeds.npz(&generator)
      case let other:
        return Array((texts[other - 2].randomElement(using: &generator) ?? "").utf8)
      }
    }
  }
}
