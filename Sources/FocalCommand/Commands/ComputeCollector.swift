import FocalLoss

/// What the default command gathers: the sums of the losses, and the parts of the report asked for.
struct ComputeCollector: Collector {
  private(set) var sums: SumCollector
  private(set) var blocks: [any Block]

  init(_ sums: SumCollector, _ blocks: [any Block]) {
    self.sums = sums
    self.blocks = blocks
  }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch)
    for index in blocks.indices { blocks[index].add(batch) }
  }

  mutating func merge(_ other: ComputeCollector) {
    sums.merge(other.sums)
    for index in blocks.indices { blocks[index].merge(any: other.blocks[index]) }
  }

  mutating func forgetCodes() {
    for index in blocks.indices { blocks[index].forgetCodes() }
  }
}
