/// How the result is written.
package enum OutputFormat: String, CaseIterable, Sendable {
  case table
  case json
  case ndjson
  case csv
  case tsv
  case markdown
  /// What was gathered, rather than a report of it.
  case state

  /// What makes reports of the format.
  ///
  /// - Parameters:
  ///   - digits: the digits asked for; nil for the usual ones.
  ///   - width: the columns of a terminal.
  ///   - style: how text stands out on it.
  /// - Returns: the rendering.
  package func rendering(digits: Int?, width: Int, _ style: TextStyle) -> any ReportRendering {
    switch self {
    case .table: TextRendering(width: width, style: style, digits: digits)
    case .markdown: MarkdownRendering(digits: digits)
    case .json: JSONRendering(isLines: false, digits: digits)
    case .ndjson: JSONRendering(isLines: true, digits: digits)
    case .csv: DelimitedRendering(by: DelimitedText.comma, digits: digits)
    case .tsv: DelimitedRendering(by: DelimitedText.tab, digits: digits)
    case .state: preconditionFailure("a state is no report")
    }
  }
}
