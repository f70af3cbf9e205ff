import FocalLoss

/// What gives an observed number, for people and programs.
struct IdentificationReport {
  /// The matches that a table shows; programs get all.
  static let shownCount = 10

  let search: ConventionSearch
  let observed: ObservedNumber
  let saturation: Saturation.Finding?
  let exact: (loss: Double?, convention: Convention)
  let warnings: [Warning]
  let numberText: NumberText
  private let count: Int

  init(_ result: PipelineResult, _ observed: ObservedNumber, _ settings: Settings) {
    search = ConventionSearch(result, observed, settings)
    self.observed = observed
    let alphas = ConventionSpace.alphas(settings)
    saturation = Saturation.finding(observed, alphas: (alphas + alphas.map { 1 - $0 }).unique)
    exact = (result.summary.loss, result.convention)
    count = result.summary.count
    numberText = NumberText(digits: settings.digits)
    var warnings = Report(result, settings).warnings
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

  /// The report in a format.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .markdown: markdown
    case .json: json.page(numberText)
    case .ndjson: json.line(numberText) + "\n"
    case .csv: delimited(by: ",")
    case .tsv: delimited(by: "\t")
    }
  }
}

// MARK: - For programs

extension IdentificationReport {
  private var json: JSONValue {
    .object([
      ("focal", .string(Signature.currentVersion)), ("observed", .exact(observed.value)),
      ("digits", .integer(observed.significantDigits)), ("count", .integer(count)),
      (
        "exact",
        .object([
          ("loss", JSONValue(exact.loss)),
          ("signature", .string(Signature(exact.convention).description)),
        ])
      ),
      ("matches", .array(search.matches.map(json))),
      (
        "saturation",
        saturation.map { finding in
          .object([
            ("value", .number(finding.value)), ("factor", .number(finding.factor)),
            ("cap", .string(finding.saturation.name)),
            ("producer", .string(finding.saturation.producer)),
            ("explanation", .string(finding.sentence)),
          ])
        } ?? .null
      ),
      ("nearest", .array(search.nearest.map(json))),
      ("warnings", .array(warnings.map(\.json))),
    ])
  }

  private func json(_ match: Match) -> JSONValue {
    let best = match.best
    return .object([
      ("name", .string(best.name)), ("kind", .string(best.kind.name)),
      ("agreement", .string(match.agreement.name)), ("loss", .number(match.loss)),
      ("difference", .number(match.loss - observed.value)),
      ("signature", signature(best)), ("explanation", .string(best.explanation)),
      ("reference", best.reference.map(JSONValue.string) ?? .null),
      (
        "presets",
        .array(
          match.candidates.filter { $0.kind == .preset }.map(\.name).unique.map(JSONValue.string))
      ),
      (
        "ties",
        .array(
          match.ties.map { tie in
            .object([
              ("name", .string(tie.name)), ("kind", .string(tie.kind.name)),
              ("signature", signature(tie)),
            ])
          })
      ),
    ])
  }

  private func json(_ miss: NearMiss) -> JSONValue {
    .object([
      ("name", .string(miss.candidate.name)), ("kind", .string(miss.candidate.kind.name)),
      ("loss", .number(miss.candidate.loss)),
      ("difference", .number(miss.candidate.loss - observed.value)),
      ("ratio", JSONValue(miss.ratio)),
      ("factor", miss.factor.map(JSONValue.string) ?? .null),
      ("signature", signature(miss.candidate)),
    ])
  }

  private func signature(_ candidate: Candidate) -> JSONValue {
    candidate.convention.map { .string(Signature($0).description) } ?? .null
  }

  private func delimited(by delimiter: String) -> String {
    let rows =
      [
        [
          "kind", "name", "agreement", "loss", "difference", "ties", "explanation", "reference",
          "signature",
        ]
      ]
      + search.matches.map { match in
        [
          match.best.kind.name, match.best.name, match.agreement.name, numberText(match.loss),
          numberText(match.loss - observed.value), String(match.ties.count),
          match.best.explanation, match.best.reference ?? "",
          match.best.convention.map { Signature($0).description } ?? "",
        ].map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }
      }
    return rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
  }
}

// MARK: - For people

extension IdentificationReport {
  private var table: String {
    var blocks = [
      "observed \(observed.text)\nexact    \(exact.loss.map(numberText.callAsFunction) ?? "-")"
    ]
    if let saturation {
      let lines = Self.paragraph("saturation: \(saturation.sentence)", indent: 0)
      blocks.append(lines.joined(separator: "\n"))
    }
    let folded = folded
    for (index, fold) in folded.prefix(Self.shownCount).enumerated() {
      blocks.append(block(fold.match, number: index + 1, epsilonCount: fold.epsilonCount))
    }
    if folded.count > Self.shownCount {
      blocks.append("\(folded.count - Self.shownCount) more less likely; --format json lists them.")
    }
    if !isFound { blocks.append(none) }
    blocks += warnings.map { "warning: \($0.text.escapingControls)" }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The matches without those that are an earlier one but for the epsilon rule, and how many of
  /// these there are.
  private var folded: [(match: Match, epsilonCount: Int)] {
    var folded: [(match: Match, epsilonCount: Int)] = []
    for match in search.matches {
      if let place = folded.firstIndex(where: { match.differsInEpsilon(from: $0.match) }) {
        folded[place].epsilonCount += 1
      } else {
        folded.append((match, 0))
      }
    }
    return folded
  }

  private func block(_ match: Match, number: Int, epsilonCount: Int) -> String {
    let best = match.best
    var sentences = ["\(best.kind.name)\(agreement(match)). \(best.explanation)"]
    if let reference = best.reference { sentences.append("See \(reference).") }
    if let ties = ties(match) { sentences.append(ties) }
    if epsilonCount > 0 {
      sentences.append(
        "With \(epsilonCount) other epsilon rule\(epsilonCount == 1 ? "" : "s") it agrees too.")
    }
    let head = "\(number). \(numberText(match.loss))  \(names(match))"
    var lines = Self.paragraph(head, indent: 3)
    lines += sentences.flatMap { Self.paragraph("   \($0)", indent: 3) }
    if let convention = best.convention {
      lines.append("   \(Signature(convention).description)")
    }
    return lines.joined(separator: "\n")
  }

  /// A text on lines as wide as those of help, the further ones indented; the beginning stays.
  private static func paragraph(_ text: String, indent: Int) -> [String] {
    let start = text.prefix { $0 == " " }
    let lines = text.escapingControls.wrapped(to: HelpText.width - indent)
    let padding = String(repeating: " ", count: indent)
    return [start + lines[0]] + lines.dropFirst().map { padding + $0 }
  }

  /// The names that are as likely as each other, the first few of them.
  private func names(_ match: Match) -> String {
    let names = match.names
    let shown = names.prefix(4).joined(separator: " = ")
    return names.count > 4 ? "\(shown) = ... (\(names.count) in all)" : shown
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

  private var none: String {
    let rows = search.nearest.map { miss in
      [
        miss.candidate.name, numberText(miss.candidate.loss),
        miss.ratio.map { NumberText(digits: 6)($0) } ?? "-", miss.factor ?? "",
      ]
    }
    let table = TextTable(
      alignments: [.left, .left, .left, .left],
      rows: [["nearest", "loss", "observed / loss", "which is"]] + rows)
    return "none: no convention known here gives this number.\n\n"
      + table.lines.joined(separator: "\n")
  }

  private var markdown: String {
    let rows = search.matches.map { match in
      [
        match.best.kind.name, names(match), numberText(match.loss), match.best.explanation,
        match.best.convention.map { Signature($0).description } ?? match.best.reference ?? "",
      ]
    }
    let misses = search.nearest.map { miss in
      [
        "nearest", miss.candidate.name, numberText(miss.candidate.loss),
        miss.factor.map { "observed is \($0) times it" } ?? "",
        miss.candidate.convention.map { Signature($0).description } ?? "",
      ]
    }
    let table = TextTable(
      alignments: [.left, .left, .left, .left, .left],
      rows: [["kind", "name", "loss", "explanation", "signature"]] + rows + misses)
    let foot =
      (saturation.map { [$0.sentence] } ?? [])
      + warnings.map { "warning: \($0.text.escapingControls)" }
    return table.markdownLines.joined(separator: "\n") + "\n"
      + (foot.isEmpty ? "" : "\n" + foot.joined(separator: "\n") + "\n")
  }
}
