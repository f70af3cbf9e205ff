import FocalLoss
import FocalOutput

/// What gives an observed number, for people and programs.
struct IdentificationReport {
  /// The matches that people are shown; programs get all.
  private static let shownCount = 10

  private let search: ConventionSearch
  private let observed: ObservedNumber
  private let saturations: [Saturation.Finding]
  private let exact: (loss: Double?, convention: Convention)
  private let warnings: [Warning]
  private let count: Int

  /// How the numbers to be compared with the observed one are written for people.
  private let numberText: NumberText

  init(
    _ result: PipelineResult, _ gathered: IdentificationCollector, _ observed: ObservedNumber,
    _ settings: Settings
  ) {
    let summary = gathered.sums.summary
    let convention = gathered.exact?.convention ?? result.convention
    search = ConventionSearch(
      result, gathered.identification, exact: convention, observed, settings)
    self.observed = observed
    let alphas = ConventionSpace.alphas(settings)
    saturations = Saturation.findings(
      observed, alphas: (alphas + alphas.map { 1 - $0 }).filter { $0 > 0 }.unique)
    exact = (gathered.exact.map(\.loss) ?? summary.loss, convention)
    count = summary.count
    numberText = NumberText(digits: settings.output.digits)
    var warnings = Warning.all(result, summary, settings)
    if observed.significantDigits < 3 {
      warnings.append(
        Warning(
          code: "few-digits",
          message: "so few digits fit many conventions by chance; give all that are known"))
    }
    self.warnings = warnings
  }

  /// Whether something gives the number.
  var isFound: Bool { !search.matches.isEmpty }

  /// The content: paragraphs for people, the likeliest match first, and rows for programs.
  var report: Report {
    let matches = matches
    var report = Report(
      [
        .facts([
          .init("observed", .text(observed.text)),
          .init("exact", .text(exact.loss.map(numberText.callAsFunction))),
          .init(key: "focal", .text(Signature.currentVersion)),
          .init(key: "observed", .exact(observed.value)),
          .init(key: "digits", .integer(observed.significantDigits)),
          .init(key: "count", .integer(count)),
          .init(
            key: "exact",
            .object([
              ("loss", .number(exact.loss)),
              ("signature", .text(Signature(exact.convention).description)),
            ])),
        ]), .table(matches), .facts([.init(key: "saturation", saturation)]),
      ] + paragraphs + [.table(nearest)])
    report.rows = matches
    report.warnings = warnings
    return report
  }

  /// What people read of saturations and matches.
  private var paragraphs: [Report.Item] {
    var items = saturations.map { Report.Item.paragraph("saturation: \($0.sentence)") }
    let folded = folded
    items.append(.list(folded.prefix(Self.shownCount).map(point), isNumbered: true))
    if folded.count > Self.shownCount {
      items.append(
        .paragraph("\(folded.count - Self.shownCount) more less likely; --format json lists them."))
    }
    if !isFound {
      items.append(.paragraph("none: no convention known here gives this number."))
    }
    return items
  }

  /// The matches without those that are an earlier one but for the epsilon rule, with their number.
  ///
  /// What a library computes by itself always stands.
  private var folded: [(match: Match, epsilonCount: Int)] {
    var folded: [(match: Match, epsilonCount: Int)] = []
    for match in search.matches {
      if match.best.kind != .preset,
        let place = folded.firstIndex(where: { match.differsInEpsilon(from: $0.match) })
      {
        folded[place].epsilonCount += 1
      } else {
        folded.append((match, 0))
      }
    }
    return folded
  }

  private func point(_ match: Match, epsilonCount: Int) -> Report.Point {
    let best = match.best
    var sentences = ["\(best.kind.name)\(agreement(match)). \(best.explanation)"]
    if let reference = best.reference { sentences.append("See \(reference).") }
    if let ties = ties(match) { sentences.append(ties) }
    if epsilonCount > 0 {
      sentences.append(
        "With \(epsilonCount) other epsilon rule\(epsilonCount == 1 ? "" : "s") it agrees too.")
    }
    let names = match.names
    let shown = names.prefix(4).joined(separator: " = ")
    let more = names.count > 4 ? " = ... (\(names.count) in all)" : ""
    return Report.Point(
      ["\(numberText(match.loss)) \(shown)\(more)"] + sentences,
      verbatim: best.convention.map { [Signature($0).description] } ?? [])
  }

  private func agreement(_ match: Match) -> String {
    switch match.agreement {
    case .digits: ""
    case .float64: ", agrees to float64, not to the last digit"
    case .float32: ", agrees to float32, not to the last digit"
    }
  }

  private func ties(_ match: Match) -> String? {
    let others = match.candidates.map(\.name).unique.count - min(match.names.count, 4)
    guard others > 0 else { return nil }
    let named = match.otherKinds.map { "\($0.name) (\($0.kind.name))" }
    let list = named.isEmpty ? "" : ", among them \(named.joined(separator: ", "))"
    return "The same number on this data: \(others) more\(list)."
  }

  /// All matches, for programs.
  private var matches: Table {
    Table(
      key: "matches", of: search.matches,
      [
        .init(name: "kind") { .text($0.best.kind.name) },
        .init(key: "name", name: "name") { .text($0.best.name) },
        .init(key: "kind") { .text($0.best.kind.name) },
        .init(key: "agreement", name: "agreement") { .text($0.agreement.name) },
        .init(key: "loss", name: "loss") { .number($0.loss) },
        .init(key: "difference", name: "difference") { .number($0.loss - observed.value) },
        .init(key: "signature") { $0.best.signature },
        .init(name: "ties") { .integer($0.ties.count) },
        .init(key: "explanation", name: "explanation") { .text($0.best.explanation) },
        .init(key: "reference", name: "reference") { .text($0.best.reference) },
        .init(name: "signature") { $0.best.signature },
        .init(key: "presets") { match in
          let presets = match.candidates.filter { $0.kind == .preset }
          return .list(presets.map(\.name).unique.map { .text($0) })
        },
        .init(key: "ties") { match in
          .list(
            match.ties.map { tie in
              .object([
                ("name", .text(tie.name)), ("kind", .text(tie.kind.name)),
                ("signature", tie.signature),
              ])
            })
        },
      ])
  }

  /// The first saturation, with the others in it; null where there is none.
  private var saturation: Cell {
    func members(_ finding: Saturation.Finding) -> [(key: String, value: Cell)] {
      [
        ("value", .number(finding.value)), ("factor", .number(finding.factor)),
        ("cap", .text(finding.saturation.name)), ("producer", .text(finding.saturation.producer)),
        ("explanation", .text(finding.sentence)),
      ]
    }
    guard let first = saturations.first else { return .text(nil) }
    let others = saturations.dropFirst().map { Cell.object(members($0)) }
    return .object(members(first) + [("others", .list(others))])
  }

  /// What comes nearest where nothing gives the number.
  private var nearest: Table {
    Table(
      key: "nearest", of: search.nearest,
      [
        .init("nearest", key: "name") { .text($0.candidate.name) },
        .init(key: "kind") { .text($0.candidate.kind.name) },
        .init("loss", key: "loss") { .number($0.candidate.loss) },
        .init(key: "difference") { .number($0.candidate.loss - observed.value) },
        .init("observed / loss", key: "ratio") { .number($0.ratio) },
        .init("which is", key: "factor") { .text($0.factor) },
        .init(key: "signature") { $0.candidate.signature },
      ])
  }
}

extension Candidate {
  /// The signature of its convention, where it has one.
  fileprivate var signature: Cell { .text(convention.map { Signature($0).description }) }
}
