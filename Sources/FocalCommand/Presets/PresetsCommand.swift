import FocalLoss
import FocalOutput

/// `focal presets`: the presets with a line each, or all that is known of one.
enum PresetsCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for a name that no preset has, or where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let report: Report
    do throws(UsageError) {
      report = try self.report(settings)
    } catch {
      throw .usage(error)
    }
    try ReportDelivery(settings, streams).deliver(report)
  }

  private static func report(_ settings: Settings) throws(UsageError) -> Report {
    let names = settings.input.files.map(\.text)
    guard let name = names.first else {
      // A document has room for all that is known.
      return settings.output.format == .markdown
        ? PresetReport.article(Preset.all) : PresetReport.list(Preset.all)
    }
    return PresetReport.one(try OptionValue(option: "presets", text: name).presets()[0])
  }
}

/// What is known of presets, from the one table of them.
enum PresetReport {
  /// All that is known of one preset.
  static func one(_ preset: Preset) -> Report {
    let table = table([preset])
    // The members of the object are those of its row.
    let facts: [Report.Fact] = zip(table.columns, table.rows[0]).compactMap { column, cell in
      column.key.map { .init(key: $0, cell) }
    }
    return report([.facts(facts)] + section(preset), table)
  }

  /// The presets with a line each.
  static func list(_ presets: [Preset]) -> Report {
    let table = table(presets)
    return report([.facts([version]), .table(table)], table)
  }

  /// The article of the documentation.
  static func article(_ presets: [Preset]) -> Report {
    let introduction: [Report.Item] = [
      .heading("Presets", level: 1), .paragraph("What each library computes, as a convention."),
      .paragraph(
        "A preset has the defaults of its library. Beside it options override them: the tables say "
          + "which parameter there is which option here. The list is that of ``Preset/all``; "
          + "`focal presets --format markdown` wrote it."),
      .heading("The presets", level: 2),
    ]
    return report(introduction + presets.flatMap(section), table(presets))
  }

  private static var version: Report.Fact {
    .init(key: "focal", .text(Signature.currentVersion))
  }

  private static func report(_ items: [Report.Item], _ rows: Table) -> Report {
    var report = Report(items)
    report.rows = rows
    report.lines = rows
    report.hasWarningsInJSON = false
    return report
  }

  private static func table(_ presets: [Preset]) -> Table {
    Table(
      key: "presets", of: presets,
      [
        .init("preset", key: "name", name: "name") { .text($0.name) },
        .init("what it computes", key: "summary", name: "summary") { .text($0.summary) },
        .init(key: "checkedAgainst", name: "checked_against") { .text($0.checkedAgainst) },
        .init(key: "tasks", name: "tasks") { .list($0.tasks.map { .text($0.rawValue) }) },
        .init(key: "signatures", name: "signatures") { .list($0.signatures.map { .text($0) }) },
        .init(key: "options") { preset in
          .list(
            preset.options.map {
              .object([("original", .text($0.original)), ("options", .text($0.options))])
            })
        },
        .init(key: "notes") { .list($0.notes.map { .text($0) }) },
        .init(name: "notes") { .text($0.notes.joined(separator: " ")) },
      ])
  }

  /// All that is known of a preset, for people.
  private static func section(_ preset: Preset) -> [Report.Item] {
    [
      .heading(preset.name, level: 3), .paragraph("\(preset.summary). \(preset.origin)"),
      .table(
        Table(
          of: preset.options,
          [.init("there") { .code($0.original) }, .init("here") { .code($0.options) }])),
      .list(preset.notes.map { .init([$0]) }, isNumbered: false),
      .paragraph("Tasks: \(preset.tasks.map(\.rawValue).joined(separator: ", "))."),
      .verbatim(preset.signatures),
    ]
  }
}

extension Preset {
  /// The signatures of the variants, the default first.
  var signatures: [String] { variants.map { Signature($0).description } }

  /// The sentence on where its values come from.
  var origin: String {
    isChecked ? "Checked against \(checkedAgainst)." : "Read from source, not run."
  }
}
