import FocalLoss
import FocalOutput

/// `focal completions SHELL`: a script with which a shell completes command lines of focal.
enum CompletionsCommand {
  /// The shells.
  static let shells = ["bash", "zsh", "fish"]

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for another shell, or where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let script: String
    // There is one: that is checked before.
    switch settings.input.files[0] {
    case "bash": script = CompletionScript.bash
    case "zsh": script = CompletionScript.zsh
    case "fish": script = CompletionScript.fish
    case let other:
      throw .usage(
        .unknownChoice(
          option: "completions", value: other, choices: shells,
          suggestion: Suggestion.nearest(other, in: shells)))
    }
    try ReportDelivery(settings, streams).deliver(script)
  }
}
