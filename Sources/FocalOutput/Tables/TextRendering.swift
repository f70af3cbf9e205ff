/// Reports for people at a terminal: nothing but signatures is wider than the terminal.
package struct TextRendering: ReportRendering {
  /// The columns of a terminal where its width is not known.
  package static let usualWidth = 80

  /// The least width; below it a terminal has to break lines itself.
  private static let leastWidth = 40

  private let width: Int
  private let style: TextStyle
  private let digits: Int?
  private let cellText: CellText

  /// A rendering.
  ///
  /// - Parameters:
  ///   - width: the columns that a line may fill.
  ///   - style: how text stands out.
  ///   - digits: the digits of numbers; nil for all in the headline and for the usual ones elsewhere.
  package init(width: Int = Self.usualWidth, style: TextStyle = .plain, digits: Int?) {
    self.width = max(width, Self.leastWidth)
    self.style = style
    self.digits = digits
    cellText = CellText(digits: digits)
  }

  package func holdsWarnings(of report: Report) -> Bool { true }

  package func write(_ report: Report, to output: ByteSink) throws(OutputError) {
    var blocks: [[String]] = []
    if let headline = report.headline {
      blocks.append(wrapped(headline.text(digits: digits)).map(style.bold))
    }
    blocks += report.items.map(lines)
    blocks.append(report.warnings.flatMap { wrapped("warning: \($0.text)").map(style.yellow) })
    blocks.append(report.signature.map { [$0] } ?? [])
    let text = blocks.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n")
    try output.write(text + "\n")
  }

  private func lines(_ item: Report.Item) -> [String] {
    switch item {
    case .facts(let facts): lines(facts)
    case .table(let table): lines(table)
    case .heading(let text, _): wrapped(text).map(style.bold)
    case .paragraph(let text): wrapped(text)
    case .list(let points, let isNumbered): lines(points, isNumbered: isNumbered)
    case .verbatim(let lines): lines
    }
  }

  private func wrapped(_ text: String) -> [String] { text.escapingControls.wrapped(to: width) }

  private func lines(_ facts: [Report.Fact]) -> [String] {
    let shown = facts.filter { $0.title != nil }
    let hasRemarks = shown.contains { !$0.remark.isEmpty }
    return TextLayout(
      titles: nil,
      rows: shown.map {
        [.text($0.title), $0.value] + (hasRemarks ? [.text($0.remark)] : [])
      }, width: width, cellText
    ).lines
  }

  private func lines(_ table: Table) -> [String] {
    guard let (titles, rows) = table.shown else { return [] }
    let lines = TextLayout(
      titles: titles, rows: rows, keyCount: table.keyCount, width: width, cellText
    ).lines
    return (table.title.map(wrapped) ?? []) + lines + table.notes.flatMap(wrapped)
  }

  /// The points; those of several paragraphs have an empty line between them.
  private func lines(_ points: [Report.Point], isNumbered: Bool) -> [String] {
    let texts = points.enumerated().map { index, point -> [String] in
      let marker = isNumbered ? "\(index + 1). " : "- "
      let indent = String(repeating: " ", count: marker.count)
      let lines =
        point.paragraphs.flatMap {
          $0.escapingControls.wrapped(to: width - marker.count)
        } + point.verbatim
      return lines.enumerated().map { ($0 == 0 ? marker : indent) + $1 }
    }
    let isLoose = points.contains { $0.paragraphs.count + $0.verbatim.count > 1 }
    return Array(texts.joined(separator: isLoose ? [""] : []))
  }
}

/// How text stands out on a terminal; elsewhere it does not.
package struct TextStyle: Equatable, Sendable {
  /// Text as it is.
  package static let plain = TextStyle(isColored: false)

  package let isColored: Bool

  package init(isColored: Bool) { self.isColored = isColored }

  /// What is to be read first.
  package func bold(_ text: String) -> String { code(1, text) }

  /// What is to be heeded.
  package func yellow(_ text: String) -> String { code(33, text) }

  private func code(_ number: Int, _ text: String) -> String {
    isColored ? "\u{1b}[\(number)m\(text)\u{1b}[0m" : text
  }
}

extension Report {
  /// The number and nothing else, of several files a line each with its name; nil where there is none.
  package func bare(digits: Int?) -> String? {
    if parts.isEmpty { return headline.map { $0.bare(digits: digits) + "\n" } }
    return parts.compactMap { part in
      part.report.headline.map { "\($0.bare(digits: digits))\t\(part.name.escapingControls)\n" }
    }.joined()
  }
}

extension Report.Headline {
  /// The line.
  func text(digits: Int?) -> String {
    let number = value.map { NumberText(digits: digits)($0) } ?? "-"
    let error = standardError.map { " ± \(NumberText.forPeople(digits: digits)($0))" } ?? ""
    return "\(title)  \(number)\(error)  (\(detail))".escapingControls
  }

  /// The number and nothing else; what does not exist is NaN.
  package func bare(digits: Int?) -> String {
    value.map { NumberText(digits: digits)($0) } ?? "NaN"
  }
}
