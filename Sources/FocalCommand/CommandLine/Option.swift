/// One option of the command line, as data: parsing, refusal, help and suggestions come from it.
struct Option: Sendable {
  /// The headings under which help lists options.
  enum Group: String, CaseIterable, Sendable {
    case loss = "Loss"
    case input = "Input"
    case output = "Output"
    case general = "General"
  }

  /// What follows the option.
  enum Value: Sendable {
    /// Nothing: the option is a switch.
    case none
    /// A text, shown in help under this name.
    case text(String)
    /// A text after an equals sign, or nothing.
    case optional(String)
    /// One of these words, shown in help under this name; asked for by help and for errors only.
    case choice(String, @autoclosure @Sendable () -> [String])
  }

  /// The long name, without dashes.
  let name: String

  /// Other long names, which are understood but not listed.
  let aliases: [String]

  /// The short name, without a dash.
  let short: Character?

  let group: Group
  let value: Value

  /// The commands that use it; the others refuse it.
  let commands: Set<Command>

  /// What it does, in sentences.
  let help: String

  /// What there is to know beyond that, in paragraphs; empty where there is nothing.
  let documentation: String

  /// Notes the value in the settings; it validates and does nothing else.
  let apply: @Sendable (inout Settings, OptionValue) throws(UsageError) -> Void

  init(
    _ name: String, short: Character? = nil, _ group: Group, _ value: Value,
    for commands: Set<Command>, aliases: [String] = [], _ help: String, documentation: String = "",
    apply: @escaping @Sendable (inout Settings, OptionValue) throws(UsageError) -> Void
  ) {
    self.name = name
    self.aliases = aliases
    self.short = short
    self.group = group
    self.value = value
    self.commands = commands
    self.help = help
    self.documentation = documentation
    self.apply = apply
  }

  /// The name as it is typed.
  var flag: String { "--\(name)" }

  /// Whether it may be typed by a long name.
  func isNamed(_ name: String) -> Bool { name == self.name || aliases.contains(name) }

  /// Whether nothing follows it.
  var isSwitch: Bool { valueName == nil }

  /// Whether a value may follow, after an equals sign only.
  var isValueOptional: Bool { if case .optional = value { true } else { false } }

  /// The words of which one must follow; nil where that is not so.
  var words: [String]? { if case .choice(_, let words) = value { words() } else { nil } }

  /// What help calls the value; nil for a switch.
  var valueName: String? {
    switch value {
    case .none: nil
    case .text(let name), .choice(let name, _), .optional(let name): name
    }
  }
}

/// Every option, in the order in which help lists them.
enum OptionTable {
  static let all: [Option] = lossOptions + inputOptions + outputOptions + generalOptions

  /// The option of a long name, or of an alias.
  static func named(_ name: String) -> Option? { all.first { $0.isNamed(name) } }

  /// The option of a short name.
  static func named(_ short: Character) -> Option? { all.first { $0.short == short } }
}
