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
    // Beside the exact definition: the options given, and no guard unless one is asked for.
    var exact = settings
    exact.preset = nil
    if exact.epsilon == nil, exact.epsilonRule == nil { exact.epsilon = 0 }
    let presets = settings.presets.isEmpty ? Preset.all : settings.presets
    var pipeline = Pipeline(
      exact, input: streams.input, stream: nil, progress: ProgressMeter(settings, streams)
    ) { setup in
      Gathering(
        comparisons: Comparison.all(of: presets, settings, setup.binding, setup.convention.input))
    }
    try delivery.deliver(ComparisonReport(pipeline.run(), settings).report)
  }
}
