import FocalInput
import FocalLoss
import FocalOutput

/// What `focal inspect` says: each choice, and why it was made.
struct InspectReport {
  private let opened: OpenedTable

  /// The meaning of the columns; nil where they could not be given any.
  private let setup: Setup?
  private let settings: Settings

  /// What was read, where all of it could be.
  var input: InputFacts?
  var warnings: [Warning] = []

  private var header: TableHeader { opened.header }

  init(_ opened: OpenedTable, _ setup: Setup?, _ settings: Settings) {
    self.opened = opened
    self.setup = setup
    self.settings = settings
  }

  /// The content.
  var report: Report {
    let columns = columns
    var items: [Report.Item] = [.facts(facts + bindingFacts), .table(columns)]
    if let rows = firstRows { items.append(.table(rows)) }
    if let setup {
      let command = ExplicitCommand(setup, settings, opened)
      items += [
        .paragraph("The same said explicitly:"), .verbatim(command.lines),
        .facts([.init(key: "command", .text(command.text))]),
      ]
    }
    var report = Report(items)
    report.rows = columns
    report.warnings = warnings
    report.signature = setup.map { Signature($0.convention).description }
    return report
  }

  private var facts: [Report.Fact] {
    var facts: [Report.Fact] = [
      .init(key: "focal", .text(Signature.currentVersion)),
      .init("file", key: "file", .text(opened.file)),
      .init("format", key: "format", .text(opened.format.name)),
    ]
    if case .delimited(let dialect) = opened.format {
      facts.append(.init("delimiter", key: "delimiter", .text(dialect.delimiterName)))
    }
    if let decision = opened.headerDecision {
      facts += [
        .init("header", .text("\(decision.isHeader ? "yes" : "no"): \(decision.reason.sentence)")),
        .init(
          key: "header",
          .object([
            ("present", .json(decision.isHeader ? "true" : "false", shown: "")),
            ("reason", .text(decision.reason.sentence)),
          ])),
      ]
    }
    facts.append(.init(key: "columnCount", .integer(header.fieldCount)))
    if header.fieldCount > Self.columnLimit {
      facts.append(
        .init(
          "columns", .text("\(header.fieldCount), of which the first \(Self.columnLimit) are told"))
      )
    }
    if let input { facts.append(.init("rows", key: "rows", .integer(input.rowCount))) }
    return facts
  }

  /// What follows from the columns.
  private var bindingFacts: [Report.Fact] {
    guard let setup else { return [] }
    let binding = setup.binding
    let classes = binding.task == .binary ? [] : binding.classNames
    var facts: [Report.Fact] = [
      .init("task", .text("\(binding.task.rawValue): \(taskReason(binding))")),
      .init(key: "task", .text(binding.task.rawValue)),
      .init("kind", .text("\(setup.convention.input.rawValue): \(kindReason(binding))")),
      .init(key: "kind", .text(setup.convention.input.rawValue)),
      .init(key: "classes", .list(classes.map { .text($0) })),
    ]
    if !classes.isEmpty {
      let shown = classes.prefix(8).joined(separator: ", ") + (classes.count > 8 ? ", …" : "")
      facts.append(.init("classes", .text("\(shown) (\(classes.count))")))
    }
    if let file = settings.input.labelsFile {
      facts.append(
        .init(
          "labels",
          .text("\(file.shown), \(setup.labelFile?.isJoined == true ? "by id" : "by row")"))
      )
    }
    facts.append(.init(key: "signature", .text(Signature(setup.convention).description)))
    return facts
  }

  private func taskReason(_ binding: ColumnBinding) -> String {
    if settings.loss.task != nil { return "--task" }
    if settings.loss.signature != nil { return "--signature" }
    if let preset = settings.loss.preset { return "--preset \(preset.name)" }
    return "\(Diagnostic.counted(binding.labels.count, "label column")), "
      + Diagnostic.counted(binding.predictions.count, "prediction column")
  }

  private func kindReason(_ binding: ColumnBinding) -> String {
    let loss = settings.loss
    if let kind = loss.input { return "--\(kind.rawValue)" }
    if loss.signature != nil { return "--signature" }
    if loss.saidKind != nil, let preset = loss.preset { return "--preset \(preset.name)" }
    guard binding.found.kind != nil else { return "the default, since no name says another" }
    return "the name\(binding.predictions.count > 1 ? "s of the columns" : " of the column")"
  }

  // MARK: - Columns

  private struct ColumnLine {
    let name: String
    let use: String
    let reason: String
    let values: [String]
  }

  /// The columns that are shown: more are features, or classes that are all told alike.
  private static let columnLimit = 200

  private var columns: Table {
    let shown = 0..<min(header.fieldCount, Self.columnLimit)
    let roles = UsualColumns(header).roles
    let lines = shown.map { field in
      let (use, reason) = use(of: field, header.names.isEmpty ? nil : roles[field])
      return ColumnLine(
        name: header.names.isEmpty || header.names[field].isEmpty
          ? "column \(header.number(of: field))" : header.names[field],
        use: use, reason: reason,
        values: Array(opened.firstRows.texts(of: field).prefix(3)))
    }
    var table = Table(
      key: "columns", of: lines,
      [
        .init("column", key: "name", name: "column") { .text($0.name) },
        .init("used as", key: "use", name: "use") { .text($0.use) },
        .init("because", key: "reason", name: "reason") { .text($0.reason) },
        .init("first values") { .text($0.values.map(Self.shown).joined(separator: ", ")) },
        .init(key: "values") { .list($0.values.map { .text($0) }) },
      ])
    table.keyCount = 4
    table.shownCount = 40
    if header.fieldCount > 40 { table.notes = ["and \(header.fieldCount - 40) more columns"] }
    return table
  }

  /// What a column is used as, and why; its name alone says its role.
  private func use(of field: Int, _ role: ColumnRole?) -> (use: String, reason: String) {
    var byName = role.map { "usual name of \($0.title)" } ?? ""
    guard let binding = setup?.binding else { return ("", byName) }
    if let place = binding.predictions.firstIndex(of: field) {
      let name = binding.predictions.count > 1 ? " for \(binding.classNames[place])" : ""
      return ("prediction\(name)", binding.found.reason.sentence)
    }
    if binding.labelHeader == header, binding.labels.contains(field) {
      return ("label", binding.labelReason.sentence)
    }
    if binding.weight == field { return ("weight", "--weight") }
    if binding.quality == field { return ("quality", "--quality") }
    if binding.id == field { return ("id", "--id") }
    if binding.groups.contains(field) { return ("group", "--group-by") }
    let name = header.names.isEmpty ? "" : header.names[field]
    switch role {
    case .weight: byName += "; --weight \(name) uses it"
    case .split: byName += "; the rows of every part are taken together"
    case .label? where UsualNames.isOfClass(name):
      byName += ", or of a predicted class, which gives way to another"
    case let role? where role.isPrediction:
      byName += binding.classColumns.contains(field) ? "; it holds classes" : ""
    default: break
    }
    return ("not used", byName)
  }

  /// A value among others, with quotes where it could be taken for several or none.
  private static func shown(_ value: String) -> String {
    value.isEmpty || value.contains(",") ? Diagnostic.quoted(value) : value
  }

  // MARK: - Rows

  private struct RowLine {
    let row: Int
    let label: String
    let target: String
    let predictions: [String]
  }

  /// The first rows as they are understood; nil where the columns have no meaning.
  private var firstRows: Table? {
    guard let setup else { return nil }
    let binding = setup.binding
    let labels = binding.labels.prefix(8).map { labelTexts(of: $0, setup) }
    let predictions = binding.predictions.prefix(8).map(opened.firstRows.texts)
    let count = min(3, (labels + predictions).map(\.count).min() ?? 0)
    guard count > 0 else { return nil }
    let lines = (0..<count).map { row in
      RowLine(
        row: row + 1, label: labels.map { $0[row] }.joined(separator: ", "),
        target: settings.input.skipsMissing && predictions.contains { MissingValue.isText($0[row]) }
          ? "left out" : target(labels.map { $0[row] }, setup),
        predictions: predictions.map { $0[row] })
    }
    let more = binding.predictions.count > 8 ? ", …" : ""
    var table = Table(
      key: "firstRows", title: "The first rows", of: lines,
      [
        .init("row", key: "row") { .integer($0.row) },
        .init("label", key: "label") { .text($0.label) },
        .init("is", key: "target") { .text($0.target) },
        .init("prediction") { .text($0.predictions.joined(separator: ", ") + more) },
        .init(key: "predictions") { .list($0.predictions.map { .text($0) }) },
      ])
    table.keyCount = 4
    return table
  }

  /// The texts of a label column that go with the first rows; empty ones where the first rows of a file
  /// of labels do not have the id.
  private func labelTexts(of field: Int, _ setup: Setup) -> [String] {
    guard let file = setup.labelFile else { return opened.firstRows.texts(of: field) }
    let texts = file.firstRows.texts(of: field)
    guard file.isJoined, let id = setup.binding.id,
      let labelID = settings.input.id?.fields(in: file.header).first
    else { return texts }
    let known = Dictionary(
      zip(file.firstRows.texts(of: labelID), texts), uniquingKeysWith: { first, _ in first })
    return opened.firstRows.texts(of: id).map { known[$0] ?? "" }
  }

  private func target(_ texts: [String], _ setup: Setup) -> String {
    guard texts.count == 1 else { return texts.joined(separator: ", ") }
    if let ignored = settings.input.ignoredLabel, LabelMeaning.isEqual(texts[0], ignored) {
      return "left out"
    }
    let meaning = SampleBinder.meaning(setup.binding, setup.convention, settings)
    if MissingValue.isText(texts[0]), !meaning.isName(texts[0]) {
      return settings.input.skipsMissing ? "left out" : "missing"
    }
    switch (meaning, meaning.state(of: texts[0])) {
    case (.classes, .target(let index)) where index < 0: return "background"
    case (.classes, .target(let index)): return "class \(setup.binding.classNames[Int(index)])"
    case (_, .target(0)): return "negative"
    case (_, .target(1)): return "positive"
    case (_, .target(let fraction)): return NumberText.shortest(fraction)
    case (_, .targets(let targets)):
      let names = setup.binding.classNames
      return targets.indices.filter { targets[$0] == 1 }.map { names[$0] }.joined(separator: "; ")
    default: return "unknown"
    }
  }
}
