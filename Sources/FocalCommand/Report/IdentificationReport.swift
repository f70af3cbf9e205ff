import FocalLoss
import FocalOutput

/// What gives an observed number, for people and programs.
struct IdentificationReport: FormattedReport {
  /// The matches that a table shows; programs get all.
  static let shownCount = 10

  let search: ConventionSearch
  let observed: ObservedNumber
  let saturations: [Saturation.Finding]
  let exact: (loss: Double?, convention: Convention)
  let warnings: [Warning]
  let numberText: NumberText
  let count: Int

  init(
    _ result: PipelineResult, _ gathered: IdentificationCollector, _ observed: ObservedNumber,
    _ settings: Settings
  ) {
    let summary = gathered.sums.summary
    search = ConventionSearch(
      result, gathered.identification, observed, settings)
    self.observed = observed
    let alphas = ConventionSpace.alphas(settings)
    saturations = Saturation.findings(
      observed, alphas: (alphas + alphas.map { 1 - $0 }).filter { $0 > 0 }.unique)
    exact = (summary.loss, result.convention)
    count = summary.count
    numberText = NumberText(digits: settings.output.digits)
    var warnings = Report(result, gathered.sums, settings).warnings
    if observed.significantDigits < 3 {
      warnings.append(
        Warning(
          code: "few-digits",
          message: "so few digits fit many conventions by chance; give all that are known",
          count: nil, firstRow: nil))
    }
    self.warnings = warnings
  }

  /// Whether something gives the number.
  var isFound: Bool { !search.matches.isEmpty }
}
