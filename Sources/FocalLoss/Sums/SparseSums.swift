/// Exact sums by index, of which memory is taken only by those that were added to.
///
/// An exact sum has half a kilobyte; of many thousand classes most files have few.
struct SparseSums: Sendable {
  /// Where the sum of an index stands, −1 while it is empty.
  private var places: [Int32]
  private var sums: [ExactSum] = []

  init(count: Int) { places = Array(repeating: -1, count: count) }

  init(_ sums: [ExactSum]) {
    self.sums = sums
    places = sums.indices.map { Int32(truncatingIfNeeded: $0) }
  }

  /// The number of indices.
  var count: Int { places.count }

  /// The sum of an index.
  subscript(index: Int) -> ExactSum {
    places[index] < 0 ? ExactSum() : sums[Int(places[index])]
  }

  /// Adds a number to the sum of an index.
  mutating func add(_ number: Double, at index: Int) { sums[place(index)].add(number) }

  /// Adds an exact product to the sum of an index.
  mutating func add(_ number: Double, times factor: Double, at index: Int) {
    sums[place(index)].add(number, times: factor)
  }

  /// Adds several numbers of the same sign and exponent to the sum of an index.
  mutating func add(
    fractions: UInt64, count: UInt64, exponent: Int, isNegative: Bool, at index: Int
  ) {
    sums[place(index)].add(
      fractions: fractions, count: count, exponent: exponent, isNegative: isNegative)
  }

  /// Adds a sum to that of an index.
  mutating func add(_ sum: SlicedSum, at index: Int) { sum.add(to: &sums[place(index)]) }

  /// Adds the sums of the same indices.
  mutating func merge(_ other: SparseSums) {
    for index in places.indices where other.places[index] >= 0 {
      sums[place(index)].merge(other.sums[Int(other.places[index])])
    }
  }

  private mutating func place(_ index: Int) -> Int {
    if places[index] < 0 {
      places[index] = Int32(truncatingIfNeeded: sums.count)
      sums.append(ExactSum())
    }
    return Int(places[index])
  }
}
