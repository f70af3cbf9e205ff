import FocalInput
import FocalLoss
import FocalOutput

/// Every option, in the order in which help lists them.
enum OptionTable {
  static let all: [Option] = lossOptions + inputOptions + outputOptions + generalOptions

  /// The option of a long name.
  static func named(_ name: String) -> Option? { all.first { $0.name == name } }

  /// The option of a short name.
  static func named(_ short: Character) -> Option? { all.first { $0.short == short } }

  private static let lossOptions: [Option] = [
    Option(
      "alpha", "a", .loss, .text("A[,A...]"),
      "Weighting factor: one number, one a class, or 'none'. Default: 0.25, balanced; none for multiclass."
    ) { settings, value throws(UsageError) in
      guard settings.command != .sweep else {
        settings.loss.grid.alphas = try value.gridAlphas()
        return
      }
      settings.loss.alpha =
        value.text == "none"
        ? LossSettings.AlphaRequest.none
        : .values(try value.numbers(expected: "a number, numbers joined by commas, or 'none'"))
    },
    Option(
      "alpha-rule", nil, .loss, .choice("RULE", Alpha.Rule.allCases.map(\.rawValue)),
      "What alpha multiplies: balanced is alpha for positives and 1 - alpha for negatives."
    ) { settings, value throws(UsageError) in settings.loss.alphaRule = try value.choice() },
    Option(
      "gamma", "g", .loss, .text("G"),
      "Focusing parameter, 0 or more; 0 is the cross entropy. Default: 2."
    ) { settings, value throws(UsageError) in
      (settings.loss.gamma, settings.loss.grid.gammas) = try value.gridNumbers(
        expected: "a number, 0 or more", settings)
    },
    Option(
      "modulator", nil, .loss, .text("NAME[:KEY=VALUE,...]"),
      "What takes the weight from what is right: asl:positive=1,negative=4,margin=0.05, reduced:threshold=0.5, per-class:gammas=1+2, poly1:epsilon=1, ... Default: power."
    ) { settings, value throws(UsageError) in settings.loss.modulator = try value.modulator() },
    Option(
      "epsilon", "e", .loss, .text("E"),
      "Guard against log 0; 0 is exact. Default: 1e-7 for probabilities, 0 otherwise."
    ) { settings, value throws(UsageError) in
      (settings.loss.epsilon, settings.loss.grid.epsilons) = try value.gridNumbers(
        expected: "a number, 0 or more", settings)
    },
    Option(
      "epsilon-rule", nil, .loss, .choice("RULE", Epsilon.Rule.allCases.map(\.rawValue)),
      "How epsilon guards: clip holds p in [E, 1 - E], clip-ce in the logarithm only; add is log(p + E). Default: clip."
    ) { settings, value throws(UsageError) in settings.loss.epsilonRule = try value.choice() },
    inputSwitch(.logits, "Predictions are logits: raw scores before sigmoid or softmax."),
    inputSwitch(.probabilities, "Predictions are probabilities. This is the default."),
    inputSwitch(.logProbabilities, "Predictions are natural logarithms of probabilities."),
    Option(
      "task", "t", .loss, .choice("TASK", ClassificationTask.allCases.map(\.rawValue)),
      "What a row is about. Default: binary with one prediction column, multiclass with several."
    ) { settings, value throws(UsageError) in settings.loss.task = try value.choice() },
    Option(
      "reduction", "r", .loss, .choice("NAME", Reduction.allCases.map(\.rawValue)),
      "How losses become one number: positives divides by their count, weighted-mean by the weights, macro averages classes. Default: mean."
    ) { settings, value throws(UsageError) in
      try settings.setReduction(try value.choice(), by: value.option)
    },
    Option(
      "class-weights", nil, .loss, .text("W,W[,W...]"),
      "A factor for the loss of each class, in the order of the classes; or effective:beta=0.9999,counts=N+N, those of the effective numbers of samples."
    ) { settings, value throws(UsageError) in settings.loss.classWeights = try value.classWeights()
    },
    Option(
      "class-weight-rule", nil, .loss, .choice("RULE", ClassWeightRule.allCases.map(\.rawValue)),
      "What class weights multiply: the samples of a true class, or the elements of a column. Default: true-class."
    ) { settings, value throws(UsageError) in settings.loss.classWeightRule = try value.choice() },
    Option(
      "label-smoothing", nil, .loss, .text("S"),
      "Move targets y to y(1 - S) + S/K, K the number of classes. Default: 0."
    ) { settings, value throws(UsageError) in
      (settings.loss.labelSmoothing, settings.loss.grid.labelSmoothings) = try value.gridNumbers(
        expected: "a number from 0 to 1", settings)
    },
    Option(
      "soft-labels", nil, .loss, .choice("RULE", SoftTargetRule.allCases.map(\.rawValue)),
      "Allow labels between 0 and 1, and say what their loss is."
    ) { settings, value throws(UsageError) in settings.loss.softTargets = try value.choice() },
    Option(
      "preset", "p", .loss, .text("NAME"),
      "Compute what a library computes; 'focal presets' lists them. Options beside it override it."
    ) { settings, value throws(UsageError) in
      settings.loss.presets = try value.presets()
      settings.loss.preset = settings.loss.presets.first
    },
    Option(
      "signature", nil, .loss, .text("TEXT"),
      "Compute what a signature says, as reports print it. Options beside it override it."
    ) { settings, value throws(UsageError) in
      do throws(SignatureError) {
        settings.loss.signature = try Signature(parsing: value.text)
      } catch {
        throw .badSignature(value: value.text, error)
      }
    },
  ]

  private static func inputSwitch(_ kind: PredictionKind, _ help: String) -> Option {
    Option(kind.rawValue, nil, .loss, .none, help) { settings, value throws(UsageError) in
      if let other = settings.loss.input, other != kind {
        throw .contradiction("--\(other.rawValue)", value.option, advice: "give one of them")
      }
      settings.loss.input = kind
    }
  }

  private static let inputOptions: [Option] = [
    Option(
      "label", nil, .input, .text("COL[,COL...]"),
      "Label columns, by name, number from 1, or glob. Default: found by the usual names."
    ) { settings, value throws(UsageError) in settings.input.labels = try value.columns() },
    Option(
      "prediction", nil, .input, .text("COL[,COL...]"),
      "Prediction columns, likewise; several are one a class, as in 'prob_*'."
    ) { settings, value throws(UsageError) in settings.input.predictions = try value.columns() },
    Option(
      "weight", nil, .input, .text("COL"), "A column of sample weights, 0 or more."
    ) { settings, value throws(UsageError) in
      settings.input.weight = ColumnSelector(text: value.text)
    },
    Option(
      "id", nil, .input, .text("COL"), "A column that names the samples in per-sample JSON."
    ) { settings, value throws(UsageError) in settings.input.id = ColumnSelector(text: value.text)
    },
    Option(
      "group-by", nil, .input, .text("COL[,COL...]"),
      "The loss of each group of rows with the same texts in these columns, in the report."
    ) { settings, value throws(UsageError) in settings.input.groupColumns = try value.columns() },
    Option(
      "row", nil, .input, .text("N"),
      "With focal explain, the row to explain, counted from 1 over all files."
    ) { settings, value throws(UsageError) in
      settings.input.row = try value.integer(
        in: 1...Int.max, expected: "the number of a row, from 1")
    },
    Option(
      "positive", nil, .input, .text("VALUE"),
      "The label of positives in binary; every other label is negative."
    ) { settings, value throws(UsageError) in
      guard !value.text.isEmpty else {
        throw .badValue(option: value.option, value: "", expected: "the text of a label")
      }
      settings.input.positive = value.text
    },
    Option(
      "background", nil, .input, .text("VALUE"),
      "In one-vs-all, the label of rows that are of no class."
    ) { settings, value throws(UsageError) in settings.input.background = value.text },
    Option(
      "labels", nil, .input, .text("FILE"),
      "A file of labels for the predictions, row by row, or by --id where both files have it; - is standard input."
    ) { settings, value throws(UsageError) in settings.input.labelsFile = value.text },
    Option(
      "label-base", nil, .input, .choice("N", ["0", "1"]),
      "The number of the first class, where labels are numbers. Default: 0."
    ) { settings, value throws(UsageError) in
      settings.input.labelBase = try value.integer(in: 0...1, expected: "0 or 1")
    },
    Option(
      "ignore-label", nil, .input, .text("VALUE"),
      "Leave out the rows with this label, of every count too."
    ) { settings, value throws(UsageError) in settings.input.ignoredLabel = value.text },
    Option(
      "missing", nil, .input, .choice("WHAT", ["error", "skip"]),
      "What to do with a row in which a value is missing (empty, NA, NaN, null). Default: error."
    ) { settings, value throws(UsageError) in settings.input.skipsMissing = value.text == "skip" },
    Option("strict", nil, .input, .none, "Take warnings for errors.") {
      settings, value throws(UsageError) in settings.output.isStrict = true
    },
    Option(
      "input-format", nil, .input, .choice("NAME", ["auto"] + InputFormat.allCases.map(\.rawValue)),
      "How the input is written; JSON in any usual shape. Default: auto, by name or first bytes."
    ) { settings, value throws(UsageError) in
      settings.input.format = InputFormat(rawValue: value.text)
    },
    Option(
      "delimiter", nil, .input, .text("C"),
      "The character between fields; 'tab' for a tab. Default: told by the header."
    ) { settings, value throws(UsageError) in
      let text = value.text == "tab" || value.text == "\\t" ? "\t" : value.text
      guard text.utf8.count == 1, let byte = text.utf8.first, !"\"\r\n".utf8.contains(byte) else {
        throw .badValue(
          option: value.option, value: value.text,
          expected: "one ASCII character, not a quote or line break, or 'tab'")
      }
      settings.input.delimiter = byte
    },
    Option(
      "header", nil, .input, .choice("WHEN", ["yes", "no", "auto"]),
      "Whether the first row names the columns. Default: auto, no if all its fields are numbers."
    ) { settings, value throws(UsageError) in
      let headers: [String: CSVDialect.Header] = [
        "yes": .present, "no": .absent, "auto": .automatic,
      ]
      settings.input.header = headers[value.text]
    },
  ]

  private static let outputOptions: [Option] = [
    Option(
      "format", "f", .output, .choice("NAME", OutputFormat.allCases.map(\.rawValue)),
      "How the result is written. Default: table, or per sample the format of the input."
    ) { settings, value throws(UsageError) in
      try settings.setFormat(try value.choice(), by: value.option)
    },
    Option("json", nil, .output, .none, "The same as --format json.") {
      settings, value throws(UsageError) in try settings.setFormat(.json, by: value.option)
    },
    Option(
      "output", "o", .output, .text("FILE"),
      "Write the result to a file, which appears whole or not at all."
    ) { settings, value throws(UsageError) in settings.output.path = value.text },
    Option(
      "per-sample", nil, .output, .none,
      "The loss of every sample: rows pass through with a column focal_loss appended."
    ) { settings, value throws(UsageError) in
      try settings.setReduction(Reduction.none, by: value.option)
    },
    Option(
      "gradient", nil, .output, .none,
      "Per sample, append the derivatives by the logit too: focal_gradient and focal_hessian. In the report, the share of the gradient by class."
    ) { settings, value throws(UsageError) in settings.output.isGradientWanted = true },
    Option(
      "top", nil, .output, .text("N"),
      "The N samples with the most loss, in the report: row, label, prediction, p_t, loss and share."
    ) { settings, value throws(UsageError) in
      settings.output.topCount = try value.integer(
        in: 1...10_000, expected: "a whole number from 1 to 10000")
    },
    Option(
      "by", nil, .output, .text("WHAT[,WHAT]"),
      "Where the loss comes from: by class, by decile of p_t, or both. CSV is its rows."
    ) { settings, value throws(UsageError) in settings.output.breakdowns = try value.breakdowns() },
    Option(
      "concentration", nil, .output, .none,
      "What part of the loss the hardest samples carry, and the quantiles of the loss."
    ) { settings, value throws(UsageError) in settings.output.isConcentrationWanted = true },
    Option(
      "baseline", nil, .output, .none,
      "The loss of the best constant prediction, where training begins, and the alpha that balances."
    ) { settings, value throws(UsageError) in settings.output.isBaselineWanted = true },
    Option(
      "plot", nil, .output, .text("FILE"),
      "Draw what focal curve, focal sweep or --concentration says as an SVG picture."
    ) { settings, value throws(UsageError) in settings.output.plotPath = value.text },
    Option("bare", "b", .output, .none, "Print the number only.") {
      settings, value throws(UsageError) in settings.output.isBare = true
    },
    Option(
      "digits", nil, .output, .text("N"),
      "Significant digits at most. Default: as many as read back to the same number."
    ) { settings, value throws(UsageError) in
      settings.output.digits = try value.integer(
        in: 1...17, expected: "a whole number from 1 to 17")
    },
    Option(
      "observed", nil, .output, .text("X"),
      "For focal identify: the number whose convention is sought, with all its digits."
    ) { settings, value throws(UsageError) in
      guard let observed = ObservedNumber(value.text) else {
        throw .badValue(option: value.option, value: value.text, expected: "a decimal number")
      }
      settings.observed = observed
    },
    Option(
      "fail-above", nil, .output, .text("X"), "Exit with status 1 if the loss is above X."
    ) { settings, value throws(UsageError) in
      settings.output.failureThreshold = try value.number(expected: "a number")
    },
  ]

  private static let generalOptions: [Option] = [
    Option(
      "threads", nil, .general, .text("N"),
      "Threads to use; the result is the same bits. Default: the processors there are."
    ) { settings, value throws(UsageError) in
      settings.threadCount = try value.integer(
        in: 1...256, expected: "a whole number from 1 to 256")
    },
    Option(
      "progress", nil, .general, .choice("WHEN", Occasion.allCases.map(\.rawValue)),
      "Say on standard error how far a long run has come. Default: auto, on a terminal."
    ) { settings, value throws(UsageError) in settings.output.progress = try value.choice() },
    Option(
      "color", nil, .general, .choice("WHEN", Occasion.allCases.map(\.rawValue)),
      "Color the table. Default: auto, on a terminal and unless NO_COLOR is set."
    ) { settings, value throws(UsageError) in settings.output.color = try value.choice() },
    Option("help", "h", .general, .none, "Print this help.") {
      settings, value throws(UsageError) in settings.isHelpWanted = true
    },
    Option("version", nil, .general, .none, "Print the version.") {
      settings, value throws(UsageError) in settings.isVersionWanted = true
    },
  ]
}
