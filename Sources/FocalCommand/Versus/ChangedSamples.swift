import FocalLoss

/// The samples whose loss differs most between two models.
struct ChangedSamples: Sendable {
  /// One of them.
  struct Sample: Sendable {
    /// The row, counted from 1, and its id where there are ids.
    let row: Int
    let id: [UInt8]?
    let label: String
    let baseLoss: Double
    let loss: Double
    let difference: Double
  }

  private var hardest: HardestSamples
  private var candidates: [Int: Sample] = [:]

  /// No samples.
  ///
  /// - Parameter capacity: the samples wanted.
  init(capacity: Int) { hardest = HardestSamples(capacity: capacity) }

  /// The samples, the largest difference first, and the first row of equal ones.
  var samples: [Sample] { hardest.entries.compactMap { candidates[$0.number] } }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - differences: the differences of their losses.
  ///   - block: the samples of the model.
  ///   - base: those of the base.
  ///   - firstRow: the rows before the first.
  ///   - rows: the rows that the samples are, counted from the first; nil where each row is one.
  ///   - label: what the label of a sample is called.
  mutating func add(
    _ differences: [Double], of block: SampleBlock, _ base: SampleBlock, firstRow: Int,
    rows: [Int]?, label: (Int) -> String
  ) {
    // Numbered by their rows where some are left out too: the numbers only have to grow.
    let places = hardest.add(differences.map(\.magnitude), firstNumber: firstRow)
    for place in places {
      candidates[firstRow + place] = Sample(
        row: firstRow + (rows.map { $0[place] } ?? place) + 1,
        id: base.ids.isEmpty ? nil : base.ids[place], label: label(place),
        baseLoss: base.losses[place], loss: block.losses[place], difference: differences[place])
    }
    if candidates.count > 2 * hardest.capacity + 1000 {
      let numbers = Set(hardest.entries.map(\.number))
      candidates = candidates.filter { numbers.contains($0.key) }
    }
  }
}
