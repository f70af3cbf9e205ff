/// Reports for people as a document in Markdown.
package struct MarkdownRendering: ReportRendering {
  private let digits: Int?
  private let cellText: CellText

  /// A rendering.
  ///
  /// - Parameter digits: the digits of numbers; nil for all in the headline and for the usual ones
  ///   elsewhere.
  package init(digits: Int?) {
    self.digits = digits
    cellText = CellText(digits: digits)
  }

  package func holdsWarnings(of report: Report) -> Bool { true }

  package func write(_ report: Report, to output: ByteSink) throws(OutputError) {
    var blocks: [String] = []
    for headline in report.headlines { blocks.append("**\(headline.text(digits: digits))**") }
    blocks += report.items.flatMap(blocks(of:))
    if !report.warnings.isEmpty {
      blocks.append(
        report.warnings.map { "- warning: \($0.text.escapingControls)" }.joined(separator: "\n"))
    }
    if let signature = report.signature { blocks.append("`\(signature)`") }
    try output.write(blocks.joined(separator: "\n\n") + "\n")
  }

  private func blocks(of item: Report.Item) -> [String] {
    switch item {
    case .facts(let facts):
      let lines = facts.compactMap { fact in
        fact.title.map { title in
          let remark = fact.remark.isEmpty ? "" : "  \(fact.remark.escapingControls)"
          return "- \(title): \(text(fact.value))\(remark)"
        }
      }
      return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    case .table(let table): return blocks(of: table)
    case .heading(let text, let level):
      return [String(repeating: "#", count: level) + " " + text.escapingControls]
    case .paragraph(let text): return [text.escapingControls]
    case .list(let points, let isNumbered):
      let lines = points.enumerated().map { index, point in
        let marker = isNumbered ? "\(index + 1). " : "- "
        // A paragraph that belongs to a point begins where the first one does.
        let indent = "\n\n" + String(repeating: " ", count: marker.count)
        return marker
          + (point.paragraphs.map(\.escapingControls) + point.verbatim.map { "`\($0)`" })
          .joined(separator: indent)
      }
      return [lines.joined(separator: "\n")]
    case .verbatim(let lines): return [(["```"] + lines + ["```"]).joined(separator: "\n")]
    }
  }

  private func blocks(of table: Table) -> [String] {
    guard let (titles, rows) = table.shown else { return [] }
    let rule = titles.indices.map { column in
      rows.allSatisfy { $0[column].isNumeric } ? "---:" : "---"
    }
    let lines =
      [titles.map { Self.escaped($0.escapingControls) }, rule] + rows.map { $0.map(text) }
    let head = table.title.map { ["**\($0.escapingControls)**"] } ?? []
    return head + [lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")]
      + table.notes.map(\.escapingControls)
  }

  private func text(_ cell: Cell) -> String {
    let text = Self.escaped(cellText(cell))
    if case .code = cell { return "`\(text)`" }
    return text
  }

  /// A text that ends no cell.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
