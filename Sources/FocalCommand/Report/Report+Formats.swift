import FocalLoss

extension Report {
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

  /// The number and nothing else.
  var bare: String { (result.summary.loss.map(numberText.callAsFunction) ?? "NaN") + "\n" }
}
