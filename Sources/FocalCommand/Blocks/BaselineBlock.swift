import FocalLoss

/// The targets, of which the best constant prediction is made.
struct BaselineBlock: Block {
  private var targets: TargetSums

  init(_ evaluator: LossEvaluator) {
    targets = TargetSums(
      task: evaluator.convention.task, predictionCount: evaluator.predictionCount)
  }

  mutating func add(_ batch: EvaluatedBatch) { targets.add(batch.samples) }

  mutating func merge(_ other: BaselineBlock) { targets.merge(other.targets) }

  func parts(_ report: Report) -> [any ReportBlock] {
    [
      BaselineRows(
        Baseline(report.sums.accumulator, targets), report.result, loss: report.summary.loss,
        report.classLabels, report.numberText)
    ]
  }
}
