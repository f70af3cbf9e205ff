import FocalInput
import FocalLoss

/// What a run computed of which columns: runs that agree in it can be merged.
struct RunIdentity {
  let command: Command

  /// The options that say what is computed and gathered, as they were typed.
  let options: [GivenOption]

  let signature: String
  let binding: ColumnBinding

  /// Whether the input was JSON, where ids are what they are there.
  let isJSON: Bool

  /// Whether labels came from a file of their own.
  let hasLabelFile: Bool
}

extension RunIdentity {
  /// What a run was.
  ///
  /// - Parameters:
  ///   - settings: what was asked for.
  ///   - result: what is known of the input.
  ///   - isJSON: whether that is JSON.
  init(_ settings: Settings, _ result: PipelineResult, isJSON: Bool) {
    command = settings.command
    options = settings.given.filter { Self.isOfTheRun($0.flag) }
    signature = Signature(result.convention).description
    binding = result.binding
    self.isJSON = isJSON
    hasLabelFile = settings.input.labelsFile != nil
  }

  /// Whether an option says what is computed and gathered, rather than what is read or written how.
  private static func isOfTheRun(_ flag: String) -> Bool {
    guard let option = OptionTable.all.first(where: { $0.flag == flag }) else { return false }
    let others: Set = [
      "positive", "background", "classes", "label-base", "ignore-label", "missing", "gradient",
      "by", "top", "columns", "concentration", "baseline", "confidence",
    ]
    return option.group == .loss || others.contains(option.name)
  }

  /// The settings of the run.
  ///
  /// - Returns: the settings; nil where this program does not know them.
  var settings: Settings? {
    let words = options.flatMap { option in
      let isSwitch = OptionTable.all.first { $0.flag == option.flag }?.isSwitch ?? false
      return isSwitch ? [option.flag] : ["\(option.flag)=\(option.text)"]
    }
    var parser = ArgumentParser(words, for: command)
    do throws(UsageError) {
      return try parser.settings()
    } catch {
      return nil
    }
  }

  /// What two runs differ in: what it is, and both sides; nil where they can be merged.
  func difference(from other: RunIdentity) -> (what: String, own: String, other: String)? {
    let pairs: [(String, String, String)] = [
      ("command", command.title, other.command.title),
      ("signature", signature, other.signature), ("options", optionText, other.optionText),
    ]
    if let pair = pairs.first(where: { Self.unversioned($0.1) != Self.unversioned($0.2) }) {
      return pair
    }
    let (own, others) = (bindingState, other.bindingState)
    for name in Self.bindingMembers where own[name] != others[name] {
      let texts = [own, others].map { StateText.text($0[name] ?? .nothing) }
      return (name, texts[0], texts[1])
    }
    return nil
  }

  /// What two bindings may differ in.
  private static let bindingMembers = [
    "task", "labels", "predictions", "kind", "classes", "weight", "quality", "groups", "columns",
    "labelsMayBePredicted", "isJSON", "hasLabelFile",
  ]

  private var optionText: String {
    options.isEmpty
      ? "none"
      : options.map { $0.text.isEmpty ? $0.flag : "\($0.flag) \($0.text)" }.joined(separator: " ")
  }

  /// A text with a signature, without the version of the program.
  private static func unversioned(_ text: String) -> String {
    guard let start = text.range(of: "focal:") else { return text }
    let rest = text[start.upperBound...].drop { $0 != "," }
    return String(text[..<start.upperBound] + rest)
  }
}

extension StringProtocol {
  /// Where a text stands first; nil where it does not.
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.lazy.filter { self[$0...].hasPrefix(text) }.first.map { start in
      start..<self.index(start, offsetBy: text.count)
    }
  }
}

// MARK: As a part of a state

extension RunIdentity {
  /// The members of a state that say what the run was.
  var members: [StateValue.Member] {
    [
      .init("command", .text(command == .compute ? "compute" : command.rawValue)),
      .init("signature", .text(signature)),
      .init(
        "options",
        .list(options.map { .list([.text(String($0.flag.dropFirst(2))), .text($0.text)]) })),
      .init("binding", bindingState),
    ]
  }

  /// What was said by the members of a state; nil where they are none.
  init?(_ state: StateValue) {
    guard case .text(let name)? = state["command"],
      let command = name == "compute" ? .compute : Command(rawValue: name),
      case .text(let signature)? = state["signature"], case .list(let pairs)? = state["options"],
      let bindingState = state["binding"], let binding = ColumnBinding(bindingState)
    else { return nil }
    isJSON = bindingState["isJSON"] == .flag(true)
    hasLabelFile = bindingState["hasLabelFile"] == .flag(true)
    options = pairs.compactMap { pair in
      guard case .list(let words) = pair, words.count == 2, case .text(let flag) = words[0],
        case .text(let text) = words[1]
      else { return nil }
      return GivenOption(flag: "--\(flag)", text: text)
    }
    guard options.count == pairs.count, options.allSatisfy({ Self.isOfTheRun($0.flag) }) else {
      return nil
    }
    (self.command, self.signature, self.binding) = (command, signature, binding)
  }

  private var bindingState: StateValue {
    // What is not there need not be said.
    .object(
      (binding.stateMembers + [
        .init("isJSON", .flag(isJSON)), .init("hasLabelFile", .flag(hasLabelFile)),
      ]).filter { ![.nothing, .flag(false), .list([])].contains($0.value) })
  }
}

extension ColumnBinding {
  /// What reports need of the columns, as members of a state.
  fileprivate var stateMembers: [StateValue.Member] {
    func word(_ field: Int, _ header: TableHeader) -> StateValue {
      // A column without a name is known by its number, an element of an array by its place too.
      header.names.isEmpty && header.fieldColumns.isEmpty
        ? .integer(field + 1) : .text(header.word(for: field))
    }
    func words(_ fields: [Int], _ header: TableHeader) -> StateValue {
      .list(fields.map { word($0, header) })
    }
    return [
      .init("task", .text(task.rawValue)), .init("labels", words(labels, labelHeader)),
      .init("predictions", words(predictions, header)),
      .init("kind", found.kind.map { .text($0.rawValue) } ?? .nothing),
      .init("classes", knownClasses.map { .list($0.map(StateValue.text)) } ?? .nothing),
      .init("weight", weight.map { word($0, header) } ?? .nothing),
      .init("quality", quality.map { word($0, header) } ?? .nothing),
      .init("groups", words(groups, header)), .init("columns", words(shown.columns, header)),
      .init("labelsMayBePredicted", .flag(areLabelsOfClass)),
    ]
  }

  /// The columns of a state; nil where it has none.
  fileprivate init?(_ state: StateValue) {
    guard case .text(let taskName)? = state["task"],
      let task = ClassificationTask(rawValue: taskName),
      case .list(let labelWords)? = state["labels"], !labelWords.isEmpty,
      case .list(let predictionWords)? = state["predictions"], !predictionWords.isEmpty,
      task.fits(labels: labelWords.count, predictions: predictionWords.count)
    else { return nil }
    var kind: PredictionKind?
    if case .text(let name)? = state["kind"] { kind = PredictionKind(rawValue: name) }
    var classes: [String]?
    if case .list(let names)? = state["classes"] {
      classes = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
      guard classes?.count == predictionWords.count else { return nil }
    }
    func list(_ name: String) -> [StateValue]? {
      guard let value = state[name] else { return [] }
      guard case .list(let words) = value else { return nil }
      return words
    }
    guard let groupWords = list("groups"), let shownWords = list("columns") else { return nil }
    let weightWords = state["weight"].map { [$0] } ?? []
    let qualityWords = state["quality"].map { [$0] } ?? []
    guard
      let columns = Columns(
        predictionWords + groupWords + shownWords + qualityWords + weightWords),
      let labelColumns = Columns(labelWords)
    else { return nil }
    let groupStart = predictionWords.count
    let shownStart = groupStart + groupWords.count
    self.init(
      header: columns.header, labelHeader: labelColumns.header, task: task,
      labels: labelColumns.fields, weight: weightWords.isEmpty ? nil : columns.fields.last,
      quality: qualityWords.isEmpty ? nil : columns.fields[shownStart + shownWords.count],
      id: nil, groups: Array(columns.fields[groupStart..<shownStart]),
      found: FoundPredictions(
        Array(columns.fields[..<groupStart]), kind: kind, .order, classes: classes),
      labelReason: state["labelsMayBePredicted"] == .flag(true) ? .usualName(.label) : .order)
    shown.columns = Array(columns.fields[shownStart..<shownStart + shownWords.count])
  }

  /// Columns that are known by their names, or all by their numbers.
  private struct Columns {
    let header: TableHeader
    let fields: [Int]

    /// The columns of some words of a state; nil where these are none.
    init?(_ words: [StateValue]) {
      let names = words.compactMap { if case .text(let name) = $0 { name } else { nil } }
      // No row that is read has more columns.
      let numbers = words.compactMap { $0.count(to: InputLimits.rowByteCount) }
      if names.count == words.count {
        (header, fields) = (
          TableHeader(names: names, fieldCount: names.count), Array(names.indices)
        )
      } else if numbers.count == words.count, let last = numbers.max(), !numbers.contains(0) {
        (header, fields) = (TableHeader(names: [], fieldCount: last), numbers.map { $0 - 1 })
      } else {
        return nil
      }
    }
  }
}
