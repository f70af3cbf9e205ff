import FocalLoss
import FocalOutput

extension Settings {
  /// Notes the reduction; `--per-sample` is one too, and must not contradict `--reduction`.
  mutating func setReduction(_ new: Reduction, by option: String) throws(UsageError) {
    let isMixed = (option == "--per-sample") != (reductionOption == "--per-sample")
    if let reductionOption, isMixed, reduction != new {
      throw .contradiction(reductionOption, option, advice: "give one of them")
    }
    reduction = new
    reductionOption = option
  }

  /// Notes the format; `--json` is one too, and must not contradict `--format`.
  mutating func setFormat(_ new: OutputFormat, by option: String) throws(UsageError) {
    if let formatOption, (option == "--json") != (formatOption == "--json"), format != new {
      throw .contradiction(formatOption, option, advice: "give one of them")
    }
    format = new
    formatOption = option
  }

  /// Checks what the options say to a command.
  func validate(for command: Command) throws(UsageError) {
    if let allowed = command.options,
      let other = givenOptions.first(where: { !allowed.contains($0) })
    {
      throw .contradiction(
        other, "focal \(command.rawValue)", advice: "it reads no data; leave \(other)")
    }
    let takesSeveral = command == .compare || command == .identify
    if !takesSeveral, presets.count > 1 {
      throw .contradiction(
        "--preset \(presets[0].name)", "--preset \(presets[1].name)",
        advice: "several presets are for focal compare")
    }
    if command == .identify, observed == nil {
      throw .needs(option: "focal identify", other: "--observed")
    }
    if command != .identify, observed != nil {
      throw .needs(option: "--observed", other: "focal identify")
    }
    if command == .explain { try validateExplain() }
    if row != nil, command != .explain { throw .needs(option: "--row", other: "focal explain") }
    try validatePlot(for: command)
    guard takesSeveral || command == .sweep else { return }
    for (isGiven, option) in [
      (isPerSample, reductionOption ?? "--signature"), (isBare, "--bare"),
      (signature != nil && command != .sweep, "--signature"),
      (failureThreshold != nil, "--fail-above"),
      (!attributionOptions.isEmpty, attributionOptions.first ?? ""),
    ] where isGiven {
      throw .contradiction(
        option, "focal \(command.rawValue)", advice: "it is for one convention at a time")
    }
    guard grid.cellCount <= GridRequest.cellLimit else {
      throw .tooManyCells(grid.cellCount, limit: GridRequest.cellLimit)
    }
  }

  /// How often standard input is to be read: as a file, for want of one, and for labels.
  var inputCount: Int {
    let fileCount = files.isEmpty ? 1 : files.count { $0 == "-" }
    return fileCount + (labelsFile == "-" ? 1 : 0)
  }

  /// Checks what the options say together, as far as it can be known without the data.
  func validate() throws(UsageError) {
    if inputCount > 1 { throw .inputTwice }
    if files.contains("") { throw .emptyFileName(option: "FILE") }
    if labelsFile == "" { throw .emptyFileName(option: "--labels") }
    if output == "" { throw .emptyFileName(option: "--output") }
    if positive != nil, softTargets != nil {
      throw .contradiction(
        "--positive", "--soft-labels", advice: "a named label is no fraction")
    }
    if preset != nil, signature != nil {
      throw .contradiction(
        "--preset", "--signature", advice: "a signature says everything a preset does")
    }
    if isBare, let formatOption {
      throw .contradiction("--bare", formatOption, advice: "--bare has no format")
    }
    if case .some(Settings.AlphaRequest.none) = alpha, let alphaRule, alphaRule != .none {
      throw .contradiction(
        "--alpha none", "--alpha-rule \(alphaRule.rawValue)", advice: "give one of them")
    }
    if case .some(.values) = alpha, alphaRule == Alpha.Rule.none {
      throw .contradiction("--alpha", "--alpha-rule none", advice: "give one of them")
    }
    if let epsilon, epsilon != 0, epsilonRule == Epsilon.Rule.none {
      throw .contradiction("--epsilon", "--epsilon-rule none", advice: "give one of them")
    }
    if isGradientWanted, isBare {
      throw .contradiction("--bare", "--gradient", advice: "--bare prints the loss only")
    }
    if isPerSample, failureThreshold != nil {
      throw .contradiction(
        "--fail-above", reductionOption ?? "--signature",
        advice: "--fail-above needs a reduced loss")
    }
    if isPerSample, let format, format == .table || format == .markdown {
      throw .contradiction(
        reductionOption ?? "--signature", "--format \(format.rawValue)",
        advice: "per sample the format is csv, tsv, ndjson or json")
    }
    try validateAttribution()
    if positive != nil, let task, task == .multiclass || task == .oneVsAll {
      throw .contradiction(
        "--positive", "--task \(task.rawValue)", advice: "its labels are classes")
    }
    if background != nil, let task, task != .oneVsAll {
      throw .contradiction(
        "--background", "--task \(task.rawValue)", advice: "only one-vs-all has a background")
    }
  }
}
