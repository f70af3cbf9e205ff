import FocalOutput

/// `focal help`: the help of a command, or what is to be known of a topic.
enum HelpCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for a topic that does not exist, or where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let word = settings.input.files.first?.text ?? ""
    if let command = Command(rawValue: word) {
      try ReportDelivery(settings, streams).deliver(HelpText(of: command).long)
    } else if let topic = HelpTopic(rawValue: word) {
      try ReportDelivery(settings, streams).deliver(topic.text)
    } else {
      let words = HelpTopic.allCases.map(\.rawValue) + Command.names
      throw .usage(
        .unknownChoice(
          option: "help", value: word, choices: words,
          suggestion: Suggestion.nearest(word, in: words)))
    }
  }
}

/// The usual names of columns, from the one table of them.
enum ColumnHelp {
  static var text: String {
    var lines = introduction.wrapped(to: HelpText.width)
    for role in ColumnRole.allCases {
      let title = role.title
      lines += ["", "\(title.prefix(1).uppercased())\(title.dropFirst()):"]
      lines += listed(UsualNames.words(of: role))
    }
    lines += ["", "No prediction unless --prediction names it, numbered or alone:"]
    lines += listed(FeatureNames.stems)
    lines += ["", "Nor alone:"] + listed(FeatureNames.words)
    lines += ["", "Nor with one of these words at the end:"] + listed(FeatureNames.lastWords)
    return (lines + [""] + closing.wrapped(to: HelpText.width)).joined(separator: "\n") + "\n"
  }

  private static func listed(_ words: String) -> [String] {
    words.split(separator: " ").joined(separator: ", ").wrapped(to: HelpText.width - 2).map {
      "  " + $0
    }
  }

  private static let introduction = """
    Columns are found by these names. Case does not count, nor do _ - . and spaces between words, nor a \
    point before the first. Predictions may be a numbered family of such a name too, as p0, p1, p2, or \
    be named after the classes, as .pred_No and .pred_Yes.
    """

  private static let closing = """
    A logit or a log-probability is read as such, unless an option says another kind. A prediction that \
    may be a class gives way to a probability or a logit; --label, --prediction, --weight and --id name \
    any column. focal inspect FILE says what is found in a file; it reads all of it \
    as a run does, so as to end in the same errors and warnings, and computes no loss.
    """
}
