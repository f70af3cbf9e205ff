/// The sums that one γ makes of many pairs (q, ce): of m·ce, of m = q^γ and of m².
///
/// Each product is rounded as it is everywhere, so that the sums are the same bits.
struct SlicedTerms {
  /// The sums of the focal terms m·ce of each cell.
  private(set) var terms: [(cell: Int, sum: SlicedSum)] = []

  /// The number of pairs.
  let count: Int

  /// Whether the sums of the modulating factors are there: at γ = 0 they are the number of pairs.
  let hasModulations: Bool

  /// Σ m.
  private(set) var modulations = SlicedSum(bound: 0)

  /// Σ (m·2²⁵⁶)², as ``ModulationSums`` has it.
  private(set) var scaledSquares = SlicedSum(bound: 512)

  /// The sums of pairs.
  ///
  /// - Parameters:
  ///   - pairs: the pairs.
  ///   - factor: the modulating factor.
  init(_ pairs: PairsByCell, _ factor: ModulatingFactor) {
    count = pairs.count
    hasModulations = factor.gamma > 0
    for (cell, blocks) in pairs.cells {
      var sum = SlicedSum(bound: pairs.bound)
      for block in blocks {
        let range = block * SlicedSum.blockLength..<(block + 1) * SlicedSum.blockLength
        add(
          pairs.complements.span.extracting(range), pairs.crossEntropies.span.extracting(range),
          factor, Depths(ofPairs: pairs.depths[block], bound: pairs.bound, factor.gamma), to: &sum)
      }
      terms.append((cell, sum))
    }
  }

  /// The depths of what is made of the pairs of a block.
  private struct Depths {
    /// Of the focal terms and modulating factors.
    let term: SlicedSum.Depth

    /// Of the squares.
    let square: SlicedSum.Depth

    /// The depths of a block.
    ///
    /// - Parameters:
    ///   - depth: no number of the pairs is smaller than 2 to the negative of this; at 1023 the terms
    ///     have any depth, and so zeros and subnormals are in order too.
    ///   - bound: the cross entropies are no larger than 2 to this.
    ///   - gamma: the focusing parameter γ.
    init(ofPairs depth: Int, bound: Int, _ gamma: Double) {
      // q^γ ≥ 2^−modulation, with one for its rounding; and so on.
      let modulation = Int(min(Double(depth) * gamma, 1e6).rounded(.up)) + 1
      // The last bit of a double is 52 below the first.
      term = SlicedSum.Depth(bitCount: modulation + depth + 1 + bound + 52)
      square = SlicedSum.Depth(bitCount: 2 * modulation + 1 + 52)
    }
  }

  /// Adds the pairs of a block.
  ///
  /// There is one loop for each of the usual numbers of halves and each depth, and in it nothing is
  /// asked any more. `@inline(always)` below is a demand; with `@inline(__always)`, a wish, the compiler
  /// makes one function of all of them.
  private mutating func add(
    _ complements: Span<Double>, _ crossEntropies: Span<Double>, _ factor: ModulatingFactor,
    _ depths: Depths, to sum: inout SlicedSum
  ) {
    switch factor.halves {
    case 0: addCrossEntropies(crossEntropies, depths.term, to: &sum)
    case 1: add(complements, crossEntropies, factor, halves: 1, depths, to: &sum)
    case 2: add(complements, crossEntropies, factor, halves: 2, depths, to: &sum)
    case 4: add(complements, crossEntropies, factor, halves: 4, depths, to: &sum)
    case 6: add(complements, crossEntropies, factor, halves: 6, depths, to: &sum)
    case 10: add(complements, crossEntropies, factor, halves: 10, depths, to: &sum)
    default:
      var room = SlicedSum.Block(repeating: 0)
      var modulations = room.mutableSpan
      factor.apply(to: complements, into: &modulations)
      // A number is its own power of two halves.
      add(room.span, crossEntropies, factor, halves: 2, depths, to: &sum)
    }
  }

  @inline(always)
  private mutating func add(
    _ complements: Span<Double>, _ crossEntropies: Span<Double>, _ factor: ModulatingFactor,
    halves: Int, _ depths: Depths, to sum: inout SlicedSum
  ) {
    switch (depths.term, depths.square) {
    case (.two, .two):
      add(complements, crossEntropies, factor, halves: halves, .two, .two, to: &sum)
    case (.two, .three):
      add(complements, crossEntropies, factor, halves: halves, .two, .three, to: &sum)
    case (.any, _), (_, .any):
      add(complements, crossEntropies, factor, halves: halves, .any, .any, to: &sum)
    default:
      add(complements, crossEntropies, factor, halves: halves, .three, .three, to: &sum)
    }
  }

  @inline(always)
  private mutating func add(
    _ complements: Span<Double>, _ crossEntropies: Span<Double>, _ factor: ModulatingFactor,
    halves: Int, _ depth: SlicedSum.Depth, _ squareDepth: SlicedSum.Depth, to sum: inout SlicedSum
  ) {
    let length = SlicedSum.blockLength
    precondition(complements.count == length && crossEntropies.count == length, "a block")
    var (termSlices, slices, squareSlices) = (sum.slices, modulations.slices, scaledSquares.slices)
    var index = 0
    while index < length {
      let modulation = SIMD2(
        factor.power(complements[index], halves: halves),
        factor.power(complements[index &+ 1], halves: halves))
      let crossEntropy = SIMD2(crossEntropies[index], crossEntropies[index &+ 1])
      let termRest = termSlices.take(modulation * crossEntropy, depth)
      let rest = slices.take(modulation, depth)
      let scaled = modulation * ModulationSums.scale
      let squareRest = squareSlices.take(scaled * scaled, squareDepth)
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

  /// Adds the cross entropies of a block: the focal terms at γ = 0.
  private func addCrossEntropies(
    _ crossEntropies: Span<Double>, _ depth: SlicedSum.Depth, to sum: inout SlicedSum
  ) {
    switch depth {
    case .two: addCrossEntropies(crossEntropies, constant: .two, to: &sum)
    case .three: addCrossEntropies(crossEntropies, constant: .three, to: &sum)
    case .any: addCrossEntropies(crossEntropies, constant: .any, to: &sum)
    }
  }

  @inline(always)
  private func addCrossEntropies(
    _ crossEntropies: Span<Double>, constant depth: SlicedSum.Depth, to sum: inout SlicedSum
  ) {
    precondition(crossEntropies.count == SlicedSum.blockLength, "a block")
    var slices = sum.slices
    var index = 0
    while index < SlicedSum.blockLength {
      let rest = slices.take(SIMD2(crossEntropies[index], crossEntropies[index &+ 1]), depth)
      if depth == .any, any(rest .!= 0) { sum.addRest(rest) }
      index &+= 2
    }
    sum.endBlock(slices)
  }
}
