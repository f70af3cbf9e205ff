import FocalLoss
import FocalOutput

/// The losses by tenth of p_t.
struct DecileBlock: Block {
  private var breakdown: LossBreakdown

  init(_ evaluator: LossEvaluator) {
    breakdown = LossBreakdown(evaluator)
    breakdown.makeSections(LossEvaluator.decileCount)
  }

  var byteCount: Int { breakdown.byteCount }

  mutating func add(_ batch: EvaluatedBatch) {
    breakdown.add(
      batch.losses, of: batch.samples, sections: batch.evaluator.deciles(of: batch.samples))
  }

  mutating func merge(_ other: DecileBlock) { breakdown.merge(other.breakdown) }

  var stateName: String { "deciles" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try breakdown.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let task = context.result.convention.task
    let sections = breakdown.sections
    func row(_ tenth: Int) -> BreakdownRow {
      BreakdownRow([.exact(Double(tenth) / 10), .exact(Double(tenth + 1) / 10)], sections[tenth])
    }
    return ReportPart(
      Table(
        breakdown: "deciles",
        [Column("p_t from", key: "from", name: "from"), Column(key: "to", name: "to")],
        counted: task == .oneVsAll || task == .multilabel ? "elements" : "samples",
        rowCount: sections.count, row))
  }
}

/// The losses of negative and positive elements, where samples have several.
struct SideBlock: Block {
  private var breakdown: LossBreakdown

  init(_ evaluator: LossEvaluator) {
    breakdown = LossBreakdown(evaluator)
    breakdown.makeSections(2)
  }

  var byteCount: Int { breakdown.byteCount }

  mutating func add(_ batch: EvaluatedBatch) {
    breakdown.add(
      batch.losses, of: batch.samples, sections: batch.evaluator.sides(of: batch.samples))
  }

  mutating func merge(_ other: SideBlock) { breakdown.merge(other.breakdown) }

  var stateName: String { "sides" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try breakdown.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let (sides, sections) = (["negative", "positive"], breakdown.sections)
    return ReportPart(
      Table(
        breakdown: "sides", [Column("side", key: "side", name: "side")], counted: "elements",
        rowCount: sides.count
      ) { BreakdownRow([.text(sides[$0])], sections[$0]) })
  }
}

/// A row of a breakdown: its keys, and what it comes to.
struct BreakdownRow {
  let keys: [Cell]
  let count: Int
  let positives: Int
  let mean: Double?
  let standardError: Double?
  let sum: Double
  let share: Double?
  let sampleShare: Double?

  /// A row of a section.
  init(_ keys: [Cell], _ section: LossBreakdown.Section) {
    self.keys = keys
    count = section.count
    positives = section.positives
    mean = section.mean
    standardError = section.standardError
    sum = section.sum
    share = section.share
    sampleShare = section.sampleShare
  }

  /// A row of a class.
  fileprivate init(
    _ label: String, _ summary: LossSummary.ClassSummary, sampleShare: Double
  ) {
    keys = [.text(label)]
    count = summary.count
    positives = summary.positives
    mean = summary.mean
    standardError = summary.standardError
    sum = summary.sum
    share = summary.share
    self.sampleShare = sampleShare
  }
}

extension Table {
  /// The rows of a breakdown that people are shown; programs get all.
  private static let shownBreakdownRows = 50

  /// The table of a breakdown.
  ///
  /// - Parameters:
  ///   - key: the key of the rows in JSON.
  ///   - keyColumns: what the keys of the rows are called.
  ///   - counted: what is counted, samples or elements.
  ///   - isWhole: whether each row has the standard error of its mean and its part of the samples too.
  ///   - rowCount: the number of rows.
  ///   - row: makes a row; there may be very many, of which few are needed at once.
  init(
    breakdown key: String, _ keyColumns: [Column], counted: String = "samples",
    isWhole: Bool = true, rowCount: Int, _ row: @escaping (Int) -> BreakdownRow
  ) {
    let errors = isWhole ? [Column("±", key: "standardError", name: "standard_error")] : []
    let shares = isWhole ? [Column("of \(counted)", key: "sampleShare", name: "sample_share")] : []
    self.init(
      key: key,
      columns: keyColumns + [
        Column(counted, key: "count", name: "count"),
        Column("positives", key: "positives", name: "positives"),
        Column("mean", key: "mean", name: "mean"),
      ] + errors + [
        Column("sum", key: "sum", name: "sum"), Column("share", key: "share", name: "share"),
      ] + shares,
      rows: TableRows(count: rowCount) { index in
        let row = row(index)
        return row.keys + [
          .integer(row.count), .integer(row.positives), .number(row.mean),
        ] + (isWhole ? [.number(row.standardError)] : []) + [.number(row.sum), .share(row.share)]
          + (isWhole ? [.share(row.sampleShare)] : [])
      })
    keyCount = keyColumns.count { $0.title != nil }
    let hidden = rowCount - Self.shownBreakdownRows
    if isWhole, hidden > 0 {
      shownCount = Self.shownBreakdownRows
      notes = ["... and \(hidden) more, which --format csv and json have"]
    }
  }

  /// The table of the classes, which every report has.
  ///
  /// - Parameters:
  ///   - context: the run.
  ///   - isBreakdown: whether they are asked for, and so have their part of the samples.
  init(classesOf context: BlockContext, isBreakdown: Bool) {
    // In multilabel every class has all samples.
    let count = Double(context.summary.count)
    let (labels, classes) = (context.classLabels, context.summary.classes)
    self.init(
      breakdown: "classes", [context.classColumn], isWhole: isBreakdown,
      rowCount: min(labels.count, classes.count)
    ) { index in
      BreakdownRow(
        labels[index], classes[index], sampleShare: Double(classes[index].count) / count)
    }
  }
}
