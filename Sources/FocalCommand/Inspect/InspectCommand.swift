import FocalInput
import FocalLoss
import FocalOutput

/// `focal inspect`: how a file is read, and why so.
enum InspectCommand {
  /// Runs the command.
  ///
  /// The input is read as any command reads it, so that it ends in the same errors; what was understood
  /// before one is shown all the same. No loss is computed: what a run says of losses, such as that some
  /// are capped, is not said.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    var pipeline = Pipeline(settings, input: streams.input, stream: nil) { setup in
      ReadingCollector(setup.binding)
    }
    var report: InspectReport?
    do throws(CommandError) {
      let (result, samples) = try pipeline.run()
      report = pipeline.opened.map { InspectReport($0, pipeline.setup, settings) }
      report?.input = result.input
      report?.warnings = Warning.all(result, samples.counts, settings)
    } catch {
      if let opened = pipeline.opened {
        try delivery.deliver(InspectReport(opened, pipeline.setup, settings).report)
      }
      throw error
    }
    guard let report else { return }
    let warning = settings.output.isStrict ? report.warnings.first : nil
    try delivery.deliver(report.report, takesWarnings: true)
    if let warning { throw .strict(warning) }
  }
}
