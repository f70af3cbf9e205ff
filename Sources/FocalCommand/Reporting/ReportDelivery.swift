import FocalOutput

/// The way of a report out of the program, the same for every command.
///
/// Here alone it is decided where a report goes, in which format, how wide and in which style, and
/// where its warnings go: into the report where the format has a place for them, to standard error
/// where it has none, and with `--strict` into an error, whatever the format. That numbers may be of the
/// wrong rows is said on standard error beside a report for programs too, whose warnings nobody may read.
struct ReportDelivery {
  /// Where the result goes; what a command streams goes there before its report.
  let output: ByteSink

  private let settings: OutputSettings
  private let streams: Streams

  /// Opens the output, so that what cannot be written is known before anything is read.
  init(_ settings: OutputSettings, _ streams: Streams) throws(CommandError) {
    self.settings = settings
    self.streams = streams
    output = try OutputTarget.open(settings, streams)
  }

  /// Writes a report, and lets a file appear.
  ///
  /// - Parameters:
  ///   - report: the content.
  ///   - isStreamed: whether the rows that are its place have been written already.
  /// - Throws: ``CommandError`` for a warning under `--strict`, and where it cannot be written.
  func deliver(_ report: Report, isStreamed: Bool = false) throws(CommandError) {
    if settings.isStrict, let warning = report.warnings.first {
      if isStreamed { try keepStream() }
      throw .strict(warning)
    }
    try OutputTarget.writing { () throws(OutputError) in
      let holdsWarnings = try write(report, isStreamed: isStreamed)
      for warning in report.warnings
      where !holdsWarnings || warning.isOfReading && !isForPeople {
        let code = warning.isOfReading ? " [\(warning.code)]" : ""
        try streams.diagnostics.write("focal: warning: \(warning.text.escapingControls)\(code)\n")
      }
      try output.finish()
    }
    // Where a warning cannot be written, the result still stands.
    try? streams.diagnostics.flush()
  }

  /// Writes a text that is no report, and lets a file appear.
  func deliver(_ text: String) throws(CommandError) {
    try OutputTarget.writing { () throws(OutputError) in
      try output.write(text)
      try output.finish()
    }
  }

  /// Writes what a stream already holds, which is right; a file is left as it was.
  func keepStream() throws(CommandError) {
    guard settings.path == nil else { return }
    try OutputTarget.writing { () throws(OutputError) in try output.flush() }
  }

  /// Writes a report.
  ///
  /// - Returns: whether its warnings stand in what was written.
  private func write(_ report: Report, isStreamed: Bool) throws(OutputError) -> Bool {
    // A picture on standard output takes the place of the report.
    guard try PlotDrawing.write(report.plots, settings, to: output), !isStreamed else {
      return false
    }
    if settings.isBare, let headline = report.headline {
      try output.write(headline.bare(digits: settings.digits) + "\n")
      return false
    }
    let rendering = (settings.format ?? .table).rendering(
      digits: settings.digits, width: width, style)
    try rendering.write(report, to: output)
    return rendering.holdsWarnings(of: report)
  }

  /// Whether the report is text or Markdown, in which warnings stand where they are read.
  private var isForPeople: Bool {
    !settings.isBare && [.table, .markdown].contains(settings.format ?? .table)
  }

  private var isFile: Bool { settings.path != nil && settings.path != "-" }

  private var width: Int {
    isFile ? TextRendering.usualWidth : streams.outputWidth ?? TextRendering.usualWidth
  }

  private var style: TextStyle {
    switch settings.color ?? .automatic {
    case .always: TextStyle(isColored: true)
    case .never: .plain
    case .automatic:
      TextStyle(isColored: streams.isOutputTerminal && streams.allowsColor && !isFile)
    }
  }
}

extension PlotDrawing {
  /// Writes the picture that is asked for: to a file, which appears whole or not at all, or to
  /// standard output in the place of the report.
  ///
  /// - Parameters:
  ///   - plots: makes the plots.
  ///   - settings: says where to.
  ///   - output: takes the report.
  /// - Returns: whether the report still is to be written.
  /// - Throws: ``OutputError`` where the picture cannot be written.
  static func write(
    _ plots: () -> [Plot], _ settings: OutputSettings, to output: ByteSink
  ) throws(OutputError) -> Bool {
    guard let path = settings.plotPath else { return true }
    let svg = PlotDrawing(plots: plots()).svg
    guard path != "-" else {
      try output.write(svg)
      return false
    }
    let file = try ByteSink(path: path)
    try file.write(svg)
    try file.finish()
    return true
  }
}
