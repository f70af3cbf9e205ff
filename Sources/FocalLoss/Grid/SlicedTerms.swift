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
          pairs, range, factor,
          Depths(ofPairs: pairs.depths[block], bound: pairs.bound, factor.gamma), to: &sum)
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
      let modulation = Int(roundingUp: min(Double(depth) * gamma, 1e6)) + 1
      // The last bit of a double is 52 below the first.
      term = SlicedSum.Depth(bitCount: modulation + depth + 1 + bound + 52)
      square = SlicedSum.Depth(bitCount: 2 * modulation + 1 + 52)
    }
  }

  /// Adds the pairs of a block.
  ///
  /// There is one loop for each of the usual numbers of halves and each depth, so that no loop has a
  /// choice in it. `@inline(always)` below binds the compiler; under `@inline(__always)` it makes one
  /// function of all loops.
  private mutating func add(
    _ pairs: PairsByCell, _ range: Range<Int>, _ factor: ModulatingFactor, _ depths: Depths,
    to sum: inout SlicedSum
  ) {
    let complements = pairs.complements.span.extracting(range)
    switch factor.halves {
    case 0: addCrossEntropies(pairs.crossEntropies.span.extracting(range), depths.term, to: &sum)
    case 1: add(complements, pairs, range, factor, Halves<1>.self, depths, to: &sum)
    case 2: add(complements, pairs, range, factor, Halves<2>.self, depths, to: &sum)
    case 4: add(complements, pairs, range, factor, Halves<4>.self, depths, to: &sum)
    case 6: add(complements, pairs, range, factor, Halves<6>.self, depths, to: &sum)
    case 10: add(complements, pairs, range, factor, Halves<10>.self, depths, to: &sum)
    default:
      var room = SlicedSum.Block(repeating: 0)
      var modulations = room.mutableSpan
      factor.apply(to: complements, into: &modulations)
      // A number is its own power of two halves.
      add(room.span, pairs, range, factor, Halves<2>.self, depths, to: &sum)
    }
  }

  /// A number of halves, as a type.
  private enum Halves<let count: Int> {}

  @inline(never)
  private mutating func add<let halves: Int>(
    _ complements: Span<Double>, _ pairs: PairsByCell, _ range: Range<Int>,
    _ factor: ModulatingFactor, _: Halves<halves>.Type, _ depths: Depths, to sum: inout SlicedSum
  ) {
    switch (depths.term, depths.square) {
    case (.two, .two):
      add(complements, pairs, range, factor, halves: halves, .two, .two, to: &sum)
    case (.two, .three):
      add(complements, pairs, range, factor, halves: halves, .two, .three, to: &sum)
    case (.three, .any), (.two, .any):
      add(complements, pairs, range, factor, halves: halves, .three, .any, to: &sum)
    case (.any, _):
      add(complements, pairs, range, factor, halves: halves, .any, .any, to: &sum)
    default:
      add(complements, pairs, range, factor, halves: halves, .three, .three, to: &sum)
    }
  }

  @inline(always)
  private mutating func add(
    _ complements: Span<Double>, _ pairs: PairsByCell, _ range: Range<Int>,
    _ factor: ModulatingFactor, halves: Int, _ depth: SlicedSum.Depth,
    _ squareDepth: SlicedSum.Depth, to sum: inout SlicedSum
  ) {
    let crossEntropies = pairs.crossEntropies.span.extracting(range)
    let crossEntropyRests = pairs.crossEntropyRests.span.extracting(range)
    let restsPerGamma = pairs.restsPerGamma.span.extracting(range)
    let length = SlicedSum.blockLength
    precondition(
      complements.count == length && crossEntropies.count == length
        && crossEntropyRests.count == length && restsPerGamma.count == length, "a block")
    // Squares that are no smaller than the slices go need not be scaled: they count units of a sum of the
    // bound that the factors have.
    let isScaled = squareDepth == .any
    let squareStart = isScaled ? scaledSquares.slices : modulations.slices
    var (termSlices, slices, squareSlices) = (sum.slices, modulations.slices, squareStart)
    var index = 0
    while index < length {
      let modulation = SIMD2(
        factor.power(complements[index], halves: halves),
        factor.power(complements[index &+ 1], halves: halves))
      let rest = slices.take(modulation, depth)
      let scaled = isScaled ? modulation * ModulationSums.scale : modulation
      let squareRest = squareSlices.take(scaled * scaled, squareDepth)
      let crossEntropy = SIMD2(crossEntropies[index], crossEntropies[index &+ 1])
      let crossEntropyRest = SIMD2(crossEntropyRests[index], crossEntropyRests[index &+ 1])
      let restPerGamma = SIMD2(restsPerGamma[index], restsPerGamma[index &+ 1])
      // As LossPair makes it of one pair.
      let lacking = crossEntropyRest + factor.gamma * restPerGamma
      let termRest = termSlices.take(modulation * crossEntropy + modulation * lacking, depth)
      if isScaled, any(termRest .!= 0 .| rest .!= 0 .| squareRest .!= 0) {
        sum.addRest(termRest)
        modulations.addRest(rest)
        scaledSquares.addRest(squareRest)
      }
      index &+= 2
    }
    sum.endBlock(termSlices, from: sum.slices)
    modulations.endBlock(slices, from: modulations.slices)
    scaledSquares.endBlock(squareSlices, from: squareStart)
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
    sum.endBlock(slices, from: sum.slices)
  }
}

/// The sums of the modulating factors m = w·q^γ and of their squares.
///
/// - Domain: factors from 1e-239 to 1e77 in size, or 0; beyond, their squares count as 0 or
///   infinite.
struct ModulationSums: Sendable {
  /// Squares are taken of m·2²⁵⁶, so that those of tiny factors do not vanish.
  static let scale = 0x1p256

  /// Σ m, alone.
  private var sums = SparseSums(count: 1)

  /// Σ (m·2²⁵⁶)², each square rounded once, alone.
  private var scaledSquares = SparseSums(count: 1)

  /// Adds modulating factors of 1, those of γ = 0.
  ///
  /// - Parameter count: how many.
  mutating func addOnes(count: Int) {
    sums.add(Double(count), at: 0)
    scaledSquares.add(Double(count) * Self.scale * Self.scale, at: 0)
  }

  /// Adds the modulating factors of evaluated samples.
  ///
  /// - Parameters:
  ///   - losses: the samples, evaluated with their modulating factors.
  ///   - samples: the samples.
  ///   - products: where the factors times the weights stand for the time being.
  ///   - bins: where numbers are gathered.
  mutating func add(
    _ losses: LossBatch, of samples: SampleBatch, _ products: inout [Double], _ bins: inout SumBins
  ) {
    let modulations = losses.modulations.span
    if samples.weights.isEmpty {
      bins.add(modulations, to: &sums)
      bins.addSquares(of: modulations, scaledBy: Self.scale, to: &scaledSquares)
      return
    }
    if products.count != modulations.count {
      products = Array(repeating: 0, count: modulations.count)
    }
    for part in modulations.indices {
      products[part] = modulations[part] * samples.weights[part / losses.partsPerSample]
    }
    bins.add(products.span, to: &sums)
    bins.addSquares(of: products.span, scaledBy: Self.scale, to: &scaledSquares)
  }

  /// Adds modulating factors and their squares that have been summed already.
  mutating func add(_ terms: SlicedTerms) {
    guard terms.hasModulations else {
      addOnes(count: terms.count)
      return
    }
    sums.add(terms.modulations, at: 0)
    scaledSquares.add(terms.scaledSquares, at: 0)
  }

  /// Adds other sums.
  mutating func merge(_ other: ModulationSums) {
    sums.merge(other.sums)
    scaledSquares.merge(other.scaledSquares)
  }

  /// Σ m.
  var sum: ExactSum { sums[0] }

  /// (Σm)²/Σm², the number of equal factors that would carry as much; nil for none.
  ///
  /// - Accuracy: within 3 ulp.
  var effectiveCount: Double? {
    let scaledSum = sum.value * Self.scale
    let squares = scaledSquares[0].value
    guard squares > 0, squares.isFinite else { return nil }
    return scaledSum / squares * scaledSum
  }
}

extension ModulationSums: StateCodable {
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.sums("factors", &sums)
    try coder.sums("squares", &scaledSquares)
  }
}
