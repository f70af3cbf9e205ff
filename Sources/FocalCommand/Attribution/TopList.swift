/// The hardest samples of the rows taken so far, up to a number of them.
struct TopList {
  private let capacity: Int
  private var candidates: [TopSample] = []

  /// A list of no samples.
  ///
  /// - Parameter capacity: the samples wanted; 0 where nobody asks.
  init(capacity: Int) { self.capacity = capacity }

  /// The samples, the hardest first.
  var samples: [TopSample] {
    Array(candidates.sorted { $0.isHarder(than: $1) }.prefix(capacity))
  }

  /// Adds samples of rows that come after some others.
  mutating func merge(_ samples: [TopSample], after rowCount: Int) {
    for var sample in samples {
      sample.row += rowCount
      candidates.append(sample)
      // Sorted now and then only, so that a sample costs little however many are wanted.
      if candidates.count > capacity + capacity / 4 + 1000 { candidates = self.samples }
    }
  }
}
