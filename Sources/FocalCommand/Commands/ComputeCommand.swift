import FocalLoss
import FocalOutput

/// The command that needs no name: reads, computes, reports.
enum ComputeCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or exceeded where the loss is above `--fail-above`.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    let output = try OutputTarget.open(settings, streams)
    let isStreaming = settings.loss.isPerSample && settings.output.format != .json
    var pipeline = Pipeline(
      settings, input: streams.input, stream: isStreaming ? output : nil,
      progress: ProgressMeter(settings, streams)
    ) { setup in
      ComputeCollector(
        SumCollector(setup.evaluator, hasCrossEntropy: !settings.output.isBare && !isStreaming),
        Blocks.wanted(settings, setup))
    }
    let (result, gathered): (PipelineResult, ComputeCollector)
    do throws(CommandError) {
      (result, gathered) = try pipeline.run()
    } catch {
      // What a stream already holds is right; a file is left as it was.
      if settings.output.path == nil {
        try OutputTarget.writing { () throws(OutputError) in try output.flush() }
      }
      throw error
    }
    let report = Report(result, gathered.sums, blocks: gathered.blocks, settings)
    if settings.output.isStrict, let warning = report.warnings.first { throw .strict(warning) }
    try OutputTarget.writing { () throws(OutputError) in
      let isReportWanted = try PlotDrawing.write({ report.plots }, settings, to: output)
      if !isReportWanted {
        // The picture has taken its place.
      } else if settings.output.isBare, !settings.loss.isPerSample {
        try output.write(report.bare)
      } else if !isStreaming {
        try report.write(
          settings.output.format ?? .table, TextStyle(settings, streams), to: output)
      }
      // The row of a report counts its warnings; the rows of a part of it do not.
      let areRowsAlone =
        [.csv, .tsv].contains(settings.output.format) && !settings.attributionOptions.isEmpty
      if settings.output.isBare || isStreaming || areRowsAlone {
        for warning in report.warnings {
          try streams.diagnostics.write("focal: warning: \(warning.text.escapingControls)\n")
        }
      }
      try output.finish()
    }
    return try status(settings, report, streams)
  }

  private static func status(
    _ settings: Settings, _ report: Report, _ streams: Streams
  ) throws(CommandError) -> ExitStatus {
    guard let threshold = settings.output.failureThreshold else { return .done }
    // A gate must not open for a loss that does not exist.
    guard let loss = report.summary.loss else { throw .undefinedLoss }
    guard loss > threshold else { return .done }
    try OutputTarget.writing { () throws(OutputError) in
      try streams.diagnostics.write(
        "focal: loss \(NumberText.shortest(loss)) is above \(NumberText.shortest(threshold))\n")
    }
    return .exceeded
  }
}
