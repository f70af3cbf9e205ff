import FocalLoss
import FocalOutput

extension Settings {
  /// Notes the reduction; `--per-sample` is one too, and must not contradict `--reduction`.
  mutating func setReduction(_ new: Reduction, by option: String) throws(UsageError) {
    let isMixed = (option == "--per-sample") != (loss.reductionOption == "--per-sample")
    if let reductionOption = loss.reductionOption, isMixed, loss.reduction != new {
      throw .contradiction(reductionOption, option, advice: "give one of them")
    }
    loss.reduction = new
    loss.reductionOption = option
  }

  /// Notes the format; `--json` is one too, and must not contradict `--format`.
  mutating func setFormat(_ new: OutputFormat, by option: String) throws(UsageError) {
    if let formatOption = output.formatOption, (option == "--json") != (formatOption == "--json"),
      output.format != new
    {
      throw .contradiction(formatOption, option, advice: "give one of them")
    }
    output.format = new
    output.formatOption = option
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
    if !takesSeveral, loss.presets.count > 1 {
      throw .contradiction(
        "--preset \(loss.presets[0].name)", "--preset \(loss.presets[1].name)",
        advice: "several presets are for focal compare")
    }
    if command == .identify, observed == nil {
      throw .needs(option: "focal identify", other: "--observed")
    }
    if command != .identify, observed != nil {
      throw .needs(option: "--observed", other: "focal identify")
    }
    if command == .explain { try validateExplain() }
    if input.row != nil, command != .explain {
      throw .needs(option: "--row", other: "focal explain")
    }
    try validatePlot(for: command)
    guard takesSeveral || command == .sweep else { return }
    for (isGiven, option) in [
      (loss.isPerSample, loss.reductionOption ?? "--signature"), (output.isBare, "--bare"),
      (loss.signature != nil && command != .sweep, "--signature"),
      (output.failureThreshold != nil, "--fail-above"),
      (!attributionOptions.isEmpty, attributionOptions.first ?? ""),
    ] where isGiven {
      throw .contradiction(
        option, "focal \(command.rawValue)", advice: "it is for one convention at a time")
    }
    guard loss.grid.cellCount <= GridRequest.cellLimit else {
      throw .tooManyCells(loss.grid.cellCount, limit: GridRequest.cellLimit)
    }
  }

  /// How often standard input is to be read: as a file, for want of one, and for labels.
  var inputCount: Int {
    let fileCount = input.files.isEmpty ? 1 : input.files.count { $0 == "-" }
    return fileCount + (input.labelsFile == "-" ? 1 : 0)
  }

  /// Checks what the options say together, as far as it can be known without the data.
  func validate() throws(UsageError) {
    if inputCount > 1 { throw .inputTwice }
    if input.files.contains("") { throw .emptyFileName(option: "FILE") }
    if input.labelsFile == "" { throw .emptyFileName(option: "--labels") }
    if output.path == "" { throw .emptyFileName(option: "--output") }
    if input.positive != nil, loss.softTargets != nil {
      throw .contradiction(
        "--positive", "--soft-labels", advice: "a named label is no fraction")
    }
    if loss.preset != nil, loss.signature != nil {
      throw .contradiction(
        "--preset", "--signature", advice: "a signature says everything a preset does")
    }
    if output.isBare, let formatOption = output.formatOption {
      throw .contradiction("--bare", formatOption, advice: "--bare has no format")
    }
    if case .some(LossSettings.AlphaRequest.none) = loss.alpha, let alphaRule = loss.alphaRule,
      alphaRule != .none
    {
      throw .contradiction(
        "--alpha none", "--alpha-rule \(alphaRule.rawValue)", advice: "give one of them")
    }
    if case .some(.values) = loss.alpha, loss.alphaRule == Alpha.Rule.none {
      throw .contradiction("--alpha", "--alpha-rule none", advice: "give one of them")
    }
    if let epsilon = loss.epsilon, epsilon != 0, loss.epsilonRule == Epsilon.Rule.none {
      throw .contradiction("--epsilon", "--epsilon-rule none", advice: "give one of them")
    }
    if output.isGradientWanted, output.isBare {
      throw .contradiction("--bare", "--gradient", advice: "--bare prints the loss only")
    }
    if loss.isPerSample, output.failureThreshold != nil {
      throw .contradiction(
        "--fail-above", loss.reductionOption ?? "--signature",
        advice: "--fail-above needs a reduced loss")
    }
    if loss.isPerSample, let format = output.format, format == .table || format == .markdown {
      throw .contradiction(
        loss.reductionOption ?? "--signature", "--format \(format.rawValue)",
        advice: "per sample the format is csv, tsv, ndjson or json")
    }
    try validateAttribution()
    if input.positive != nil, let task = loss.task, task == .multiclass || task == .oneVsAll {
      throw .contradiction(
        "--positive", "--task \(task.rawValue)", advice: "its labels are classes")
    }
    if input.background != nil, let task = loss.task, task != .oneVsAll {
      throw .contradiction(
        "--background", "--task \(task.rawValue)", advice: "only one-vs-all has a background")
    }
  }
}
