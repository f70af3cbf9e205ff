/// The sums that one γ makes of many pairs (q, ce): of m·ce, of m = q^γ and of m².
///
/// Each product is rounded as it is everywhere, so that the sums are the same bits.
struct SlicedTerms {
  /// The sums of the focal terms m·ce of each cell.
  private(set) var terms: [(cell: Int, sum: SlicedSum)] = []

  /// Σ m.
  private(set) var modulations = SlicedSum(bound: 0)

  /// Σ (m·2²⁵⁶)², as ``ModulationSums`` has it.
  private(set) var scaledSquares = SlicedSum(bound: 512)

  /// The sums of pairs.
  ///
  /// - Parameters:
  ///   - pairs: the pairs.
  ///   - factor: the modulating factor, of γ > 0.
  init(_ pairs: PairsByCell, _ factor: ModulatingFactor) {
    precondition(factor.gamma > 0, "what fills blocks must have no factor")
    var room = SlicedSum.Block(repeating: 0)
    for (cell, blocks) in pairs.cells {
      var sum = SlicedSum(bound: pairs.bound)
      for block in blocks { add(pairs, block, factor, &room, to: &sum) }
      terms.append((cell, sum))
    }
  }

  /// Adds the pairs of a block, with room for their modulating factors.
  private mutating func add(
    _ pairs: PairsByCell, _ block: Int, _ factor: ModulatingFactor,
    _ room: inout SlicedSum.Block, to sum: inout SlicedSum
  ) {
    let length = SlicedSum.blockLength
    let range = block * length..<(block + 1) * length
    let crossEntropies = pairs.crossEntropies.span.extracting(range)
    var blockModulations = room.mutableSpan
    factor.apply(to: pairs.complements.span.extracting(range), into: &blockModulations)
    var (termSlices, slices, squareSlices) = (sum.slices, modulations.slices, scaledSquares.slices)
    var index = 0
    while index < length {
      let modulation = SIMD2(blockModulations[index], blockModulations[index &+ 1])
      let crossEntropy = SIMD2(crossEntropies[index], crossEntropies[index &+ 1])
      let termRest = termSlices.take(modulation * crossEntropy)
      let rest = slices.take(modulation)
      let scaled = modulation * ModulationSums.scale
      let squareRest = squareSlices.take(scaled * scaled)
      if any(termRest .!= 0 .| rest .!= 0 .| squareRest .!= 0) {
        sum.addRest(termRest)
        modulations.addRest(rest)
        scaledSquares.addRest(squareRest)
      }
      index &+= 2
    }
    sum.endBlock(termSlices)
    modulations.endBlock(slices)
    scaledSquares.endBlock(squareSlices)
  }
}
