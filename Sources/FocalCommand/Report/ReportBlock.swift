import FocalOutput

/// A part of the report that is only there when it is asked for.
protocol ReportBlock {
  /// The members of the JSON report.
  var members: [(name: String, value: JSONValue)] { get }

  /// What people read below the table.
  var notes: [String] { get }

  /// The table for people.
  func table(_ numberText: NumberText) -> TextTable

  /// A header and rows of fields, for delimited formats.
  func fields(_ numberText: NumberText) -> [[String]]
}

extension ReportBlock {
  /// The lines for people; in Markdown the table is one of Markdown.
  func text(_ numberText: NumberText, isMarkdown: Bool) -> String {
    let table = table(numberText)
    let lines = isMarkdown ? table.markdownLines : table.lines
    return (lines + notes.map { isMarkdown ? "\n\($0)" : $0 }).joined(separator: "\n")
  }

  /// The fields as lines, in quotes where they need them.
  func delimited(by delimiter: UInt8, _ numberText: NumberText) -> String {
    DelimitedText.lines(fields(numberText), by: delimiter)
  }
}
