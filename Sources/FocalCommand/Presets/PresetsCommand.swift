import FocalLoss
import FocalOutput

/// `focal presets`: the presets with a line each, or all that is known of one.
enum PresetsCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for a name that no preset has, or where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let report: Report
    do throws(UsageError) {
      report = try self.report(settings)
    } catch {
      throw .usage(error)
    }
    try ReportDelivery(settings, streams).deliver(report)
  }

  private static func report(_ settings: Settings) throws(UsageError) -> Report {
    let names = settings.input.files
    guard let name = names.first else {
      // A document has room for all that is known.
      return settings.output.format == .markdown
        ? PresetReport.article(Preset.all) : PresetReport.list(Preset.all)
    }
    return PresetReport.one(try OptionValue(option: "presets", text: name).presets()[0])
  }
}
