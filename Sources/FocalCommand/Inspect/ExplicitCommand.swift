import FocalInput
import FocalLoss
import FocalOutput

/// The command line that says of an input what was found out about it.
struct ExplicitCommand {
  /// The line, as a shell reads it.
  let text: String

  /// The same in lines that are not too long, all but the last with a backslash at their end, as a shell
  /// reads them.
  let lines: [String]

  /// The line of an input.
  ///
  /// - Parameters:
  ///   - setup: what was found out.
  ///   - settings: what was asked for, which stays.
  ///   - opened: how the input is written.
  init(_ setup: Setup, _ settings: Settings, _ opened: OpenedTable) {
    let binding = setup.binding
    var words = ["focal"]
    func add(_ flag: String, _ value: String? = nil) {
      words.append(flag)
      if let value { words.append(value) }
    }
    let found = [
      "--label", "--prediction", "--classes", "--task", "--json", "--format", "--output",
    ]
    let written = ["--input-format", "--delimiter", "--header", "--color"]
    let kinds = ["--logits", "--probabilities", "--log-probabilities"]
    let flags = Set(found + written + kinds)
    for option in settings.given where !flags.contains(option.flag) {
      let isSwitch = OptionTable.all.first { $0.flag == option.flag }?.isSwitch == true
      add(option.flag, isSwitch ? nil : option.text)
    }
    add("--input-format", opened.format.name)
    if case .delimited(let dialect) = opened.format {
      if dialect.delimiterName != "tab" { add("--delimiter", dialect.delimiterName) }
      add("--header", opened.headerDecision?.isHeader == true ? "yes" : "no")
    }
    if settings.input.labelsFile == nil || binding.labelHeader.fieldCount > 1 {
      add("--label", Self.list(binding.labels, binding.labelHeader))
    }
    add("--prediction", Self.list(binding.predictions, binding.header))
    // A list has no class with a comma.
    if let classes = binding.knownClasses, !classes.contains(where: { $0.contains(",") }) {
      add("--classes", classes.joined(separator: ","))
    }
    add("--\(setup.convention.input.rawValue)")
    if settings.loss.signature == nil { add("--task", binding.task.rawValue) }
    if settings.input.files.contains(where: { $0.text.hasPrefix("-") && $0 != "-" }) {
      words.append("--")
    }
    words += settings.input.files.map(\.shown)
    let quoted = words.map(Self.quoted)
    text = quoted.joined(separator: " ")
    lines = Self.lines(quoted)
  }

  /// Words in lines of 80 columns, an option and its value in one where they fit.
  private static func lines(_ words: [String]) -> [String] {
    var parts: [String] = []
    for word in words {
      let last = parts.last ?? ""
      if parts.count > 1, last.hasPrefix("--"), !last.contains(" "), !word.hasPrefix("--") {
        parts[parts.count - 1] = "\(last) \(word)"
      } else {
        parts.append(word)
      }
    }
    var lines: [String] = []
    for part in parts {
      if let line = lines.last, line.count + part.count + 1 <= 78 {
        lines[lines.count - 1] = "\(line) \(part)"
      } else {
        lines.append(lines.isEmpty ? part : "  \(part)")
      }
    }
    return lines.dropLast().map { "\($0) \\" } + lines.suffix(1)
  }

  /// Columns by their names; by their numbers where names would not tell.
  private static func list(_ fields: [Int], _ header: TableHeader) -> String {
    let names = fields.map(header.word)
    // A name that stands once means its column before anything else.
    var counts: [[UInt8]: Int] = [:]
    for name in header.names { counts[name.bytes, default: 0] += 1 }
    let areUnique = names.allSatisfy { counts[$0.bytes, default: 1] == 1 }
    let areWords = names.allSatisfy { !$0.contains(",") && !$0.isEmpty }
    return (areUnique && areWords ? names : fields.map(header.number)).joined(separator: ",")
  }

  /// A word as a shell reads it; as bash and zsh do, where it has control characters.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "_-.,:/=+".utf8.contains(byte)
    }
    guard !isPlain || word.isEmpty else { return word }
    if word.escapingControls != word { return "$'\(word.shellEscapes)'" }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: "'\\''"))'"
  }
}

extension String {
  /// The text between the quotes of `$'…'`, with control characters written out.
  fileprivate var shellEscapes: String {
    unicodeScalars.map { scalar in
      switch scalar {
      case "\\", "'": "\\\(scalar)"
      case _ where String(scalar).escapingControls != String(scalar):
        "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
      default: String(scalar)
      }
    }.joined()
  }
}
