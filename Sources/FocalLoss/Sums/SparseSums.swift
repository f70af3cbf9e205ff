/// Exact sums by index, of which memory is taken only by those that were added to.
struct SparseSums: Sendable {
  private var places: PlaceTable
  private var sums = ExactSums()

  /// Empty sums.
  init(count: Int) { places = PlaceTable(count: count) }

  /// Sums of some indices, of which there are a number.
  init(_ sums: [ExactSum], at indices: [Int], count: Int) {
    self.init(count: count)
    for (sum, index) in zip(sums, indices) { add(sum, at: index) }
  }

  /// The number of indices.
  var count: Int { places.count }

  /// The indices that were added to, in no order.
  var usedIndices: [Int] { places.indices.map { Int($0) } }

  /// The bytes that the sums take.
  var byteCount: Int { places.byteCount + sums.byteCount }

  /// The sum of an index.
  subscript(index: Int) -> ExactSum {
    let place = places.knownPlace(of: index)
    return place < 0 ? ExactSum() : sums[place]
  }

  /// Adds a number to the sum of an index.
  mutating func add(_ number: Double, at index: Int) { sums.add(number, at: place(of: index)) }

  /// Adds numbers to sums.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - number: a number.
  ///   - index: the index of the sum that it belongs to.
  @inline(__always)
  mutating func add(_ count: Int, _ number: (Int) -> Double, at index: (Int) -> Int) {
    var next = 0
    while next < count {
      next = addFitting(count, from: next, number, at: index)
      guard next < count else { return }
      add(number(next), at: index(next))
      next += 1
    }
  }

  @inline(__always)
  private mutating func addFitting(
    _ count: Int, from start: Int, _ number: (Int) -> Double, at index: (Int) -> Int
  ) -> Int {
    // A copy, since the sums are changed meanwhile.
    let places = places
    return sums.addFitting(
      count, from: start, number, at: { places.knownPlace(of: index($0)) })
  }

  /// Adds an exact product to the sum of an index.
  mutating func add(_ number: Double, times factor: Double, at index: Int) {
    sums.add(number, times: factor, at: place(of: index))
  }

  /// Adds several numbers of the same sign and exponent to the sum of an index.
  mutating func add(
    fractions: UInt64, count: UInt64, exponent: Int, isNegative: Bool, at index: Int
  ) {
    sums.add(
      fractions: fractions, count: count, exponent: exponent, isNegative: isNegative,
      at: place(of: index))
  }

  /// Adds a sum to that of an index.
  mutating func add(_ sum: ExactSum, at index: Int) { sums.add(sum, at: place(of: index)) }

  /// Adds a sum to that of an index.
  mutating func add(_ sum: SlicedSum, at index: Int) { sum.add(to: &sums, at: place(of: index)) }

  /// Adds the sums of the same indices.
  mutating func merge(_ other: SparseSums) {
    precondition(other.count == count, "sums of the same indices")
    for (place, index) in other.places.indices.enumerated() {
      sums.add(other.sums, at: place, to: self.place(of: Int(index)))
    }
  }

  @inline(__always)
  private mutating func place(of index: Int) -> Int {
    let place = places.place(of: index)
    if place == sums.count { sums.grow(to: place + 1) }
    return place
  }
}
