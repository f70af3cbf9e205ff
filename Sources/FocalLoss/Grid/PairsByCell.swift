/// The pairs (q, ce) of a batch that has two cells, those of the one before those of the other.
///
/// Each cell is filled up to whole blocks with pairs (0, 0), whose focal terms are 0.
struct PairsByCell: Sendable {
  /// The number of pairs, without those that fill blocks.
  private(set) var count = 0

  /// The complements q, each in [0, 1].
  private(set) var complements: [Double] = []

  /// The cross entropies ce.
  private(set) var crossEntropies: [Double] = []

  /// What the doubles of q take from a term of γ = 1, over q: ce·q_rest.
  private(set) var restsPerGamma: [Double] = []

  /// What the doubles of ce leave of it.
  private(set) var crossEntropyRests: [Double] = []

  /// The cells, and where their blocks are.
  private(set) var cells: [(cell: Int, blocks: Range<Int>)] = []

  /// No cross entropy is larger in size than 2 to this power.
  private(set) var bound = 0

  /// For every block an exponent such that none of its numbers is smaller than 2 to its negative; 1023
  /// where there are zeros or subnormals.
  private(set) var depths: [Int] = []

  /// Takes the pairs of a batch; what was there is replaced.
  ///
  /// - Parameter batch: a batch that has kept its pairs.
  /// - Returns: whether it could: there are at most two cells, and a sum has room for the pairs and for
  ///   the largest cross entropy.
  mutating func take(_ batch: LossBatch) -> Bool {
    let length = SlicedSum.blockLength
    let blockCount = batch.pairs.count / length + 2
    guard batch.hasPairs, blockCount <= SlicedSum.blockCount,
      let (first, second) = Self.cells(batch.cells.span)
    else { return false }
    if complements.count < blockCount * length {
      complements = Array(repeating: 0, count: blockCount * length)
      crossEntropies = complements
      restsPerGamma = complements
      crossEntropyRests = complements
    }
    count = batch.cells.count
    let firstCount = move(batch, first, end: blockCount * length)
    let secondStart = blockCount * length - (count - firstCount)
    cells = [
      (Int(first), 0..<(firstCount + length - 1) / length),
      (Int(second), secondStart / length..<blockCount),
    ]
    for place in firstCount..<cells[0].blocks.upperBound * length { setNothing(at: place) }
    for place in cells[1].blocks.lowerBound * length..<secondStart { setNothing(at: place) }
    return measure()
  }

  /// The two cells that there are, the same twice where there is one; nil where there are more.
  private static func cells(_ cells: Span<Int32>) -> (first: Int32, second: Int32)? {
    let first = cells[0]
    let second = cells.indices.first { cells[$0] != first }.map { cells[$0] } ?? first
    // No branch, so that it becomes vector instructions.
    var others: Int32 = 0
    for index in cells.indices {
      others |= (cells[index] == first ? 0 : 1) & (cells[index] == second ? 0 : 1)
    }
    return others == 0 ? (first, second) : nil
  }

  /// Moves the pairs of the first cell to the beginning, those of the second to the end.
  ///
  /// - Returns: how many the first has.
  private mutating func move(_ batch: LossBatch, _ first: Int32, end: Int) -> Int {
    precondition(batch.pairs.count == batch.cells.count, "a pair a cell")
    // Moved out, since several arrays cannot be changed at once in place.
    var (ownComplements, ownCrossEntropies) = (self.complements, self.crossEntropies)
    var (ownRestsPerGamma, ownCrossEntropyRests) = (self.restsPerGamma, self.crossEntropyRests)
    (self.complements, self.crossEntropies) = ([], [])
    (self.restsPerGamma, self.crossEntropyRests) = ([], [])
    var movedComplements = ownComplements.mutableSpan
    var movedCrossEntropies = ownCrossEntropies.mutableSpan
    var movedRestsPerGamma = ownRestsPerGamma.mutableSpan
    var movedCrossEntropyRests = ownCrossEntropyRests.mutableSpan
    let count = movedComplements.count
    precondition(
      movedCrossEntropies.count == count && movedRestsPerGamma.count == count
        && movedCrossEntropyRests.count == count, "as much room for each")
    var firstCount = 0
    for range in PairBlocks.ranges(batch.cells.count) {
      let cells = batch.cells.span.extracting(range)
      let pairs = batch.pairs.numbers.span.extracting(
        PairBlocks.places(ofBlockWith: range.lowerBound))
      let count = range.count
      precondition(
        pairs.count == PairBlocks.blockSize && count <= PairBlocks.length && cells.count == count,
        "a block")
      let last = end &- 1 &- range.lowerBound
      var index = 0
      while index < count {
        let pair = PairBlocks.pair(pairs, at: index)
        // No branch, since the processor cannot predict labels.
        let isFirst = cells[index] == first ? 1 : 0
        // Of those before, what the first cell has not, the second has.
        let place = firstCount &+ ((isFirst &- 1) & (last &- index))
        firstCount &+= isFirst
        movedComplements[place] = pair.complement
        movedCrossEntropies[place] = pair.crossEntropy
        movedRestsPerGamma[place] = pair.crossEntropy * pair.complementRest
        movedCrossEntropyRests[place] = pair.crossEntropyRest
        index &+= 1
      }
    }
    (self.complements, self.crossEntropies) = (ownComplements, ownCrossEntropies)
    (self.restsPerGamma, self.crossEntropyRests) = (ownRestsPerGamma, ownCrossEntropyRests)
    return firstCount
  }

  /// Finds how large and how small the numbers are.
  ///
  /// - Returns: whether the complements are in [0, 1] and the sums have a bound.
  private mutating func measure() -> Bool {
    let length = SlicedSum.blockLength
    var (complementSizes, crossEntropySizes) = (NumberSizes(), NumberSizes())
    depths = Array(repeating: 0, count: cells[1].blocks.upperBound)
    for block in cells.flatMap(\.blocks) {
      let range = block * length..<(block + 1) * length
      let (ofComplements, ofCrossEntropies) = NumberSizes.ofBlocks(
        complements.span.extracting(range), crossEntropies.span.extracting(range))
      depths[block] = max(ofComplements.depth, ofCrossEntropies.depth)
      complementSizes.merge(ofComplements)
      crossEntropySizes.merge(ofCrossEntropies)
    }
    bound = crossEntropySizes.bound
    return crossEntropySizes.haveBound && complementSizes.haveBound
      && complementSizes.greatest <= 1 && !complementSizes.haveMinus
  }

  private mutating func setNothing(at place: Int) {
    complements[place] = 0
    crossEntropies[place] = 0
    restsPerGamma[place] = 0
    crossEntropyRests[place] = 0
  }
}
