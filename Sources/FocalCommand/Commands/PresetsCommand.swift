import FocalLoss

/// `focal presets`: the presets with a line each, or all that is known of one.
enum PresetsCommand {
  /// The text to print.
  ///
  /// - Parameter names: the arguments after `presets`.
  /// - Returns: the lines.
  /// - Throws: ``UsageError`` for a name that no preset has.
  static func text(_ names: [String]) throws(UsageError) -> String {
    guard let name = names.first else {
      let table = TextTable(
        alignments: [.left, .left], rows: Preset.all.map { [$0.name, $0.summary] })
      return table.lines.joined(separator: "\n") + "\n"
    }
    guard names.count == 1 else { throw .unexpectedArgument(names[1], command: "presets") }
    guard let preset = Preset.named(name) else {
      let all = Preset.all.map(\.name)
      throw .unknownChoice(
        option: "presets", value: name, choices: all,
        suggestion: Suggestion.nearest(name, in: all))
    }
    var lines = ["\(preset.name): \(preset.summary)", ""]
    lines += preset.notes.map { "- \($0)" }
    lines += ["", "Checked against \(preset.checkedAgainst)."]
    lines.append("Tasks: \(preset.tasks.map(\.rawValue).joined(separator: ", ")).")
    lines += preset.variants.map { Signature($0).description }
    return lines.joined(separator: "\n") + "\n"
  }
}
