import FocalLoss
import FocalOutput

/// What reports say of the columns that the numbers come from.
struct InputReport {
  private let result: PipelineResult
  private var binding: ColumnBinding { result.binding }

  init(_ result: PipelineResult) { self.result = result }

  /// For programs.
  var cell: Cell {
    let input = result.input
    return .object(
      [
        ("files", .list(input.files.map { .text($0) })), ("format", .text(input.format)),
        ("rows", .integer(input.rowCount)),
      ] + (input.shards.map { [("shards", .list($0.map { .text($0.name) }))] } ?? []) + [
        ("labels", .list(binding.labels.map { .text(binding.labelHeader.word(for: $0)) })),
        ("predictions", .list(binding.predictions.map { .text(binding.header.word(for: $0)) })),
        ("kind", .text(result.convention.input.rawValue)),
        (
          "unused",
          .list(
            (binding.unused.map(binding.header.word) + input.otherNames).map { .text($0) })
        ),
      ])
  }

  /// For people.
  var facts: [Report.Fact] {
    [
      .init(
        "predictions", .text("\(Self.columns(binding.predictions, of: binding.header)) (\(kind))")),
      .init("labels", .text(Self.columns(binding.labels, of: binding.labelHeader))),
    ] + (result.input.shards.map { [.init("shards", .integer($0.count))] } ?? [])
      + notes.map { .init("note", .text($0)) }
  }

  /// The kind of the predictions, and what else could have been taken for them.
  private var kind: String {
    let classes = binding.classColumns.map { "'\(binding.header.names[$0])'" }
    let others =
      classes.isEmpty
      ? "" : "; \(classes.joined(separator: ", ")) hold\(classes.count == 1 ? "s" : "") classes"
    return result.convention.input.rawValue + others
  }

  /// What people should know of the columns that are not used, and how else they could be read.
  private var notes: [String] {
    let held = result.input.heldLabelCount
    let join = held > 1_000_000 ? ["\(held) labels are held in memory to be joined by id"] : []
    guard !binding.header.names.isEmpty else { return join }
    let usual = UsualColumns(binding.header)
    let unused = binding.unused
    var notes = join
    for field in unused where usual.roles[field] == .weight {
      notes.append(
        "'\(binding.header.names[field])' is not used; --weight \(binding.header.names[field])")
    }
    for field in unused where usual.roles[field] == .split {
      notes.append("the rows of every '\(binding.header.names[field])' are taken together")
    }
    if binding.found.reason == .onlyNumbers {
      notes.append(
        "'\(binding.header.names[binding.predictions[0]])' is taken for the prediction, "
          + "as no other column has numbers")
    }
    if binding.task == .multiclass, binding.predictions.count == 2, binding.labels.count == 1 {
      let column = binding.header.names[binding.predictions[1]]
      notes.append(
        "two classes; --prediction \(column) --positive \(binding.classNames[1]) is binary")
    }
    return notes
  }

  private static func columns(_ fields: [Int], of header: TableHeader) -> String {
    let names = fields.map {
      header.names.isEmpty ? "column \(header.number(of: $0))" : header.names[$0]
    }
    return names.count > 3
      ? "\(names[0]) to \(names[names.count - 1]) (\(names.count) columns)"
      : names.joined(separator: ", ")
  }
}
