import FocalLoss
import FocalOutput

/// How much of the loss few samples carry, its quantiles, and what is left of easy samples.
struct ConcentrationBlock: Block {
  private(set) var concentration: LossConcentration

  init(_ evaluator: LossEvaluator) { concentration = LossConcentration(evaluator) }

  mutating func add(_ batch: EvaluatedBatch) {
    concentration.add(batch.losses, of: batch.samples)
  }

  mutating func merge(_ other: ConcentrationBlock) { concentration.merge(other.concentration) }

  func parts(_ report: Report) -> [any ReportBlock] {
    [
      ConcentrationRows(concentration: concentration), QuantileRows(concentration),
      DifficultyRows(concentration: concentration),
    ]
  }
}
