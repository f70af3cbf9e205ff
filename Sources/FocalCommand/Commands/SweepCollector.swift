import FocalLoss

/// The losses of the same samples under a grid of conventions, of which the run's own is the first.
struct SweepCollector: Collector {
  /// The sums of the first convention.
  private var accumulator: LossAccumulator
  private var sweep: LossSweep

  init(_ evaluator: LossEvaluator, _ sweep: LossSweep) {
    accumulator = LossAccumulator(evaluator, hasCrossEntropy: false)
    self.sweep = sweep
  }

  var needs: CollectorNeeds { .pairs }

  /// The sums of the first convention.
  var first: SumCollector { SumCollector(accumulator) }

  /// What is known of every convention, in the order of the grid.
  var cells: [LossSweep.Cell] { sweep.cells(accumulator) }

  mutating func add(_ batch: EvaluatedBatch) {
    sweep.add(batch.losses, of: batch.samples, to: &accumulator)
  }

  mutating func merge(_ other: SweepCollector) {
    accumulator.merge(other.accumulator)
    sweep.merge(other.sweep)
  }
}
