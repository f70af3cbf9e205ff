import FocalInput
import FocalLoss
import FocalOutput

// What options may not say together. An option by itself is checked where it is read; what only the
// data can tell, where the columns get their meaning.

extension Settings {
  /// Checks what the command line says as a whole, as far as that can be known without the data.
  ///
  /// - Throws: ``UsageError`` for the first thing that is wrong: an option that the command does not
  ///   use, which is never ignored; then the rules in their order.
  func check() throws(UsageError) {
    for option in given {
      let users = OptionTable.all.first { $0.flag == option.flag }?.commands ?? .all
      guard users.contains(command) else {
        throw .unusedOption(option.flag, command: command, users: users)
      }
    }
    if let limit = command.argumentLimit, input.files.count > limit {
      throw .unexpectedArgument(input.files[limit].shown, command: command.rawValue)
    }
    for requirement in Requirement.all {
      if let saying = requirement.saying.text(self), !requirement.isMet(self) {
        throw .needs(saying, requirement.need)
      }
    }
    for contradiction in Contradiction.all {
      if let first = contradiction.first.text(self), let second = contradiction.second.text(self) {
        throw .contradiction(first, second, advice: contradiction.advice)
      }
    }
    // As a file, for want of one, and for labels.
    let inputCount = (input.files.isEmpty ? ["-"] : input.files) + [input.labelsFile ?? ""]
    if inputCount.count(where: { $0 == "-" }) > 1 { throw .inputTwice }
    try output.checkNames()
    guard loss.grid.cellCount <= GridAxes.cellLimit else {
      throw .tooManyCells(loss.grid.cellCount, limit: GridAxes.cellLimit)
    }
  }

  /// Checks that the options that say how text is written are used, now that the format is known.
  ///
  /// - Parameters:
  ///   - format: how the input is written.
  ///   - labelsAreDelimited: whether a file of labels has delimiters.
  /// - Throws: ``UsageError`` for one that is not.
  func checkUse(of format: TableReader.Format, labelsAreDelimited: Bool) throws(UsageError) {
    let kind: String
    switch format {
    case .delimited: return
    case .json: kind = "JSON"
    case .arrays: kind = "arrays"
    }
    let verb = kind == "JSON" ? "has" : "have"
    if text(of: "--header") != nil {
      throw .contradiction(
        "--header", "the input, which is \(kind)", advice: "\(kind) \(verb) no header")
    }
    if text(of: "--delimiter") != nil, !labelsAreDelimited {
      throw .contradiction(
        "--delimiter", "the input, which is \(kind)", advice: "\(kind) \(verb) no delimiter")
    }
  }

  /// The options given that ask where the loss comes from.
  var attributionOptions: [String] {
    // In a comparison groups are clusters, and no part of the report.
    guard command != .versus else { return text(of: "--top") == nil ? [] : ["--top"] }
    return (output.breakdowns ?? []).map { "--by \($0.rawValue)" }
      + ["--group-by", "--concentration", "--calibration", "--top", "--gradient", "--baseline"]
      .filter { flag in
        text(of: flag) != nil && !(flag == "--gradient" && loss.isPerSample)
      }
  }
}

/// Two things that a command line must not say together.
struct Contradiction: Sendable {
  let first: Saying
  let second: Saying

  /// What to do about it, or why it is one.
  let advice: String

  init(_ first: Saying, _ second: Saying, _ advice: String) {
    (self.first, self.second, self.advice) = (first, second, advice)
  }

  /// Every pair, in the order in which they are checked.
  static let all = ofOneThing + ofTheInput + ofGivenSamples + ofTheOutput

  private static let ofOneThing: [Contradiction] = [
    Contradiction(.option("--logits"), .option("--probabilities"), eitherOne),
    Contradiction(.option("--logits"), .option("--log-probabilities"), eitherOne),
    Contradiction(.option("--probabilities"), .option("--log-probabilities"), eitherOne),
    Contradiction(.option("--json"), .option("--format", except: "json"), eitherOne),
    Contradiction(.option("--row"), .option("--sample"), eitherOne),
    Contradiction(.option("--per-sample"), .option("--reduction", except: "none"), eitherOne),
    Contradiction(.option("--reduction"), .option("--divide-by"), eitherOne),
    Contradiction(.option("--per-sample"), .option("--divide-by"), eitherOne),
    Contradiction(.option("--alpha", "none"), .option("--alpha-rule", except: "none"), eitherOne),
    Contradiction(
      .option("--alpha").and { $0.text(of: "--alpha") != "none" }, .option("--alpha-rule", "none"),
      eitherOne),
    Contradiction(
      .option("--epsilon").and { settings in
        (settings.loss.grid.epsilons ?? [settings.loss.epsilon ?? 0]).contains { $0 != 0 }
      }, .option("--epsilon-rule", "none"), eitherOne),
    Contradiction(
      .option("--preset"), .option("--signature"), "a signature says everything a preset does"),
    Contradiction(
      .preset(0), .preset(1).and { ![.compare, .identify].contains($0.command) },
      "several presets are for focal compare and focal identify"),
  ]

  private static let ofTheInput: [Contradiction] = [
    Contradiction(
      .option("--positive"), .option("--soft-labels"), "a named label is no fraction"),
    Contradiction(
      .option("--positive"), .option("--task", "multiclass", "one-vs-all"),
      "its labels are classes"),
    Contradiction(.option("--label-base"), .option("--positive"), "a named label is no number"),
    Contradiction(
      .option("--label-base"), .option("--task", "binary"), "only classes are counted"),
    Contradiction(
      .option("--background"), .option("--task", except: "one-vs-all"),
      "only one-vs-all has a background"),
    Contradiction(
      .option("--delimiter"), .option("--input-format", "json", "ndjson"), "JSON has no delimiter"),
    Contradiction(
      .option("--header"), .option("--input-format", "json", "ndjson"), "JSON has no header"),
    Contradiction(
      .option("--delimiter"), .option("--input-format", "npy", "npz"), "arrays have no delimiter"),
    Contradiction(
      .option("--header"), .option("--input-format", "npy", "npz"), "arrays have no header"),
  ]

  private static let ofGivenSamples = [
    "--weight", "--quality", "--id", "--labels", "--input-format", "--delimiter", "--header",
  ].map {
    Contradiction(
      .option($0), .givenSample, "--prediction and --label are then the values themselves")
  }

  private static let ofTheOutput: [Contradiction] = [
    Contradiction(.option("--bare"), .format, "--bare has no format"),
    Contradiction(.option("--bare"), .option("--gradient"), bareness),
    Contradiction(.option("--bare"), .unreducedAttribution, bareness),
    Contradiction(
      .option("--bare"), .option("--confidence").and { $0.command != .versus }, bareness),
    Contradiction(.option("--bare"), .option("--posterior"), bareness),
    Contradiction(
      .perSample, .command(.compare, .identify, .sweep, .versus),
      "the losses of samples are for focal"),
    Contradiction(
      .reductionOfGroups, .command(.compare, .identify, .sweep, .versus), "groups are for focal"),
    Contradiction(
      .reductionOfGroups, .option("--baseline"), "no constant is the best of groups for itself"),
    Contradiction(.option("--fail-above"), .perSample, "--fail-above needs a reduced loss"),
    Contradiction(
      .perSample.and { $0.command == .compute }, .option("--format", "table", "markdown"),
      "per sample the format is csv, tsv, ndjson or json"),
    Contradiction(
      .perSample.and { $0.command == .compute },
      .option("--output").and {
        $0.output.namedFormat == .markdown && $0.output.format == .markdown
      },
      "per sample the format is csv, tsv, ndjson or json"),
    Contradiction(.attribution, .perSample, "it is a part of the report"),
    Contradiction(.option("--confidence"), .perSample, "it is a part of the report"),
    Contradiction(.perFile, .perSample, "the losses of samples are no rows of files"),
    Contradiction(.perFile, state, "a state is of one run; write one for each file"),
    Contradiction(.perFile, .option("--plot"), "a picture is of one run"),
    Contradiction(
      .perFile.and { ![.json, .ndjson].contains($0.output.format) }, .unreducedAttribution,
      "a file has one row; json and ndjson have its whole report"),
    Contradiction(
      .perFile.and { $0.input.files.count > 1 }, .option("--labels", "-"),
      "standard input can be read once only"),
    Contradiction(.perSample, state, "what is gathered has no samples"),
    Contradiction(
      state, .command(.identify, .explain, .versus, .inspect, .curve, .presets),
      "it gathers nothing that could be merged"),
    Contradiction(
      state,
      .option("--calibration").and { $0.output.calibration?.binning == .mass },
      "bins of equal mass hold all predictions; give binning:width"),
    Contradiction(state, .option("--fail-above"), ofMerge),
    Contradiction(state, .option("--strict"), ofMerge),
    Contradiction(state, .option("--plot"), ofMerge),
    Contradiction(state, .option("--digits"), ofMerge),
    Contradiction(
      .attribution.and { [.csv, .tsv].contains($0.output.format) }, .secondAttribution,
      "csv and tsv have rows for one of them"),
  ]

  private static let eitherOne = "give one of them"
  private static let state = Saying { settings in
    guard settings.output.format == .state else { return nil }
    return settings.text(of: "--format").map { "--format \($0)" } ?? "--output FILE.state"
  }
  private static let ofMerge = "give it to focal merge, which makes the report"
  private static let bareness = "--bare prints the loss only"
}

/// Something that a command line must not say without something else.
struct Requirement: Sendable {
  let saying: Saying

  /// What it needs, for messages.
  let need: String
  let isMet: @Sendable (Settings) -> Bool

  init(_ saying: Saying, needs need: String, isMet: @escaping @Sendable (Settings) -> Bool) {
    (self.saying, self.need, self.isMet) = (saying, need, isMet)
  }

  /// Every requirement, in the order in which they are checked.
  static let all = ofCommands + ofOptions

  private static let ofCommands: [Requirement] = [
    Requirement(.command(.identify), needs: "--observed") { $0.observed != nil },
    Requirement(.command(.completions), needs: "a shell: bash, zsh or fish") {
      !$0.input.files.isEmpty
    },
    Requirement(
      Saying {
        $0.command == .explain ? $0.input.files.first.map { "focal explain \($0.shown)" } : nil
      },
      needs: "--row or --sample"
    ) { $0.input.seeksRow },
    Requirement(
      .command(.explain), needs: "--prediction and --label with values, or --row and a file"
    ) { $0.input.seeksRow || $0.input.labels != nil && $0.input.predictions != nil },
  ]

  private static let ofOptions: [Requirement] = [
    Requirement(
      .command(.versus),
      needs: "BASE and a FILE, or one file and --prediction with two columns or more"
    ) { $0.input.files.count > 1 || ($0.input.predictions?.count ?? 0) > 1 },
    Requirement(.option("--trials"), needs: "--test randomisation or bootstrap") {
      $0.testPlan.hasTrials
    },
    Requirement(.option("--seed"), needs: "--test randomisation or bootstrap") {
      $0.testPlan.hasTrials
    },
    Requirement(
      .option("--plot").and { $0.command == .compute },
      needs: "--concentration, --calibration, focal sweep or focal curve"
    ) { $0.output.isConcentrationWanted || $0.output.calibration != nil },
    Requirement(
      .option("--epsilon-rule").and { $0.command == .identify },
      needs: "--epsilon in focal identify"
    ) { $0.loss.epsilon != nil },
    Requirement(.option("--columns"), needs: "--top") { $0.output.topCount != nil },
    Requirement(.qualityModulator, needs: "--quality") { $0.input.quality != nil },
    Requirement(
      .option("--quality"), needs: "--modulator varifocal, mal or ia-bce, or a preset with one"
    ) { Saying.qualityModulator.text($0) != nil || $0.command == .compare },
    Requirement(
      .reductionOfGroups.and { $0.command == .compute }, needs: "--group-by"
    ) { $0.input.groupColumns != nil },
    Requirement(.option("--posterior"), needs: "--per-sample or --calibration") {
      $0.loss.isPerSample || $0.output.calibration != nil
    },
    Requirement(.option("--shard"), needs: "--format state") { $0.output.format == .state },
  ]
}
