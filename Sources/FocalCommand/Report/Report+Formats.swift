import FocalLoss
import FocalOutput

extension Report {
  /// Writes the report in a format, with the list of samples where there is one.
  ///
  /// The list is what takes memory, so its bytes go out as they are held.
  func write(
    _ format: OutputFormat, _ style: TextStyle, to output: ByteSink
  ) throws(OutputError) {
    let text = text(format, style)
    guard format == .json, let last = result.sampleList.last else { return try output.write(text) }
    let closing = "\n}\n"
    try output.write(text.dropLast(closing.count) + ",\n  \"samples\": [\n")
    for part in result.sampleList.dropLast() { try output.write(part) }
    // Without the comma and the line feed after the last sample.
    try output.write(Array(last.dropLast(2)))
    try output.write("\n  ]\(closing)")
  }

  /// The report in a format; only a table has style.
  func text(_ format: OutputFormat, _ style: TextStyle = .plain) -> String {
    switch format {
    case .table: table(style)
    case .markdown: markdown
    case .json: json.page(numberText)
    case .ndjson: json.line(numberText) + "\n"
    case .csv:
      rows?.delimited(by: DelimitedText.comma, numberText) ?? delimited(by: DelimitedText.comma)
    case .tsv:
      rows?.delimited(by: DelimitedText.tab, numberText) ?? delimited(by: DelimitedText.tab)
    }
  }

  /// The one part of the report that delimited formats are the rows of, where one is asked for.
  var rows: (any ReportBlock)? {
    isClassBreakdownWanted ? classRows : attributionBlocks.first
  }

  /// The number and nothing else.
  var bare: String { (summary.loss.map(numberText.callAsFunction) ?? "NaN") + "\n" }
}
