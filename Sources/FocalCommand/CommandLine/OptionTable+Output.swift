import FocalLoss
import FocalOutput

extension OptionTable {
  /// The options that say what is written, where and how.
  static let outputOptions: [Option] = [
    Option(
      "format", short: "f", .output, .choice("NAME", OutputFormat.allCases.map(\.rawValue)),
      for: .reporting,
      "How the result is written. Default: table, or per sample the format of the input."
    ) { settings, value throws(UsageError) in
      settings.output.format = try value.choice()
    },
    Option("json", .output, .none, for: .reporting, "The same as --format json.") {
      settings, value throws(UsageError) in settings.output.format = .json
    },
    Option(
      "output", short: "o", .output, .text("FILE"), for: .all,
      "Write the result to a file, which appears whole or not at all. Its ending says the format where no option does: .json .ndjson .csv .tsv .md."
    ) { settings, value throws(UsageError) in settings.output.path = try value.fileName() },
    Option(
      "per-sample", .output, .none, for: [.compute],
      "The loss of every sample: rows pass through with a column focal_loss appended."
    ) { settings, value throws(UsageError) in
      settings.loss.reduction = Reduction.none
    },
    Option(
      "per-file", .output, .none, for: [.compute],
      "Each file is a run of its own, with a row or a report; what is wrong with one is said there."
    ) { settings, value throws(UsageError) in settings.output.isPerFile = true },
    Option(
      "gradient", .output, .none, for: [.compute],
      "Per sample, append the derivatives by the logit too: focal_gradient and focal_hessian. In the report, the share of the gradient by class."
    ) { settings, value throws(UsageError) in settings.output.isGradientWanted = true },
    Option(
      "top", .output, .text("N"), for: [.compute],
      "The N samples with the most loss, in the report: row, id, label, prediction, p_t, loss and share."
    ) { settings, value throws(UsageError) in
      settings.output.topCount = try value.integer(
        in: 1...10_000, expected: "a whole number from 1 to 10000")
    },
    Option(
      "columns", .output, .text("COL[,COL...]"), for: [.compute],
      "With --top, further columns of the input to show, as they are."
    ) { settings, value throws(UsageError) in settings.input.shownColumns = try value.columns() },
    Option(
      "by", .output, .text("WHAT[,WHAT]"), for: [.compute],
      "Where the loss comes from: by class, by decile of p_t, or both. CSV is its rows."
    ) { settings, value throws(UsageError) in settings.output.breakdowns = try value.breakdowns() },
    Option(
      "concentration", .output, .none, for: [.compute],
      "What part of the loss the hardest samples carry, and the quantiles of the loss."
    ) { settings, value throws(UsageError) in settings.output.isConcentrationWanted = true },
    Option(
      "baseline", .output, .none, for: [.compute],
      "The loss of the best constant prediction, where training begins, and the alpha that balances."
    ) { settings, value throws(UsageError) in settings.output.isBaselineWanted = true },
    Option(
      "confidence", .output, .text("C"), for: [.compute, .sweep, .merge],
      "The interval that holds the loss with probability C, normal. In focal sweep, standard errors too."
    ) { settings, value throws(UsageError) in
      let level = try value.number(expected: "a number between 0 and 1, such as 0.95")
      guard level > 0, level < 1 else {
        throw .badValue(
          option: value.option, value: value.text,
          expected: "a number between 0 and 1, such as 0.95")
      }
      settings.output.confidence = level
    },
    Option(
      "plot", .output, .text("FILE.svg"), for: [.compute, .sweep, .curve, .merge],
      "Draw what focal curve, focal sweep or --concentration says as an SVG picture."
    ) { settings, value throws(UsageError) in settings.output.plotPath = try value.fileName() },
    Option(
      "bare", short: "b", .output, .none, for: [.compute, .merge], "Print the number only."
    ) {
      settings, value throws(UsageError) in settings.output.isBare = true
    },
    Option(
      "digits", .output, .text("N"), for: .computing.union([.merge]),
      "Significant digits at most. Default: as many as read back to the same number."
    ) { settings, value throws(UsageError) in
      settings.output.digits = try value.integer(
        in: 1...17, expected: "a whole number from 1 to 17")
    },
    Option(
      "observed", .output, .text("X"), for: [.identify],
      "For focal identify: the number whose convention is sought, with all its digits."
    ) { settings, value throws(UsageError) in
      guard let observed = ObservedNumber(value.text) else {
        throw .badValue(option: value.option, value: value.text, expected: "a decimal number")
      }
      settings.observed = observed
    },
    Option(
      "fail-above", .output, .text("X"), for: [.compute, .merge],
      "Exit with status 1 if the loss is above X."
    ) { settings, value throws(UsageError) in
      settings.output.failureThreshold = try value.number(expected: "a number")
    },
    Option(
      "shard", .output, .text("NAME"), for: .stateful,
      "With --format state, what the run is called. Default: its FILEs, joined by +."
    ) { settings, value throws(UsageError) in
      guard !value.text.isEmpty else {
        throw .badValue(option: value.option, value: "", expected: "a name")
      }
      settings.output.shard = value.text
    },
    Option(
      "expect", .output, .text("N|@FILE"), for: [.merge],
      "With focal merge, how many shards there must be, or a file of their names, one a line."
    ) { settings, value throws(UsageError) in
      if value.text.first == "@", value.text.count > 1 {
        settings.output.expectedShards = .names(file: value.fileNameAfterSign())
      } else {
        settings.output.expectedShards = .count(
          try value.integer(in: 0...Int.max, expected: "a number of shards, or @FILE"))
      }
    },
  ]

  /// The options that have nothing to do with the loss.
  static let generalOptions: [Option] = [
    Option(
      "threads", .general, .text("N"), for: .reducing,
      "Threads to use; the result is the same bits. Default: the processors there are."
    ) { settings, value throws(UsageError) in
      settings.threadCount = try value.integer(
        in: 1...256, expected: "a whole number from 1 to 256")
    },
    Option(
      "progress", .general, .choice("WHEN", Occasion.allCases.map(\.rawValue)), for: .reducing,
      "Say on standard error how far a long run has come. Default: auto, on a terminal."
    ) { settings, value throws(UsageError) in settings.output.progress = try value.choice() },
    Option(
      "color", .general, .choice("WHEN", Occasion.allCases.map(\.rawValue)),
      for: .reading.union([.merge]),
      "Color the table. Default: auto, on a terminal and unless NO_COLOR is set."
    ) { settings, value throws(UsageError) in settings.output.color = try value.choice() },
    Option(
      "help", short: "h", .general, .none, for: .all,
      "Print this help; -h prints the usual options."
    ) { settings, value throws(UsageError) in settings.help = value.isShort ? .short : .long },
    Option("version", short: "V", .general, .none, for: .all, "Print the version.") {
      settings, value throws(UsageError) in settings.isVersionWanted = true
    },
  ]
}
