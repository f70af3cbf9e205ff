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
    var ends = (first: 0, second: blockCount * length)
    guard move(batch, first, second, &ends) else { return false }
    cells = [
      (Int(first), 0..<(ends.first + length - 1) / length),
      (Int(second), ends.second / length..<blockCount),
    ]
    for place in ends.first..<cells[0].blocks.upperBound * length { setNothing(at: place) }
    for place in cells[1].blocks.lowerBound * length..<ends.second { setNothing(at: place) }
    return true
  }

  /// Moves the pairs of the first cell to the beginning, those of the second to the end.
  ///
  /// - Returns: whether there is no third cell, and the sums have a bound.
  private mutating func move(
    _ batch: LossBatch, _ first: Int32, _ second: Int32, _ ends: inout (first: Int, second: Int)
  ) -> Bool {
    let (complements, crossEntropies) = (batch.complements.span, batch.partCrossEntropies.span)
    let cells = batch.cells.span
    precondition(
      complements.count == cells.count && crossEntropies.count == cells.count, "a pair a cell")
    // Moved out, since two arrays cannot be changed at once in place.
    var (ownComplements, ownCrossEntropies) = (self.complements, self.crossEntropies)
    (self.complements, self.crossEntropies) = ([], [])
    var movedComplements = ownComplements.mutableSpan
    var movedCrossEntropies = ownCrossEntropies.mutableSpan
    var (firstEnd, secondEnd) = ends
    var others: Int32 = 0
    var (largestComplement, largest) = (UInt64(0), UInt64(0))
    for index in cells.indices {
      // No branch, since nobody knows whether the next label is 0 or 1: −1 for the second cell.
      let difference = cells[index] ^ first
      let isSecond = Int(truncatingIfNeeded: (difference | (0 &- difference)) >> 31)
      others |= Int32(truncatingIfNeeded: isSecond) & (cells[index] ^ second)
      secondEnd &+= isSecond
      let place = firstEnd ^ ((firstEnd ^ secondEnd) & isSecond)
      firstEnd &+= 1 &+ isSecond
      movedComplements[place] = complements[index]
      movedCrossEntropies[place] = crossEntropies[index]
      // Without signs, bit patterns are ordered as the numbers are.
      largestComplement = max(largestComplement, complements[index].bitPattern)
      largest = max(largest, crossEntropies[index].magnitude.bitPattern)
    }
    (self.complements, self.crossEntropies) = (ownComplements, ownCrossEntropies)
    ends = (firstEnd, secondEnd)
    bound = max(0, Int(Double(bitPattern: largest).exponentBitPattern) - 1022)
    return others == 0 && largestComplement <= (1.0).bitPattern
      && bound <= SlicedSum.bounds.upperBound
  }

  private mutating func setNothing(at place: Int) {
    complements[place] = 0
    crossEntropies[place] = 0
  }
}
