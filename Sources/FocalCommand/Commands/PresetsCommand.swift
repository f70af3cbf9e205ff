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
    let text: String
    do throws(UsageError) {
      text = try self.text(settings)
    } catch {
      throw .usage(error)
    }
    let output = try OutputTarget.open(settings, streams)
    try OutputTarget.writing { () throws(OutputError) in
      try output.write(text)
      try output.finish()
    }
  }

  private static func text(_ settings: Settings) throws(UsageError) -> String {
    let names = settings.input.files
    let preset = try names.first.map { name throws(UsageError) in
      try OptionValue(option: "presets", text: name).presets()[0]
    }
    let list = PresetList(presets: preset.map { [$0] } ?? Preset.all)
    return list.text(settings.output.format ?? .table, isOne: preset != nil)
  }
}
