import FocalLoss
import FocalOutput

extension IdentificationReport {
  /// The report as one object.
  var json: JSONValue {
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
        saturations.first.map { first in
          .object(
            members(first) + [
              ("others", .array(saturations.dropFirst().map { .object(members($0)) }))
            ])
        } ?? .null
      ),
      ("nearest", .array(search.nearest.map(json))),
      ("warnings", .array(warnings.map(\.json))),
    ])
  }

  private func members(_ finding: Saturation.Finding) -> [(name: String, value: JSONValue)] {
    [
      ("value", .number(finding.value)), ("factor", .number(finding.factor)),
      ("cap", .string(finding.saturation.name)),
      ("producer", .string(finding.saturation.producer)),
      ("explanation", .string(finding.sentence)),
    ]
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

  /// A row for each match.
  var fields: [[String]] {
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
        ]
      }
  }
}
