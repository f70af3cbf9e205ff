/// What is counted of samples whatever their losses are: their number, their positives and their weights.
extension LossAccumulator {
  /// Counts samples without their losses.
  mutating func addCounts(of losses: LossBatch, _ samples: SampleBatch) {
    count += losses.sampleCount
    if evaluator.convention.task == .multilabel {
      addToColumns(losses, samples)
      return
    }
    let layout = evaluator.layout
    // All parts of a sample are of one group, which for these tasks tells whether it is positive.
    func add(_ count: Int, ofCell cell: Int) {
      let group = layout.group(ofCell: cell)
      groups[group].add(
        Group(
          count: count, positives: isPositive(group) ? count : 0,
          unweighted: samples.weights.isEmpty ? count : 0))
    }
    if losses.partsPerSample == 1, layout.cellCount <= 8 {
      for (cell, count) in sampleCounts(ofCells: losses).enumerated() where count > 0 {
        add(count, ofCell: cell)
      }
    } else {
      for sample in 0..<losses.sampleCount {
        add(1, ofCell: Int(losses.cells[sample * losses.partsPerSample]))
      }
    }
    for sample in samples.weights.indices {
      let cell = Int(losses.cells[sample * losses.partsPerSample])
      groupWeights.add(samples.weights[sample], at: layout.group(ofCell: cell))
    }
  }

  /// How many samples of one part are in each of a few cells.
  private func sampleCounts(ofCells losses: LossBatch) -> [Int] {
    var counts = Array(repeating: 0, count: evaluator.layout.cellCount)
    // Going through all of them in vector instructions once a cell takes less than counting by cell.
    let cells = losses.cells.span
    var left = losses.sampleCount
    var first = 0
    while left > 0 {
      while counts[Int(cells[first])] > 0 { first += 1 }
      let cell = Int(cells[first])
      let wanted = UInt32(truncatingIfNeeded: cell)
      var count: UInt32 = 0
      for sample in cells.indices {
        // 1 where the two are the same: only 0 − 1 has the highest bit.
        count &+= ((UInt32(bitPattern: cells[sample]) ^ wanted) &- 1) >> 31
      }
      counts[cell] = Int(count)
      left -= Int(count)
    }
    return counts
  }

  /// Adds samples to the columns of multilabel, each of which has all of them.
  private mutating func addToColumns(_ losses: LossBatch, _ samples: SampleBatch) {
    let columnCount = evaluator.predictionCount
    for column in 0..<columnCount {
      groups[column].count += losses.sampleCount
      groups[column].unweighted += samples.weights.isEmpty ? losses.sampleCount : 0
      for weight in samples.weights { groupWeights.add(weight, at: column) }
    }
    guard case .values(let values) = samples.targets else { return }
    for sample in 0..<losses.sampleCount {
      for column in 0..<columnCount where values[sample * columnCount + column] == 1 {
        groups[column].positives += 1
      }
    }
  }

  /// Whether the samples of a group are positive, where columns have no groups of their own.
  private func isPositive(_ group: Int) -> Bool {
    switch evaluator.convention.task {
    case .binary: group == 1
    case .oneVsAll: group < evaluator.predictionCount
    case .multiclass, .multilabel: group != 0 && group < evaluator.predictionCount
    }
  }
}

extension LossAccumulator: StateCodable {
  package mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.count("count", &count)
    try coder.counts("samples", &groups, \.count)
    try coder.counts("positives", &groups, \.positives)
    try coder.counts("unweighted", &groups, \.unweighted)
    try coder.counts("capped", &cappedCounts, \.self)
    try coder.sums("weights", &groupWeights)
    if hasCrossEntropy { try coder.sums("crossEntropies", &crossEntropySum) }
    if groupCrossEntropies.count > 0 {
      try coder.sums("groupCrossEntropies", &groupCrossEntropies)
    }
    try sums.code(&coder)
    try coder.part("moments", &moments)
    try coder.part("columnMoments", &columnMoments)
  }
}
