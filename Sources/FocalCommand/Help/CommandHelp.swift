/// What help says of a command beside its options.
struct CommandHelp: Sendable {
  /// What it does, in one line.
  let summary: String

  /// The forms of its command line.
  let forms: [String]

  /// The options that most people want, by name, which the short help lists.
  let usualOptions: [String]

  /// What there is to know, in paragraphs.
  let description: [String]

  let examples: [String]
}

extension Command {
  /// What help says of the command.
  var commandHelp: CommandHelp {
    switch self {
    case .compute:
      CommandHelp(
        summary: "the focal loss of labels and predictions, exactly",
        forms: ["focal [OPTIONS] [FILE ...]"],
        usualOptions: [
          "alpha", "gamma", "logits", "reduction", "preset", "label", "prediction", "per-sample",
          "bare", "fail-above", "format", "output",
        ],
        description: [
          "The loss of a sample is -alpha_t (1 - p_t)^gamma ln p_t, in nats. Several FILEs are one data set; - or no FILE is standard input.",
          "Columns are found by their usual names (focal help columns). What was computed stands in the report as a signature, which --signature takes back.",
        ],
        examples: [
          "focal --alpha 0.25 --gamma 2 preds.csv", "focal --logits --json preds.csv",
          "focal --per-sample preds.csv > losses.csv",
          "producer | focal --bare --gamma 5",
          "focal --preset torchvision --label y --prediction 'logit_*' preds.csv",
        ])
    case .compare:
      CommandHelp(
        summary: "the loss under every preset, side by side",
        forms: ["focal compare [OPTIONS] [FILE ...]"],
        usualOptions: ["preset", "gamma", "alpha", "label", "prediction", "format", "output"],
        description: [
          "Every preset that can be computed from the input is; --preset A,B names those wanted."
        ],
        examples: [
          "focal compare preds.csv", "focal compare --preset kornia-binary,torchvision preds.csv",
        ])
    case .identify:
      CommandHelp(
        summary: "which convention gave a number",
        forms: ["focal identify --observed X [OPTIONS] [FILE ...]"],
        usualOptions: ["observed", "label", "prediction", "logits", "weight", "gamma", "alpha"],
        description: [
          "Thousands of conventions are computed over the same rows; those that give the number to the digits it has are listed, the likeliest first. The status is 1 where none does."
        ],
        examples: [
          "focal identify --observed 0.0235186435 preds.csv",
          "focal identify --observed 0.165 --gamma 1.5 preds.csv",
        ])
    case .explain:
      CommandHelp(
        summary: "how the loss of one row comes about",
        forms: [
          "focal explain --row N [OPTIONS] [FILE ...]",
          "focal explain --prediction P --label Y [OPTIONS]",
        ],
        usualOptions: ["row", "prediction", "label", "alpha", "gamma", "epsilon", "logits"],
        description: [
          "Every number on the way is shown: logit, p, p_t, the modulating factor, alpha and the loss, with its derivatives by the logit."
        ],
        examples: [
          "focal explain --row 38 preds.csv",
          "focal explain --logits --prediction 1.5 --label 0 --gamma 2",
        ])
    case .sweep:
      CommandHelp(
        summary: "the loss over many alphas and gammas",
        forms: ["focal sweep [OPTIONS] [FILE ...]"],
        usualOptions: [
          "alpha", "gamma", "epsilon", "label-smoothing", "plot", "format", "output",
        ],
        description: [
          "--alpha, --gamma, --epsilon and --label-smoothing take lists and ranges START:STOP:STEP, both ends included; 0.2+0.3+0.5 is an alpha for each class.",
          "As gamma grows the loss falls whatever the predictions are, so its minimum chooses nothing: see the skill, 1 - L/L0 against the best constant prediction L0, and the normalized loss, sum alpha_t m ce / sum m with m = w (1 - p_t)^gamma, of effective samples (sum m)^2 / sum m^2.",
        ],
        examples: [
          "focal sweep --gamma 0:5:0.5 --alpha 0.1,0.25,0.5,none preds.csv",
          "focal sweep --gamma 0,1,2,5 --format ndjson preds.csv",
        ])
    case .curve:
      CommandHelp(
        summary: "the loss over p_t, for some gammas",
        forms: ["focal curve [OPTIONS]"], usualOptions: ["gamma", "plot", "format", "output"],
        description: ["It reads nothing. --gamma takes a list or a range."],
        examples: ["focal curve --gamma 0,0.5,1,2,5", "focal curve --plot curve.svg"])
    case .merge:
      CommandHelp(
        summary: "one report from the states of many runs",
        forms: ["focal merge [OPTIONS] [STATE ...]"],
        usualOptions: ["expect", "format", "output", "bare", "fail-above"],
        description: [
          "A state is what --format state writes in the place of a report: one line. The report of merged states is that of one run over all rows, to the last bit, in whatever order they come."
        ],
        examples: [
          "focal --format state --shard part-1 part-1.csv > part-1.state",
          "focal merge part-*.state", "cat *.state | focal merge --expect 16 --json",
        ])
    case .inspect:
      CommandHelp(
        summary: "how a file is read, and why so",
        forms: ["focal inspect [OPTIONS] [FILE ...]"],
        usualOptions: ["label", "prediction", "header", "delimiter", "input-format", "json"],
        description: [
          "Format, header, the role of every column and the reason for it, the classes, the first rows as understood, and the command line that says the same in full."
        ],
        examples: ["focal inspect preds.csv"])
    case .presets:
      CommandHelp(
        summary: "the conventions of libraries, listed or described",
        forms: ["focal presets [NAME]"], usualOptions: ["format"],
        description: [
          "With a NAME, what the library computes, and the options that its arguments are here."
        ],
        examples: ["focal presets", "focal presets torchvision"])
    case .help:
      CommandHelp(
        summary: "the help of a command or a topic", forms: ["focal help [COMMAND|TOPIC]"],
        usualOptions: [],
        description: ["Topics: \(HelpTopic.allCases.map(\.rawValue).joined(separator: ", "))."],
        examples: ["focal help sweep", "focal help epsilon"])
    case .man:
      CommandHelp(
        summary: "the manual, a page a command", forms: ["focal man [COMMAND]"],
        usualOptions: ["output"],
        description: [
          "A page in the macros of roff, which man reads: without COMMAND that of focal itself. The presets have theirs under presets."
        ],
        examples: ["focal man | man -l -", "focal man sweep > focal-sweep.1"])
    case .completions:
      CommandHelp(
        summary: "what a shell needs to complete command lines",
        forms: ["focal completions bash|zsh|fish"], usualOptions: ["output"], description: [],
        examples: [
          "source <(focal completions bash)",
          "focal completions zsh > ~/.zfunc/_focal", "focal completions fish | source",
        ])
    }
  }

  /// The options that the command uses, in the order of the table.
  var options: [Option] { OptionTable.all.filter { $0.commands.contains(self) } }
}
