/// A format of reports: adding one is a new type that conforms to this.
package protocol ReportRendering {
  /// Whether the warnings of a report stand in what is written of it.
  func holdsWarnings(of report: Report) -> Bool

  /// Writes a report.
  ///
  /// - Parameters:
  ///   - report: the content.
  ///   - output: takes the bytes.
  /// - Throws: ``OutputError`` where they cannot be written.
  func write(_ report: Report, to output: ByteSink) throws(OutputError)
}
