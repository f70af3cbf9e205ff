/// The text of `--help`, made of the option table.
enum HelpText {
  /// The columns that a line may fill.
  static let width = 79

  /// Where the descriptions begin.
  private static let indent = 26

  static var text: String {
    var blocks = [usage]
    for group in Option.Group.allCases {
      let lines = OptionTable.all.filter { $0.group == group }.flatMap(lines(of:))
      blocks.append(([group.rawValue + ":"] + lines).joined(separator: "\n"))
    }
    blocks.append(closing)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static let usage = """
    focal computes the focal loss of labels and predictions, exactly.

    Usage: focal [OPTIONS] [FILE ...]      - or no file is standard input
           focal compare [OPTIONS] [FILE ...]
                                           compute by every preset, side by side
           focal identify --observed X [OPTIONS] [FILE ...]
                                           find the conventions that give X
           focal explain --row N [OPTIONS] [FILE ...]
                                           show how the loss of a row comes about
           focal explain --prediction P --label Y [OPTIONS]
                                           the same for values given
           focal presets [NAME]            list the presets, or describe one

    Examples:
      focal --alpha 0.25 --gamma 2 preds.csv
      focal --logits --json preds.csv
      focal --per-sample preds.csv > losses.csv
      producer | focal --bare --gamma 5
      focal --preset torchvision --label y --prediction 'logit_*' preds.csv
    """

  private static let closing = """
    The loss of a sample is -alpha_t (1 - p_t)^gamma ln p_t, in nats.
    Exit status: 0 done, 1 above --fail-above or nothing identified, 64 wrong
    usage, 65 bad data, 66 input cannot be read, 74 output cannot be written.
    """

  private static func lines(of option: Option) -> [String] {
    let short = option.short.map { "-\($0), " } ?? "    "
    var head = "  \(short)\(option.flag)"
    var description = option.help
    if let name = option.valueName { head += " \(name)" }
    if case .choice(_, let words) = option.value {
      description += " One of \(words.joined(separator: ", "))."
    }
    let wrapped = description.wrapped(to: width - indent)
    let padding = String(repeating: " ", count: indent)
    if head.count + 2 > indent { return [head] + wrapped.map { padding + $0 } }
    let first = head + String(repeating: " ", count: indent - head.count) + wrapped[0]
    return [first] + wrapped.dropFirst().map { padding + $0 }
  }
}
