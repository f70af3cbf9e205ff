import FocalLoss

/// Counts samples by class, and asks for no losses.
struct ReadingCollector: Collector {
  /// The samples of each class; of all in multilabel, where a sample has no class of its own.
  private var classCounts: [Int]
  private var otherCount = 0
  private let predictionCount: Int

  /// No samples.
  init(_ binding: ColumnBinding) {
    predictionCount = binding.predictions.count
    classCounts = Array(repeating: 0, count: binding.task == .binary ? 2 : predictionCount)
  }

  /// What it needs.
  static let sampleNeeds: CollectorNeeds = .samplesAlone

  var needs: CollectorNeeds { Self.sampleNeeds }

  /// The samples counted.
  var counts: SampleCounts {
    SampleCounts(counts: classCounts, others: otherCount, predictionCount: predictionCount)
  }

  mutating func add(_ batch: EvaluatedBatch) {
    switch batch.samples.targets {
    case .classes(let classes):
      for target in classes { count(target < 0 ? nil : Int(target)) }
    case .values(let values) where predictionCount == 1:
      for value in values { count(value == 0 ? 0 : value == 1 ? 1 : nil) }
    case .values(let values):
      for start in stride(from: 0, to: values.count, by: predictionCount) {
        let row = values[start..<start + predictionCount]
        count(row.firstIndex(of: 1).map { $0 - start })
      }
    }
  }

  mutating func merge(_ other: ReadingCollector) {
    for index in classCounts.indices { classCounts[index] += other.classCounts[index] }
    otherCount += other.otherCount
  }

  private mutating func count(_ target: Int?) {
    if let target { classCounts[target] += 1 } else { otherCount += 1 }
  }
}
