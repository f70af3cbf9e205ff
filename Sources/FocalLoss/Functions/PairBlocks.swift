/// The pairs of many targets, in blocks of sections of one kind of number each.
///
/// ```
/// | 64 complements | their rests | 64 cross entropies | their rests | 64 complements | …
/// ```
///
/// In a single array, with distances that the compiler knows, loops over a block become vector
/// instructions; of four arrays it would have to ask before every loop whether they overlap.
struct PairBlocks: Sendable {
  /// The pairs of a block.
  static let length = 64

  /// The blocks of so many pairs, as the indices of these.
  static func ranges(_ count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: length).lazy.map { $0..<min($0 + length, count) }
  }

  /// How many pairs there are.
  private(set) var count: Int

  /// The numbers, of whole blocks; there is room for one where no pairs are.
  private(set) var numbers: [Double]

  /// The numbers of a block.
  static let blockSize = 4 * length

  /// As many numbers as a block has pairs.
  typealias Section = InlineArray<64, Double>

  // Where the sections of a block begin.
  static let complement = 0
  static let complementRest = length
  static let crossEntropy = 2 * length
  static let crossEntropyRest = 3 * length

  /// Blocks of pairs (0, 0).
  ///
  /// - Parameter count: how many pairs.
  init(count: Int) {
    self.count = count
    numbers = Array(repeating: 0, count: Self.blockSize * Self.blockCount(count))
  }

  private static func blockCount(_ count: Int) -> Int { max((count + length - 1) / length, 1) }

  /// Makes room for another number of pairs, whose numbers are any.
  mutating func resize(to count: Int) {
    self.count = count
    let missing = Self.blockSize * Self.blockCount(count) - numbers.count
    if missing > 0 { numbers.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// The places of the numbers of the block that a pair is in.
  static func places(ofBlockWith index: Int) -> Range<Int> {
    let start = index / length * blockSize
    return start..<start + blockSize
  }

  /// A pair.
  subscript(index: Int) -> LossPair {
    get {
      Self.pair(
        numbers.span.extracting(Self.places(ofBlockWith: index)), at: index % Self.length)
    }
    set {
      let start = Self.places(ofBlockWith: index).lowerBound
      var numbers = numbers.mutableSpan
      Self.set(newValue, &numbers, at: start + index % Self.length)
    }
  }

  /// Fills a block with pairs that are made without a branch.
  ///
  /// - Parameters:
  ///   - range: the indices of the pairs, from the first of a block on.
  ///   - pair: the pair at an offset from the first.
  @inline(__always)
  mutating func fill(_ range: Range<Int>, _ pair: (Int) -> LossPair) {
    var numbers = numbers.mutableSpan
    var block = numbers._mutatingExtracting(Self.places(ofBlockWith: range.lowerBound))
    precondition(block.count == Self.blockSize && range.count <= Self.length, "a block")
    for offset in 0..<range.count { Self.set(pair(offset), &block, at: offset) }
  }

  /// Makes focal terms of a block of pairs whose numbers are finite, and hands on their cross entropies.
  ///
  /// - Parameters:
  ///   - first: the index of the first pair of the block.
  ///   - terms: takes the terms.
  ///   - crossEntropies: takes the cross entropies.
  ///   - range: where they go; no more than ``length`` places.
  ///   - factor: the modulating factor.
  func makeTerms(
    from first: Int, _ terms: inout MutableSpan<Double>,
    _ crossEntropies: inout MutableSpan<Double>, in range: Range<Int>, _ factor: ModulatingFactor
  ) {
    let block = numbers.span.extracting(Self.places(ofBlockWith: first))
    // For the usual γ the choice is made once, before the loop, which then has vector instructions.
    switch factor.halves {
    case 0: Self.makeTerms(block, &terms, &crossEntropies, in: range, factor.gamma) { _, _ in 1 }
    case 4:
      Self.makeTerms(block, &terms, &crossEntropies, in: range, factor.gamma) {
        factor.power($1, halves: 4)
      }
    case .some(let halves):
      Self.makeTerms(block, &terms, &crossEntropies, in: range, factor.gamma) {
        factor.power($1, halves: halves)
      }
    case nil:
      var room = Section(repeating: 0)
      var factors = room.mutableSpan
      factor.apply(to: block.extracting(0..<Self.length), into: &factors)
      let all = room.span
      Self.makeTerms(block, &terms, &crossEntropies, in: range, factor.gamma) { index, _ in
        all[index]
      }
    }
  }

  @inline(__always)
  private static func makeTerms(
    _ block: Span<Double>, _ terms: inout MutableSpan<Double>,
    _ crossEntropies: inout MutableSpan<Double>, in range: Range<Int>, _ gamma: Double,
    _ factor: (Int, Double) -> Double
  ) {
    precondition(block.count == blockSize && range.count <= length, "a block")
    precondition(
      range.lowerBound >= 0 && range.upperBound <= terms.count
        && range.upperBound <= crossEntropies.count, "places for all")
    for place in range {
      let index = place &- range.lowerBound
      let pair = pair(block, at: index)
      let w = factor(index, pair.complement)
      terms[place] = pair.finiteTerm(w, gamma: gamma) + 0
      crossEntropies[place] = pair.crossEntropy
    }
  }

  /// Makes focal terms of the modulating factors of a block.
  ///
  /// - Parameters:
  ///   - terms: takes the terms, at the indices of the pairs.
  ///   - factors: the factors of the pairs of the block.
  ///   - range: the indices of the pairs.
  ///   - gamma: γ.
  func makeTerms(
    _ terms: inout MutableSpan<Double>, ofFactors factors: Span<Double>, in range: Range<Int>,
    gamma: Double
  ) {
    let block = numbers.span.extracting(Self.places(ofBlockWith: range.lowerBound))
    precondition(
      block.count == Self.blockSize && range.count <= Self.length && factors.count == Self.length
        && range.lowerBound >= 0 && range.upperBound <= terms.count, "places for all")
    for place in range {
      let index = place &- range.lowerBound
      terms[place] = Self.pair(block, at: index).term(factors[index], gamma: gamma)
    }
  }

  /// A pair of a block.
  @inline(__always)
  static func pair(_ block: Span<Double>, at index: Int) -> LossPair {
    LossPair(
      complement: block[complement &+ index], complementRest: block[complementRest &+ index],
      crossEntropy: block[crossEntropy &+ index],
      crossEntropyRest: block[crossEntropyRest &+ index])
  }

  @inline(__always)
  private static func set(_ pair: LossPair, _ block: inout MutableSpan<Double>, at index: Int) {
    block[complement &+ index] = pair.complement
    block[complementRest &+ index] = pair.complementRest
    block[crossEntropy &+ index] = pair.crossEntropy
    block[crossEntropyRest &+ index] = pair.crossEntropyRest
  }
}
