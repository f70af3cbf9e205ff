import FocalLoss
import FocalOutput

/// `focal compare`: what every convention makes of the same predictions.
enum CompareCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    var exact = settings
    exact.loss = settings.loss.exactDefinition
    let presets = settings.loss.presets.isEmpty ? Preset.all : settings.loss.presets
    var pipeline = Pipeline(
      exact, input: streams.input, stream: nil, progress: ProgressMeter(settings, streams)
    ) { setup in
      ComparisonCollector(
        setup.evaluator,
        Comparison.all(of: presets, settings, setup.binding, setup.convention.input))
    }
    let (result, gathered) = try pipeline.run()
    try delivery.deliver(ComparisonReport(result, gathered, settings).report)
  }
}
