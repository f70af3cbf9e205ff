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
    switch settings.input.files[0].text {
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

/// Scripts that complete command lines, made of the option table, the commands and the presets.
enum CompletionScript {
  private static let commands = Command.names
  private static let presets = Preset.all.map(\.name)

  /// The words that an option takes; nil where it takes another text.
  private static func words(of option: Option) -> [String]? {
    if option.name == "preset" { return presets }
    return option.words
  }

  /// For bash: `source <(focal completions bash)`.
  static var bash: String {
    let flags = OptionTable.all.map(\.flag).joined(separator: " ")
    var cases: [String] = []
    for option in OptionTable.all {
      guard let words = words(of: option) else { continue }
      let pattern = [option.short.map { "-\($0)" }, option.flag].compactMap(\.self)
        .joined(separator: "|")
      cases.append("    \(pattern)) words=\"\(words.joined(separator: " "))\" ;;")
    }
    return """
      # Completion of focal for bash: source <(focal completions bash)
      _focal() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
        case $previous in
      \(cases.joined(separator: "\n"))
          presets) words="\(presets.joined(separator: " "))" ;;
          completions) words="\(CompletionsCommand.shells.joined(separator: " "))" ;;
        esac
        if [[ -z $words && $current == -* ]]; then words="\(flags)"; fi
        if [[ -z $words && $COMP_CWORD -eq 1 ]]; then words="\(commands.joined(separator: " "))"; fi
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }
      complete -o default -F _focal focal

      """
  }

  /// For zsh, through its compatibility with bash.
  static var zsh: String {
    "#compdef focal\nautoload -U +X bashcompinit && bashcompinit\n" + bash
  }

  /// For fish: `focal completions fish | source`.
  static var fish: String {
    var lines = [
      "# Completion of focal for fish: focal completions fish | source",
      "complete -c focal -n __fish_use_subcommand -a '\(commands.joined(separator: " "))'",
      "complete -c focal -n '__fish_seen_subcommand_from presets' -f "
        + "-a '\(presets.joined(separator: " "))'",
    ]
    for option in OptionTable.all {
      var line = "complete -c focal -l \(option.name)"
      if let short = option.short { line += " -s \(short)" }
      if let words = words(of: option) {
        line += " -x -a '\(words.joined(separator: " "))'"
      } else if option.valueName != nil {
        line += " -r"
      }
      let help = option.help.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "\\'")
      lines.append(line + " -d '\(help)'")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
