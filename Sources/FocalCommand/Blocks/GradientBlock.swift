import FocalLoss

/// The sizes of the gradients, by class.
struct GradientBlock: Block {
  private var gradients: GradientAccumulator

  init(_ evaluator: LossEvaluator) { gradients = GradientAccumulator(evaluator) }

  mutating func add(_ batch: EvaluatedBatch) { gradients.add(batch.losses, of: batch.samples) }

  mutating func merge(_ other: GradientBlock) { gradients.merge(other.gradients) }

  func parts(_ report: Report) -> [any ReportBlock] { [report.gradientRows(gradients)] }
}
