import FocalInput
import FocalLoss
import FocalOutput

/// The losses of the groups that columns of the input make.
struct GroupBlock: Block {
  private var table: GroupTable
  private var breakdown: LossBreakdown

  /// A group, with what it comes to.
  private struct Group {
    /// The texts of the columns.
    let texts: [[UInt8]]
    let section: LossBreakdown.Section
  }

  init(_ evaluator: LossEvaluator, columnCount: Int) {
    table = GroupTable(columnCount: columnCount)
    breakdown = LossBreakdown(evaluator)
  }

  mutating func add(_ batch: EvaluatedBatch) {
    let columns = batch.binder.groupCategories
    let codes = columns.map { batch.columns.categories[$0] }
    let tables = columns.map { batch.categories[$0] }
    let groups =
      batch.selection.kept.map { table.groups(codes, $0, tables) }
      ?? table.groups(codes, 0..<batch.selection.rowCount, tables)
    breakdown.makeSections(table.count)
    breakdown.add(batch.losses, of: batch.samples, sections: groups)
  }

  mutating func merge(_ other: GroupBlock) {
    breakdown.merge(other.breakdown, into: table.merge(other.table))
  }

  mutating func forgetCodes() { table.forgetCodes() }

  var stateName: String { "groups" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    let columnCount = table.columnCount
    try coder.value("groups", &table, \.state) { state in
      GroupTable(state, columnCount: columnCount)
    }
    breakdown.makeSections(table.count)
    try breakdown.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let header = context.result.binding.header
    let fields = context.result.binding.groups
    let names = fields.map { header.names.isEmpty ? String($0 + 1) : header.names[$0] }
    let columns = zip(fields, names).map { field, name in
      Column(header.names.isEmpty ? "column \(field + 1)" : name, name: name)
    }
    let rows = groups.map { group in
      let texts = group.texts.map { Cell.text(String(decoding: $0, as: UTF8.self)) }
      return BreakdownRow(
        [.object(zip(names, texts).map { ($0, $1) })] + texts, group.section)
    }
    return ReportPart(Table(breakdown: "groups", [Column(key: "group")] + columns, rows))
  }

  /// The groups, the largest part of the loss first, and by their texts where that is the same.
  private var groups: [Group] {
    zip(table.texts, breakdown.sections).map { Group(texts: $0, section: $1) }
      .sorted { a, b in
        guard a.section.sum == b.section.sum else { return a.section.sum > b.section.sum }
        return a.texts.lexicographicallyPrecedes(b.texts) { $0.lexicographicallyPrecedes($1) }
      }
  }
}
