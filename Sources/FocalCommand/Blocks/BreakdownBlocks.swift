import FocalLoss

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

  func parts(_ report: Report) -> [any ReportBlock] { [report.decileRows(breakdown)] }
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

  func parts(_ report: Report) -> [any ReportBlock] { [report.sideRows(breakdown)] }
}
