import FocalLoss
import FocalOutput

extension IdentificationReport {
  /// Paragraphs, the likeliest match first.
  var table: String {
    var blocks = [
      "observed \(observed.text)\nexact    \(exact.loss.map(numberText.callAsFunction) ?? "-")"
    ]
    for saturation in saturations {
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

  /// A table of all matches.
  var markdown: String {
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
      saturations.map(\.sentence)
      + warnings.map { "warning: \($0.text.escapingControls)" }
    return table.markdownLines.joined(separator: "\n") + "\n"
      + (foot.isEmpty ? "" : "\n" + foot.joined(separator: "\n") + "\n")
  }
}
