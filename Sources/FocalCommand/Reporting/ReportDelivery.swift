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

  /// Where the picture goes: elsewhere, or to the place of the report, instead of it; nil where none is
  /// wanted.
  private let picture: ByteSink?

  private let settings: OutputSettings
  private let streams: Streams

  /// Opens the outputs, so that what cannot be written is known before anything is read.
  init(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    self.settings = settings.output
    self.streams = streams
    // Both are found before one is opened: a descriptor that is asked for is none of ours.
    let path = settings.output.path
    let plotPath = settings.output.plotPath
    let place = path.map(OutputTarget.place) ?? OutputTarget.standard
    let plotPlace = plotPath.map(OutputTarget.place)
    // To a descriptor the picture goes instead of the report.
    if let path, let plotPath, place == plotPlace, !place.isDescriptor {
      throw .usage(
        .contradiction(
          "--plot \(plotPath.shown)", "--output \(path.shown)", advice: "they are one file"))
    }
    (output, picture) = try OutputTarget.writing { () throws(OutputError) in
      let output = try OutputTarget.open(place, path, streams)
      guard let plotPlace else { return (output, nil) }
      let picture =
        place == plotPlace ? output : try OutputTarget.open(plotPlace, plotPath, streams)
      return (output, picture)
    }
    let input =
      OutputTarget.ownInput(output, settings, streams)
      ?? picture.flatMap { OutputTarget.ownInput($0, settings, streams) }
    if let input { throw .usage(.inputIsOutput(input)) }
  }

  /// Writes a report, and lets a file appear.
  ///
  /// - Parameters:
  ///   - report: the content.
  ///   - isStreamed: whether the rows that are its place have been written already.
  ///   - takesWarnings: whether a report with warnings is written even with `--strict`.
  /// - Throws: ``CommandError`` for a warning under `--strict`, and where it cannot be written.
  func deliver(
    _ report: Report, isStreamed: Bool = false, takesWarnings: Bool = false
  ) throws(CommandError) {
    if settings.isStrict, !takesWarnings, let warning = report.warnings.first {
      if isStreamed { keepStream() }
      throw .strict(warning)
    }
    try OutputTarget.writing { () throws(OutputError) in
      let holdsWarnings = try write(report, isStreamed: isStreamed)
      for warning in report.warnings
      where !holdsWarnings || warning.isOfReading && !isForPeople {
        let code = warning.isOfReading ? " [\(warning.code)]" : ""
        // Where a warning cannot be written, the result still stands.
        try? streams.diagnostics.write(
          "focal: warning: \(warning.text.escapingControls)\(code)\n")
      }
      // What goes wrong with one does so, as far as can be, before the other is there.
      try picture?.flush()
      try output.finish()
      if let picture, picture !== output { try picture.finish() }
    }
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
  ///
  /// An error follows, which came before one of this.
  func keepStream() {
    if !output.isReplacement { try? output.flush() }
  }

  /// Writes a report.
  ///
  /// - Returns: whether its warnings stand in what was written.
  private func write(_ report: Report, isStreamed: Bool) throws(OutputError) -> Bool {
    if let picture { try picture.write(PlotDrawing(plots: report.plots()).svg) }
    guard picture !== output, !isStreamed else { return false }
    if settings.isBare, let text = report.bare(digits: settings.digits) {
      try output.write(text)
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

  private var isFile: Bool { output !== streams.output }

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
