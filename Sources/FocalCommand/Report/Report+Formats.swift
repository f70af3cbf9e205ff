import FocalLoss

extension Report {
  /// Writes the report in a format.
  func write(
    _ format: OutputFormat, _ style: TextStyle, to output: ByteSink
  ) throws(OutputError) {
    try output.write(text(format, style))
  }

  /// The report in a format; only a table has style.
  func text(_ format: OutputFormat, _ style: TextStyle = .plain) -> String {
    switch format {
    case .table: table(style)
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
