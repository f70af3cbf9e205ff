import FocalLoss
import FocalOutput

/// Breakdowns: what classes, sides, tenths of p_t and groups come to.
extension ReportBlock {
  /// A row of a breakdown: its keys, and what it comes to.
  private struct Row {
    let keys: [Cell]
    let count: Int
    let positives: Int
    let mean: Double?
    let sum: Double
    let share: Double?
    let sampleShare: Double?

    init(_ keys: [Cell], _ section: LossBreakdown.Section) {
      self.keys = keys
      count = section.count
      positives = section.positives
      mean = section.mean
      sum = section.sum
      share = section.share
      sampleShare = section.sampleShare
    }

    init(_ keys: [Cell], _ summary: LossSummary.ClassSummary, sampleShare: Double) {
      self.keys = keys
      count = summary.count
      positives = summary.positives
      mean = summary.mean
      sum = summary.sum
      share = summary.share
      self.sampleShare = sampleShare
    }
  }

  /// The rows that people are shown; programs get all.
  private static let shownCount = 50

  /// A block of rows.
  ///
  /// - Parameters:
  ///   - key: the key of the rows in JSON.
  ///   - keyColumns: what the keys of the rows are called.
  ///   - counted: what is counted, samples or elements.
  ///   - hasSampleShares: whether each row has its part of them.
  ///   - rows: the rows.
  private init(
    key: String, _ keyColumns: [Column], counted: String = "samples", hasSampleShares: Bool = true,
    _ rows: [Row]
  ) {
    var columns =
      keyColumns + [
        Column(counted, key: "count", name: "count"),
        Column("positives", key: "positives", name: "positives"),
        Column("mean", key: "mean", name: "mean"), Column("sum", key: "sum", name: "sum"),
        Column("share", key: "share", name: "share"),
      ]
    if hasSampleShares {
      columns.append(Column("of \(counted)", key: "sampleShare", name: "sample_share"))
    }
    var table = Table(
      key: key, columns: columns,
      rows: rows.map { row in
        row.keys + [
          .integer(row.count), .integer(row.positives), .number(row.mean), .number(row.sum),
          .share(row.share),
        ] + (hasSampleShares ? [.share(row.sampleShare)] : [])
      })
    table.keyCount = keyColumns.count { $0.title != nil }
    let hidden = rows.count - Self.shownCount
    if hasSampleShares, hidden > 0 {
      table.shownCount = Self.shownCount
      table.notes = ["... and \(hidden) more, which --format csv and json have"]
    }
    self.init(table)
  }

  /// The classes, which every report has.
  ///
  /// - Parameters:
  ///   - classes: what they are called, and what they come to.
  ///   - count: the samples.
  ///   - task: the task; in multilabel every class has all samples.
  ///   - isBreakdown: whether they are asked for, and so have their part of the samples.
  /// - Returns: the block.
  static func classes(
    _ classes: some Sequence<(String, LossSummary.ClassSummary)>, of count: Int,
    _ task: ClassificationTask, isBreakdown: Bool
  ) -> ReportBlock {
    ReportBlock(
      key: "classes", [classColumn(task)], hasSampleShares: isBreakdown,
      classes.map { label, summary in
        Row([.text(label)], summary, sampleShare: Double(summary.count) / Double(count))
      })
  }

  /// The column of the names of classes, or in multilabel of labels.
  static func classColumn(_ task: ClassificationTask) -> Column {
    Column(task == .multilabel ? "label" : "class", key: "label", name: "class")
  }

  /// The negative and the positive elements, where samples have several.
  static func sides(_ sides: LossBreakdown) -> ReportBlock {
    ReportBlock(
      key: "sides", [Column("side", key: "side", name: "side")], counted: "elements",
      zip(["negative", "positive"], sides.sections).map { Row([.text($0)], $1) })
  }

  /// The tenths of p_t.
  static func deciles(_ deciles: LossBreakdown, _ task: ClassificationTask) -> ReportBlock {
    let isByElement = task == .oneVsAll || task == .multilabel
    return ReportBlock(
      key: "deciles",
      [Column("p_t"), Column(key: "from", name: "from"), Column(key: "to", name: "to")],
      counted: isByElement ? "elements" : "samples",
      deciles.sections.enumerated().map { tenth, section in
        let bounds = [Double(tenth) / 10, Double(tenth + 1) / 10]
        // The last one has its upper bound.
        let interval = bounds.map(NumberText.shortest).joined(separator: ", ")
        return Row(
          [.text("[\(interval)\(bounds[1] == 1 ? "]" : ")")")] + bounds.map(Cell.exact), section)
      })
  }

  /// The groups that columns of the input make.
  static func groups(_ groups: GroupBreakdown, _ binding: ColumnBinding) -> ReportBlock {
    let header = binding.header
    let fields = binding.groups
    let names = fields.map { header.names.isEmpty ? String($0 + 1) : header.names[$0] }
    let columns = zip(fields, names).map { field, name in
      Column(header.names.isEmpty ? "column \(field + 1)" : name, name: name)
    }
    return ReportBlock(
      key: "groups", [Column(key: "group")] + columns,
      groups.groups.map { group in
        let texts = group.texts.map { Cell.text(String(decoding: $0, as: UTF8.self)) }
        return Row([.object(zip(names, texts).map { ($0, $1) })] + texts, group.section)
      })
  }
}
