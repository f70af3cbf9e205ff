import FocalLoss
import FocalOutput

/// The losses by tenth of p_t.
struct DecileBlock: Block {
  private var breakdown: LossBreakdown

  init(_ evaluator: LossEvaluator) {
    breakdown = LossBreakdown(evaluator)
    breakdown.makeSections(LossEvaluator.decileCount)
  }

  mutating func add(_ batch: EvaluatedBatch) {
    breakdown.add(
      batch.losses, of: batch.samples, sections: batch.evaluator.deciles(of: batch.samples))
  }

  mutating func merge(_ other: DecileBlock) { breakdown.merge(other.breakdown) }

  func part(_ context: BlockContext) -> ReportPart {
    let task = context.result.convention.task
    let rows = breakdown.sections.enumerated().map { tenth, section in
      let bounds = [Double(tenth) / 10, Double(tenth + 1) / 10]
      // The last one has its upper bound.
      let interval = bounds.map(NumberText.shortest).joined(separator: ", ")
      return BreakdownRow(
        [.text("[\(interval)\(bounds[1] == 1 ? "]" : ")")")] + bounds.map { .exact($0) }, section)
    }
    return ReportPart(
      Table(
        breakdown: "deciles",
        [Column("p_t"), Column(key: "from", name: "from"), Column(key: "to", name: "to")],
        counted: task == .oneVsAll || task == .multilabel ? "elements" : "samples", rows))
  }
}

/// The losses of negative and positive elements, where samples have several.
struct SideBlock: Block {
  private var breakdown: LossBreakdown

  init(_ evaluator: LossEvaluator) {
    breakdown = LossBreakdown(evaluator)
    breakdown.makeSections(2)
  }

  mutating func add(_ batch: EvaluatedBatch) {
    breakdown.add(
      batch.losses, of: batch.samples, sections: batch.evaluator.sides(of: batch.samples))
  }

  mutating func merge(_ other: SideBlock) { breakdown.merge(other.breakdown) }

  func part(_ context: BlockContext) -> ReportPart {
    ReportPart(
      Table(
        breakdown: "sides", [Column("side", key: "side", name: "side")], counted: "elements",
        zip(["negative", "positive"], breakdown.sections).map { BreakdownRow([.text($0)], $1) }))
  }
}
