/// The pairs (q, ce) of a batch that has two cells, those of the one before those of the other.
///
/// Each cell is filled up to whole blocks with pairs (0, 0), which add nothing to any sum of γ > 0.
struct PairsByCell: Sendable {
  /// The complements q, each in [0, 1].
  private(set) var complements: [Double] = []

  /// The cross entropies ce.
  private(set) var crossEntropies: [Double] = []

  /// The cells, and where their blocks are.
  private(set) var cells: [(cell: Int, blocks: Range<Int>)] = []

  /// No cross entropy is larger in size than 2 to this power.
  private(set) var bound = 0

  /// For every block an exponent at which 2 to its negative is no larger than what is not 0 in it.
  private(set) var depths: [Int] = []

  /// Takes the pairs of a batch; what was there is replaced.
  ///
  /// - Parameter batch: a batch that has kept its pairs.
  /// - Returns: whether it could: there are at most two cells, and a sum has room for the pairs and for
  ///   the largest cross entropy.
  mutating func take(_ batch: LossBatch) -> Bool {
    let length = SlicedSum.blockLength
    let blockCount = batch.complements.count / length + 2
    guard !batch.complements.isEmpty, blockCount <= SlicedSum.blockCount else { return false }
    if complements.count < blockCount * length {
      complements = Array(repeating: 0, count: blockCount * length)
      crossEntropies = complements
    }
    let first = batch.cells[0]
    let second = batch.cells.first { $0 != first } ?? first
    guard hasOnly(first, second, batch.cells.span) else { return false }
    let firstCount = move(batch, first, end: blockCount * length)
    let secondStart = blockCount * length - (batch.cells.count - firstCount)
    cells = [
      (Int(first), 0..<(firstCount + length - 1) / length),
      (Int(second), secondStart / length..<blockCount),
    ]
    for place in firstCount..<cells[0].blocks.upperBound * length { setNothing(at: place) }
    for place in cells[1].blocks.lowerBound * length..<secondStart { setNothing(at: place) }
    return measure()
  }

  private func hasOnly(_ first: Int32, _ second: Int32, _ cells: Span<Int32>) -> Bool {
    var others: Int32 = 0
    for index in cells.indices {
      others |= (cells[index] == first ? 0 : 1) & (cells[index] == second ? 0 : 1)
    }
    return others == 0
  }

  /// Moves the pairs of the first cell to the beginning, those of the second to the end.
  ///
  /// - Returns: how many the first has.
  private mutating func move(_ batch: LossBatch, _ first: Int32, end: Int) -> Int {
    let (complements, crossEntropies) = (batch.complements.span, batch.partCrossEntropies.span)
    let cells = batch.cells.span
    precondition(
      complements.count == cells.count && crossEntropies.count == cells.count, "a pair a cell")
    // Moved out, since two arrays cannot be changed at once in place.
    var (ownComplements, ownCrossEntropies) = (self.complements, self.crossEntropies)
    (self.complements, self.crossEntropies) = ([], [])
    var movedComplements = ownComplements.mutableSpan
    var movedCrossEntropies = ownCrossEntropies.mutableSpan
    var firstCount = 0
    for index in cells.indices {
      // No branch, since nobody knows whether the next label is 0 or 1: −1 for the second cell.
      let isSecond = cells[index] == first ? 0 : -1
      // Of those before, what the first cell has not, the second has.
      let place = firstCount &+ (isSecond & (end &- 1 &- index))
      firstCount &+= 1 &+ isSecond
      movedComplements[place] = complements[index]
      movedCrossEntropies[place] = crossEntropies[index]
    }
    (self.complements, self.crossEntropies) = (ownComplements, ownCrossEntropies)
    return firstCount
  }

  /// Finds how large and how small the numbers are.
  ///
  /// - Returns: whether the sums have a bound.
  private mutating func measure() -> Bool {
    let length = SlicedSum.blockLength
    var all = Sizes()
    depths = Array(repeating: 0, count: cells[1].blocks.upperBound)
    for block in cells.flatMap(\.blocks) {
      let range = block * length..<(block + 1) * length
      var sizes = Sizes()
      sizes.take(complements.span.extracting(range), crossEntropies.span.extracting(range))
      depths[block] = sizes.depth
      all.merge(sizes)
    }
    bound = all.bound
    return all.areInside
  }

  private mutating func setNothing(at place: Int) {
    complements[place] = 0
    crossEntropies[place] = 0
  }

  /// The sizes of the pairs of a block.
  private struct Sizes {
    private var largestComplement = 0.0
    private var largest = 0.0
    /// The smallest that is not 0.
    private var smallest = Double.infinity
    /// Is no number where one of them is none.
    private var sum = 0.0

    /// Whether every complement is in [0, 1] and no cross entropy too large for a sum.
    var areInside: Bool {
      largestComplement <= 1 && bound <= SlicedSum.bounds.upperBound && !sum.isNaN
    }

    /// An exponent such that no cross entropy is larger in size than 2 to it.
    var bound: Int { max(0, Int(largest.exponentBitPattern) - 1022) }

    /// An exponent such that nothing but 0 is smaller in size than 2 to its negative.
    var depth: Int { max(0, 1023 - Int(smallest.exponentBitPattern)) }

    mutating func take(_ complements: Span<Double>, _ crossEntropies: Span<Double>) {
      var index = 0
      var (smallest, largest, largestComplement, sum) = (smallest, largest, largestComplement, sum)
      while index < SlicedSum.blockLength {
        let complement = complements[index]
        let crossEntropy = crossEntropies[index].magnitude
        sum += complement + crossEntropy
        largestComplement = complement > largestComplement ? complement : largestComplement
        largest = crossEntropy > largest ? crossEntropy : largest
        smallest = complement < smallest ? complement : smallest
        smallest = crossEntropy < smallest ? crossEntropy : smallest
        index &+= 1
      }
      (self.smallest, self.largest, self.largestComplement, self.sum) = (
        smallest, largest, largestComplement, sum
      )
    }

    mutating func merge(_ other: Sizes) {
      largestComplement = max(largestComplement, other.largestComplement)
      largest = max(largest, other.largest)
      sum += other.sum
    }
  }
}
