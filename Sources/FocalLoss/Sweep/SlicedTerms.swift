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
      for block in blocks {
        switch Self.depth(pairs.depths[block], bound: pairs.bound, factor.gamma) {
        case .two: add(pairs, block, factor, .two, &room, to: &sum)
        case .three: add(pairs, block, factor, .three, &room, to: &sum)
        case .any: add(pairs, block, factor, .any, &room, to: &sum)
        }
      }
      terms.append((cell, sum))
    }
  }

  /// The depth of all numbers of a block.
  ///
  /// - Parameters:
  ///   - depth: what is not 0 in the pairs is no smaller than 2 to the negative of this.
  ///   - bound: the cross entropies are no larger than 2 to this.
  ///   - gamma: the focusing parameter γ.
  /// - Returns: the depth of the terms, the modulating factors and their squares.
  private static func depth(_ depth: Int, bound: Int, _ gamma: Double) -> SlicedSum.Depth {
    // q^γ ≥ 2^−modulation, with one for its rounding; and so on.
    let modulation = Int(min(Double(depth) * gamma, 1e6).rounded(.up)) + 1
    let (term, square) = (modulation + depth + 1, 2 * modulation + 1)
    // The last bit of a double is 52 below the first.
    return SlicedSum.Depth(bitCount: max(term + bound, square) + 52)
  }

  /// Adds the pairs of a block, with room for their modulating factors.
  @inline(__always)
  private mutating func add(
    _ pairs: PairsByCell, _ block: Int, _ factor: ModulatingFactor, _ depth: SlicedSum.Depth,
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
      let termRest = termSlices.take(modulation * crossEntropy, depth)
      let rest = slices.take(modulation, depth)
      let scaled = modulation * ModulationSums.scale
      let squareRest = squareSlices.take(scaled * scaled, depth)
      if depth == .any, any(termRest .!= 0 .| rest .!= 0 .| squareRest .!= 0) {
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
