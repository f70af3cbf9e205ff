import FocalOutput

/// The text of `--help`, made of the option table.
enum HelpText {
  /// The columns that a line may fill.
  static let width = 79

  /// Where the descriptions begin.
  private static let indent = 26

  static var text: String {
    let forms = synopsis.split(separator: "\n").joined(separator: "\n       ")
    var blocks = [summary, "Usage: \(forms)", "Examples:\n\(examples)"]
    for group in Option.Group.allCases {
      let lines = OptionTable.all.filter { $0.group == group }.flatMap(lines(of:))
      blocks.append(([group.rawValue + ":"] + lines).joined(separator: "\n"))
    }
    blocks.append(closing)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// What the program does.
  private static let summary = "focal computes the focal loss of labels and predictions, exactly."

  /// The forms of the command line.
  static let synopsis = """
    focal [OPTIONS] [FILE ...]      - or no file is standard input
    focal compare [OPTIONS] [FILE ...]
                                    compute by every preset, side by side
    focal identify --observed X [OPTIONS] [FILE ...]
                                    find the conventions that give X
    focal explain --row N [OPTIONS] [FILE ...]
                                    show how the loss of a row comes about
    focal explain --prediction P --label Y [OPTIONS]
                                    the same for values given
    focal sweep [OPTIONS] [FILE ...]
                                    the loss over many alphas and gammas
    focal versus [OPTIONS] BASE FILE...
                                    is a model better than another, and how
                                    sure is that
    focal curve [OPTIONS]           the loss over p_t, for some gammas
    focal merge [OPTIONS] [STATE ...]
                                    one report from the states of many runs
    focal inspect [OPTIONS] [FILE ...]
                                    show how a file is read, and why so
    focal presets [NAME]            list the presets, or describe one
    focal help columns              the usual names of columns
    focal man                       print the manual page
    focal completions SHELL         for bash, zsh or fish
    """

  static let examples = """
      focal --alpha 0.25 --gamma 2 preds.csv
      focal --logits --json preds.csv
      focal --per-sample preds.csv > losses.csv
      producer | focal --bare --gamma 5
      focal sweep --gamma 0:5:0.5 --alpha 0.1,0.25,0.5,none preds.csv
      focal --preset torchvision --label y --prediction 'logit_*' preds.csv
    """

  /// What the statuses of the process mean.
  static let exitStatuses = [
    (0, "done"), (1, "above --fail-above, worse by --fail-if-worse, or nothing identified"),
    (64, "wrong usage"),
    (65, "bad data"), (66, "input cannot be read"), (74, "output cannot be written"),
  ]

  private static let definition =
    "The loss of a sample is -alpha_t (1 - p_t)^gamma ln p_t, in nats."

  private static let sweep = """
    focal sweep takes lists and ranges START:STOP:STEP, both ends included, for
    --alpha, --gamma, --epsilon and --label-smoothing; 0.2+0.3+0.5 is an alpha for
    each class. As gamma grows the loss falls whatever the predictions are, so its
    minimum chooses nothing: see the skill, 1 - L/L0 against the best constant
    prediction L0, and the normalized loss, sum alpha_t m ce / sum m with
    m = w (1 - p_t)^gamma, of effective samples (sum m)^2 / sum m^2.
    """

  private static var closing: String {
    let statuses = exitStatuses.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let status = "Exit status: \(statuses).".wrapped(to: 76).joined(separator: "\n")
    return [definition, sweep, status].joined(separator: "\n\n")
  }

  /// What the program does, as the manual page has it.
  static var description: String { "\(summary)\n\(definition)\n\n\(sweep)" }

  private static func lines(of option: Option) -> [String] {
    let short = option.short.map { "-\($0), " } ?? "    "
    var head = "  \(short)\(option.flag)"
    var description = option.help
    if let name = option.valueName { head += " \(name)" }
    if let words = option.words {
      description += " One of \(words.joined(separator: ", "))."
    }
    let wrapped = description.wrapped(to: width - indent)
    let padding = String(repeating: " ", count: indent)
    if head.count + 2 > indent { return [head] + wrapped.map { padding + $0 } }
    let first = head + String(repeating: " ", count: indent - head.count) + wrapped[0]
    return [first] + wrapped.dropFirst().map { padding + $0 }
  }
}
