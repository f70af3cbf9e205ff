import FocalLoss

extension Report {
  /// The report in a format.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .markdown: markdown
    case .json: json.page(numberText)
    case .ndjson: json.line(numberText) + "\n"
    case .csv: rows?.delimited(by: UInt8(ascii: ","), numberText) ?? delimited(by: ",")
    case .tsv: rows?.delimited(by: UInt8(ascii: "\t"), numberText) ?? delimited(by: "\t")
    }
  }

  /// The one part of the report that delimited formats are the rows of, where one is asked for.
  var rows: (any ReportBlock)? {
    isClassBreakdownWanted ? classRows : attributionBlocks.first
  }

  /// The number and nothing else.
  var bare: String { (result.summary.loss.map(numberText.callAsFunction) ?? "NaN") + "\n" }
}
