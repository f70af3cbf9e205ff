import FocalLoss

/// The losses of the same samples under a grid of conventions, of which the run's own is the first.
struct SweepCollector: Collector {
  private(set) var sweep: LossSweep

  var needs: CollectorNeeds { .pairs }

  /// The sums of the first convention.
  var first: SumCollector { SumCollector(sweep.firstAccumulator) }

  mutating func add(_ batch: EvaluatedBatch) { sweep.add(batch.losses, of: batch.samples) }

  mutating func merge(_ other: SweepCollector) { sweep.merge(other.sweep) }
}
