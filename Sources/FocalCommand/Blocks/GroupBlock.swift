import FocalInput
import FocalLoss
import FocalOutput

/// The losses of the groups that columns of the input make.
struct GroupBlock: Block {
  private var table: GroupTable
  private var breakdown: LossBreakdown

  /// What the reduction needs beside, where it is one of groups.
  private var reduction: GroupReduction?

  init(_ evaluator: LossEvaluator, columnCount: Int) {
    table = GroupTable(columnCount: columnCount)
    breakdown = LossBreakdown(evaluator)
    reduction = GroupReduction(evaluator)
  }

  var byteCount: Int { table.byteCount + breakdown.byteCount + (reduction?.byteCount ?? 0) }

  /// The loss and the cross entropy of the groups, where the reduction is one of groups.
  var reduced: (loss: Double?, crossEntropy: Double?)? { reduction?.reduced(breakdown) }

  mutating func add(_ batch: EvaluatedBatch) {
    let columns = batch.binder.groupCategories
    let codes = columns.map { batch.columns.categories[$0] }
    let tables = columns.map { batch.categories[$0] }
    let groups =
      batch.selection.kept.map { table.groups(codes, $0, tables) }
      ?? table.groups(codes, 0..<batch.selection.rowCount, tables)
    breakdown.makeSections(table.count)
    breakdown.add(batch.losses, of: batch.samples, sections: groups)
    reduction?.makeSections(table.count)
    reduction?.add(batch.losses, of: batch.samples, sections: groups)
  }

  mutating func merge(_ other: GroupBlock) {
    let groups = table.merge(other.table)
    breakdown.merge(other.breakdown, into: groups)
    if let other = other.reduction { reduction?.merge(other, into: groups) }
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
    if var reduction {
      reduction.makeSections(table.count)
      try coder.part("reduction", &reduction)
      self.reduction = reduction
    }
  }

  func part(_ context: BlockContext) -> ReportPart {
    let header = context.result.binding.header
    let fields = context.result.binding.groups
    let names = fields.map { header.word(for: $0) }
    let columns = zip(fields, names).map { field, name in
      Column(header.names.isEmpty ? "column \(header.number(of: field))" : name, name: name)
    }
    let (groups, total) = (groups, breakdown.total)
    let rows = Table(
      breakdown: "groups", [Column(key: "group")] + columns, rowCount: groups.count
    ) { row in
      let group = Int(groups[row])
      let texts = table.texts(of: group).map { Cell.text(String(decoding: $0, as: UTF8.self)) }
      return BreakdownRow(
        [.object(zip(names, texts).map { ($0, $1) })] + texts, breakdown.section(group, of: total))
    }
    return ReportPart(rows)
  }

  /// The groups, the largest part of the loss first, and by their texts where that is the same.
  ///
  /// Numbers only, since there may be very many.
  private var groups: [Int32] {
    let sums = (0..<table.count).map { breakdown.sum(of: $0).value }
    return (0..<Int32(truncatingIfNeeded: table.count)).sorted { a, b in
      let (first, second) = (Int(a), Int(b))
      guard sums[first] == sums[second] else { return sums[first] > sums[second] }
      return table.texts(of: first).lexicographicallyPrecedes(table.texts(of: second)) {
        $0.lexicographicallyPrecedes($1)
      }
    }
  }
}
