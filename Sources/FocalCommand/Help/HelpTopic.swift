import FocalInput
import FocalLoss
import FocalOutput

/// What `focal help` explains beside commands: every value of an axis, with its formula.
enum HelpTopic: String, CaseIterable, Sendable {
  /// The usual names of columns.
  case columns
  /// The formats of input and output.
  case formats
  /// What α multiplies.
  case alpha
  /// How the logarithm of 0 is guarded against.
  case epsilon
  /// The loss of labels between 0 and 1.
  case softLabels = "soft-labels"
  /// How losses become one number.
  case reductions
  /// What takes the weight from what is right.
  case modulators
  /// Where results go.
  case output
  /// What the statuses of the process mean.
  case exitStatus = "exit-status"

  /// The text, whose lines fit a terminal.
  var text: String {
    switch self {
    case .columns: ColumnHelp.text
    case .formats:
      Self.page(
        "What --input-format reads and --format writes. Without them, the name of a file or its first bytes tell the input, and the ending of -o the output.",
        [
          ("Input", InputFormat.allCases.map { ($0.rawValue, $0.definition) }),
          ("Output", OutputFormat.allCases.map { ($0.rawValue, $0.definition) }),
        ])
    case .alpha:
      Self.page(
        "What --alpha multiplies, as --alpha-rule says. Hardly any word has so many meanings: balanced is the paper's.",
        [("Rules", Alpha.Rule.allCases.map { ($0.rawValue, $0.definition) })])
    case .epsilon:
      Self.page(
        "How --epsilon E guards against the logarithm of 0, as --epsilon-rule says; ce is -ln p_t, q is 1 - p_t. --epsilon 0 is none: exact, and infinite where p_t is 0.",
        [("Rules", Epsilon.Rule.allCases.map { ($0.rawValue, $0.definition) })])
    case .softLabels:
      Self.page(
        "What the loss of a label y between 0 and 1 is, as --soft-labels says. q+ and ce+ are 1 - p and -ln p, those of a positive; q- and ce- are p and -ln (1 - p). c = y ce+ + (1 - y) ce-, and g is gamma. All rules agree on labels 0 and 1.",
        [("Rules", SoftTargetRule.allCases.map { ($0.rawValue, $0.definition) })])
    case .reductions:
      Self.page(
        "How losses become one number, as --reduction says. l is the loss of a sample, the sum over its elements; w its weight, 1 without --weight.",
        [
          (
            "Reductions",
            Reduction.allCases.map { ($0.rawValue, $0.definition) } + [
              ("sum-of-groups:R", Reduction.sumOfGroups(.mean).definition),
              ("mean-of-groups:R", Reduction.meanOfGroups(.mean).definition),
            ]
          )
        ])
    case .modulators:
      Self.page(
        "What takes the weight from what is right, as --modulator NAME:KEY=VALUE says; g is gamma, q is 1 - p_t, ce is -ln p_t.",
        [("Modulators", Modulator.Kind.allCases.map { ($0.rawValue, $0.definition) })])
    case .output: Self.page(Self.outputText, [])
    case .exitStatus:
      Self.page(
        "The status of the process.",
        [("Statuses", Self.exitStatuses.map { (String($0.0), $0.1) })])
    }
  }

  /// What the statuses of the process mean.
  static let exitStatuses = [
    (0, "done"), (1, "above --fail-above or nothing identified"), (64, "wrong usage"),
    (65, "bad data"), (66, "input cannot be read"), (74, "output cannot be written"),
  ]

  /// What the statuses mean, in one sentence.
  static var statusSentence: String {
    "Exit status: \(exitStatuses.map { "\($0.0) \($0.1)" }.joined(separator: ", "))."
  }

  private static let outputText = """
    Results go to standard output, and nothing else does; messages go to standard error. A report is \
    printed whole or not at all. With --per-sample rows are written as they are read: those before a \
    bad one stand.

    --output FILE appears whole or not at all, under its name only once it is complete; a pipe or a \
    device is written to directly, and - or /dev/stdout is standard output. Its ending says the format \
    where --format does not: .json, .ndjson, .csv, .tsv, .md, .state.

    The table is for people: six significant digits but for the headline, as wide as the terminal. JSON, \
    CSV, TSV and NDJSON have all digits, as many as read back to the same number; --digits N limits \
    them. --bare prints the number alone.

    Warnings stand at the end of a table and in the member "warnings" of JSON, else on standard error; \
    --strict makes each an error.
    """

  /// A page of paragraphs and of lists.
  private static func page(
    _ introduction: String, _ lists: [(title: String, entries: [(name: String, text: String)])]
  ) -> String {
    var blocks = introduction.split(separator: "\n\n").map {
      String($0).wrapped(to: HelpText.width).joined(separator: "\n")
    }
    for list in lists {
      let indent = 2 + min(16, list.entries.map(\.name.count).max() ?? 0) + 2
      let padding = String(repeating: " ", count: indent)
      let lines = list.entries.flatMap { entry in
        let wrapped = entry.text.wrapped(to: HelpText.width - indent)
        let head = "  \(entry.name)"
        guard head.count + 2 <= indent else { return [head] + wrapped.map { padding + $0 } }
        let space = String(repeating: " ", count: indent - head.count)
        return [head + space + wrapped[0]] + wrapped.dropFirst().map { padding + $0 }
      }
      blocks.append((["\(list.title):"] + lines).joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
