import FocalLoss
import FocalOutput

/// What the command that computes says of a result.
struct LossReport {
  private let result: PipelineResult
  private let settings: Settings
  private let summary: LossSummary
  private let convention: Convention

  /// The names of the classes in the order of the summary's.
  private let classLabels: [String]

  init(_ result: PipelineResult, _ settings: Settings) {
    self.result = result
    self.settings = settings
    summary = result.summary
    convention = result.convention
    classLabels = ClassLabels(result, settings).labels
  }

  /// The content; its JSON keys are stable and documented in the README.
  var report: Report {
    let areClassesWanted = settings.breakdowns?.contains(.byClass) == true
    let classes = ReportBlock.classes(
      zip(classLabels, summary.classes), of: summary.count, convention.task,
      isBreakdown: areClassesWanted)
    let blocks = blocks
    let warnings = Warning.all(result, settings)
    let signature = Signature(convention).description
    let tally = result.warnings
    let loss: [Report.Fact] =
      convention.reduction == .none
      ? [] : [.init(key: "loss", name: "loss", .number(summary.loss))]
    let facts: [Report.Fact] =
      [
        .init(key: "focal", .text(Signature.currentVersion)),
        .init(key: "signature", .text(signature)),
        .init(key: "convention", convention.cell(preset: settings.preset)),
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
        .init(key: "skipped", .integer(tally.skipped.count)),
        .init(key: "ignored", .integer(tally.ignored.count)),
        .init(name: "warnings", .integer(warnings.count)),
        .init(name: "signature", .text(signature)),
      ] + columnFacts
    var report = Report(([.facts(facts)] + classes.items) + blocks.flatMap(\.items))
    report.headline = .init("focal loss", summary.loss, reductionPhrase)
    report.rows = areClassesWanted ? classes.rows : blocks.first?.rows
    report.warnings = warnings
    report.signature = signature
    report.plots = { blocks.flatMap { $0.plots() } }
    if !result.sampleList.isEmpty {
      report.writtenList = .init(key: "samples", parts: result.sampleList)
    }
    return report
  }

  /// What is said of where the loss comes from, as far as it is asked for.
  private var blocks: [ReportBlock] {
    guard let attribution = result.gathering.attribution else { return [] }
    var blocks: [ReportBlock] = []
    if let sides = attribution.sides { blocks.append(.sides(sides)) }
    if let deciles = attribution.deciles { blocks.append(.deciles(deciles, convention.task)) }
    if let groups = attribution.groups { blocks.append(.groups(groups, result.binding)) }
    if let concentration = attribution.concentration {
      blocks.append(.concentration(concentration))
    }
    if let gradients = attribution.gradients {
      let classes = zip(classLabels, summary.classes).map { label, summary in
        (label, gradients.summary(ofClass: summary.classIndex))
      }
      blocks.append(.gradients(gradients, classes, convention.task))
    }
    if let targets = attribution.targets {
      blocks.append(
        .baseline(Baseline(result.accumulator, targets), result, classLabels: classLabels))
    }
    if let top = result.top { blocks.append(.top(top, sum: summary.sum)) }
    return blocks
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
        + NumberText(digits: settings.digits)(summary.weightSum)
    case .weightedMeanElements:
      "weighted mean of \(Diagnostic.counted(summary.elements, "element"))"
    }
  }

  /// The columns that the numbers come from, for people.
  private var columnFacts: [Report.Fact] {
    let binding = result.binding
    let predictions = Self.columns(binding.predictions, of: binding.header)
    return [
      .init("predictions", .text("\(predictions) (\(convention.input.rawValue))")),
      .init("labels", .text(Self.columns(binding.labels, of: binding.labelHeader))),
    ]
  }

  private static func columns(_ fields: [Int], of header: Header) -> String {
    let names = fields.map { header.names.isEmpty ? "column \($0 + 1)" : header.names[$0] }
    return names.count > 3
      ? "\(names[0]) to \(names[names.count - 1]) (\(names.count) columns)"
      : names.joined(separator: ", ")
  }
}
