/// The sums of the exact definition, and the losses of every convention there is.
struct IdentificationCollector: Collector {
  private(set) var sums: SumCollector
  private(set) var identification: Identification

  init(_ sums: SumCollector, _ identification: Identification) {
    self.sums = sums
    self.identification = identification
  }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch)
    identification.add(batch.samples)
  }

  mutating func merge(_ other: IdentificationCollector) {
    sums.merge(other.sums)
    identification.merge(other.identification)
  }
}
