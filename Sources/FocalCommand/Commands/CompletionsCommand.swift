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
    guard settings.input.files.count <= 1 else {
      throw .usage(.unexpectedArgument(settings.input.files[1], command: "completions"))
    }
    let script: String
    switch settings.input.files.first {
    case "bash": script = CompletionScript.bash
    case "zsh": script = CompletionScript.zsh
    case "fish": script = CompletionScript.fish
    case nil: throw .usage(.needs(option: "focal completions", other: "a shell: bash, zsh or fish"))
    case .some(let other):
      throw .usage(
        .unknownChoice(
          option: "completions", value: other, choices: shells,
          suggestion: Suggestion.nearest(other, in: shells)))
    }
    try ReportDelivery(settings, streams).deliver(script)
  }
}
