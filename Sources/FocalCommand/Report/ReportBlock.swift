import FocalOutput

/// A part of the report that is only there when it is asked for.
struct ReportBlock {
  let items: [Report.Item]

  /// What delimited formats have, where the block is all that is asked for.
  let rows: Table

  /// Pictures of it.
  var plots: () -> [Plot] = { [] }

  /// A block of some parts.
  init(_ items: [Report.Item], rows: Table) {
    self.items = items
    self.rows = rows
  }

  /// A block of one table.
  init(_ table: Table) { self.init([.table(table)], rows: table) }
}
