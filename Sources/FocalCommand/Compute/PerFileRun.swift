import FocalInput
import FocalOutput

/// `--per-file`: each file is a run of its own, and all of them are parts of one report.
///
/// What is wrong with a file is said on standard error and in its place; the others are still reported.
struct PerFileRun {
  private let settings: Settings
  private let streams: Streams
  private var files: [File] = []

  /// What became of a file.
  private struct File {
    let name: String
    var status: ExitStatus

    /// Its report; nil where there is none.
    var report: Report?

    /// What is wrong; nil where nothing is.
    var error: String?
  }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or the status of the first file that was not.
  /// - Throws: ``CommandError`` where the report cannot be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    let delivery = try ReportDelivery(settings, streams)
    var run = PerFileRun(settings: settings, streams: streams)
    for path in settings.input.paths { run.add(path) }
    let status = run.files.map(\.status).first { $0 != .done } ?? .done
    do throws(CommandError) {
      try delivery.deliver(run.report)
    } catch {
      // What is wrong with a file counts, whoever reads the report.
      guard case .output(.readerGone) = error, status != .done else { throw error }
    }
    return status
  }

  private init(settings: Settings, streams: Streams) {
    (self.settings, self.streams) = (settings, streams)
  }

  /// Runs a file.
  private mutating func add(_ path: SystemText) {
    var file = File(name: path == "-" ? streams.input.name : path.shown, status: .done)
    do throws(CommandError) {
      let (report, loss) = try ComputeCommand.computed(own(path), streams)
      if settings.output.isStrict, let warning = report.warnings.first {
        throw .strict(warning.of(file.name))
      }
      file.report = report
      if try ComputeCommand.isExceeded(settings, loss, streams, file: file.name) {
        file.status = .exceeded
      }
    } catch {
      let diagnostic = Diagnostic(error)
      (file.status, file.report, file.error) = (diagnostic.status, nil, diagnostic.sentence)
      let width = streams.isDiagnosticsTerminal ? streams.outputWidth ?? 80 : nil
      // Where it cannot be written, the report has it.
      try? streams.diagnostics.write(diagnostic.lines(width: width))
    }
    files.append(file)
  }

  /// The settings of one file.
  private func own(_ path: SystemText) -> Settings {
    var own = settings
    own.input.files = [path]
    return own
  }

  /// The report of all files.
  private var report: Report {
    var report = Report([.table(table)])
    report.rows = rows
    report.parts = files.map { file in
      Report.Part(
        name: file.name,
        report: file.report ?? Report([.facts([.init(key: "error", .text(file.error))])]))
    }
    report.warnings = files.flatMap { file in
      (file.report?.warnings ?? []).map { $0.of(file.name) }
    }
    let signatures = Set(files.compactMap { $0.report?.signature })
    if signatures.count == 1 { report.signature = signatures.first }
    return report
  }

  /// What delimited formats have: the columns of the report of one file between its name and what is
  /// wrong with it.
  private var rows: Table {
    let names = files.lazy.compactMap { $0.report?.rowOfFacts.columns.compactMap(\.name) }.first
    let none = Array(repeating: Cell.text(nil), count: names?.count ?? 0)
    return Table(
      columns: (["file"] + (names ?? []) + ["error"]).map { Column(name: $0) },
      rows: files.map { file in
        [.text(file.name)] + (file.report?.rowOfFacts.rows[0] ?? none) + [.text(file.error)]
      })
  }

  /// What people are shown.
  private var table: Table {
    func number(_ name: String) -> (File) -> Cell {
      { file in
        guard let row = file.report?.rowOfFacts,
          let column = row.columns.firstIndex(where: { $0.name == name })
        else { return .number(nil) }
        return row.rows[0][column]
      }
    }
    let errors: [Table.Field<File>] =
      files.contains { $0.error != nil } ? [.init("error") { .text($0.error ?? "") }] : []
    return Table(
      of: files,
      [
        .init("file") { .text($0.name) }, .init("focal loss", cell: number("loss")),
        .init("±", cell: number("standard_error")),
        .init("cross entropy", cell: number("cross_entropy")),
        .init("samples", cell: number("count")), .init("positives", cell: number("positives")),
      ] + errors)
  }
}

extension Diagnostic {
  /// The sentence without the name of the program.
  fileprivate var sentence: String { String(text.dropFirst("focal: ".count)) }
}

extension Warning {
  /// The warning with the name of the file that it is about.
  fileprivate func of(_ file: String) -> Warning {
    Warning(
      code: code, message: "\(file): \(message)", count: count, firstRow: firstRow, shard: shard)
  }
}
