import FocalOutput

/// A report that every format of the output can hold.
protocol FormattedReport {
  /// How its numbers are written.
  var numberText: NumberText { get }

  /// What people read.
  var table: String { get }

  /// The same as a document in Markdown.
  var markdown: String { get }

  /// One object that has all of it.
  var json: JSONValue { get }

  /// The lines of NDJSON: the object, unless the report is a list of rows.
  var jsonLines: [JSONValue] { get }

  /// The rows of CSV, the names of the columns first.
  var fields: [[String]] { get }
}

extension FormattedReport {
  var jsonLines: [JSONValue] { [json] }

  /// The report in a format.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .markdown: markdown
    case .json: json.page(numberText)
    case .ndjson: jsonLines.map { $0.line(numberText) + "\n" }.joined()
    case .csv: DelimitedText.lines(fields, by: DelimitedText.comma)
    case .tsv: DelimitedText.lines(fields, by: DelimitedText.tab)
    }
  }
}
