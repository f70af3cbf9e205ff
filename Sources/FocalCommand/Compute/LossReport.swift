import FocalLoss
import FocalOutput

/// What the command that computes says of a result.
struct LossReport {
  private let context: BlockContext
  private let gathered: ComputeCollector
  private let settings: Settings

  init(_ result: PipelineResult, _ gathered: ComputeCollector, _ settings: Settings) {
    context = BlockContext(result, gathered.sums, gathered.summary, settings)
    self.gathered = gathered
    self.settings = settings
  }

  private var result: PipelineResult { context.result }
  private var summary: LossSummary { context.summary }
  private var convention: Convention { context.result.convention }

  /// The content; its JSON keys are stable and documented in the README.
  var report: Report {
    let areClassesWanted = settings.output.breakdowns?.contains(.byClass) == true
    let classes = Table(classesOf: context, isBreakdown: areClassesWanted)
    let parts = gathered.blocks.map { $0.part(context) }
    let warnings = Warning.all(result, summary, settings)
    var report = Report(
      [.facts(facts(warningCount: warnings.count) + InputReport(result).facts), .table(classes)]
        + parts.flatMap(\.items))
    report.headline = .init(
      "focal loss", summary.loss, standardError: summary.standardError, reductionPhrase)
    report.rows = areClassesWanted ? classes : parts.first?.rows
    report.warnings = warnings
    report.signature = Signature(convention).description
    report.plots = { parts.flatMap { $0.plots() } }
    if !result.sampleList.isEmpty {
      report.writtenList = .init(key: "samples", parts: result.sampleList)
    }
    return report
  }

  private func facts(warningCount: Int) -> [Report.Fact] {
    let signature = Cell.text(Signature(convention).description)
    let loss: [Report.Fact] =
      convention.reduction == .none
      ? []
      : [
        .init(key: "loss", name: "loss", .number(summary.loss)),
        .init(key: "standardError", name: "standard_error", .number(summary.standardError)),
      ] + interval
    return [
      .init(key: "focal", .text(Signature.currentVersion)),
      .init(key: "signature", signature),
      .init(key: "convention", convention.cell(preset: settings.loss.preset)),
      .init(key: "input", InputReport(result).cell),
    ] + loss + [
      .init(key: "mean", name: "mean", .number(summary.mean)),
      .init("sum", key: "sum", name: "sum", .number(summary.sum)),
      .init(key: "count", name: "count", .integer(summary.count)),
      .init(key: "elements", name: "elements", .integer(summary.elements)),
      .init(key: "positives", name: "positives", .integer(summary.positives)),
      .init(key: "weightSum", name: "weight_sum", .number(summary.weightSum)),
      .init(
        "cross entropy", key: "crossEntropy", name: "cross_entropy",
        .number(summary.crossEntropy)),
      .init(key: "clipped", name: "clipped", .integer(summary.capped)),
      .init(key: "skipped", .integer(result.warnings.skipped.count)),
      .init(key: "ignored", .integer(result.warnings.ignored.count)),
      .init(name: "warnings", .integer(warningCount)), .init(name: "signature", signature),
    ]
  }

  /// The interval around the loss, where it is asked for.
  private var interval: [Report.Fact] {
    guard let level = settings.output.confidence else { return [] }
    return ConfidenceInterval(
      level, around: summary.loss, standardError: summary.standardError
    ).facts(digits: settings.output.digits)
  }

  private var reductionPhrase: String {
    switch convention.reduction {
    case .none, .mean: "mean of \(Diagnostic.counted(summary.count, "sample"))"
    case .sum: "sum of \(Diagnostic.counted(summary.count, "sample"))"
    case .meanElements: "mean of \(Diagnostic.counted(summary.elements, "element"))"
    case .sumOfMeans: "sum of the row means of \(Diagnostic.counted(summary.count, "sample"))"
    case .macro: "mean of the means of the classes"
    case .positives: "sum over \(Diagnostic.counted(summary.positives, "positive"))"
    case .weightedMean:
      "weighted mean of \(Diagnostic.counted(summary.count, "sample")), weights "
        + NumberText(digits: settings.output.digits)(summary.weightSum)
    case .weightedMeanElements:
      "weighted mean of \(Diagnostic.counted(summary.elements, "element"))"
    case .divideBy(let number):
      "sum of \(Diagnostic.counted(summary.count, "sample")) over \(NumberText.shortest(number))"
    case .sumOfGroups(let own): "sum over the groups, reduction \(own.rawValue) of each"
    case .meanOfGroups(let own): "mean over the groups, reduction \(own.rawValue) of each"
    }
  }
}
