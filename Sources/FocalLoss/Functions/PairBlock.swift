/// The pairs of some targets, in sections of one kind of number each, so that loops over all of them
/// become vector instructions.
struct PairBlock: Sendable {
  /// How many pairs there is room for.
  static let length = 64

  /// The blocks that so many pairs fill.
  static func ranges(_ count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: length).lazy.map { $0..<min($0 + length, count) }
  }

  private var numbers = [Double](repeating: 0, count: 4 * length)

  /// Modulating factors on their way into terms.
  private var powers = [Double](repeating: 0, count: length)

  private static let complement = 0
  private static let complementRest = length
  private static let crossEntropy = 2 * length
  private static let crossEntropyRest = 3 * length

  /// A pair.
  subscript(index: Int) -> LossPair {
    get { Self.pair(numbers.span, at: index) }
    set {
      var numbers = numbers.mutableSpan
      Self.set(newValue, &numbers, at: index)
    }
  }

  /// Fills the block with pairs that are made without a branch.
  ///
  /// - Parameters:
  ///   - count: how many pairs.
  ///   - pair: the pair at an index.
  @inline(__always)
  mutating func fill(_ count: Int, _ pair: (Int) -> LossPair) {
    var numbers = numbers.mutableSpan
    precondition(numbers.count == 4 * Self.length && count <= Self.length, "four sections")
    for index in 0..<count { Self.set(pair(index), &numbers, at: index) }
  }

  /// Makes focal terms of pairs whose numbers are finite, and hands on their cross entropies.
  ///
  /// - Parameters:
  ///   - terms: takes the terms.
  ///   - crossEntropies: takes the cross entropies.
  ///   - range: where they go; no more than ``length`` places.
  ///   - factor: the modulating factor.
  mutating func makeTerms(
    _ terms: inout MutableSpan<Double>, _ crossEntropies: inout MutableSpan<Double>,
    in range: Range<Int>, _ factor: ModulatingFactor
  ) {
    // For the usual γ the choice is made once, before the loop, which then has vector instructions.
    switch factor.halves {
    case 0: makeTerms(&terms, &crossEntropies, in: range, factor.gamma) { _, _ in 1 }
    case 4:
      makeTerms(&terms, &crossEntropies, in: range, factor.gamma) {
        factor.power($1, halves: 4)
      }
    case .some(let halves):
      makeTerms(&terms, &crossEntropies, in: range, factor.gamma) {
        factor.power($1, halves: halves)
      }
    case nil:
      // Moved out, since the pairs are read beside.
      var ownPowers = powers
      powers = []
      var factors = ownPowers.mutableSpan
      factor.apply(to: numbers.span.extracting(0..<Self.length), into: &factors)
      let all = ownPowers.span
      makeTerms(&terms, &crossEntropies, in: range, factor.gamma) { index, _ in all[index] }
      powers = ownPowers
    }
  }

  @inline(__always)
  private func makeTerms(
    _ terms: inout MutableSpan<Double>, _ crossEntropies: inout MutableSpan<Double>,
    in range: Range<Int>, _ gamma: Double, _ factor: (Int, Double) -> Double
  ) {
    let numbers = numbers.span
    precondition(numbers.count == 4 * Self.length && range.count <= Self.length, "a block")
    precondition(
      range.lowerBound >= 0 && range.upperBound <= terms.count
        && range.upperBound <= crossEntropies.count, "places for all")
    for place in range {
      let index = place &- range.lowerBound
      let pair = Self.pair(numbers, at: index)
      let w = factor(index, pair.complement)
      terms[place] = pair.finiteTerm(w, gamma: gamma) + 0
      crossEntropies[place] = pair.crossEntropy
    }
  }

  /// Copies the pairs.
  ///
  /// - Parameters:
  ///   - columns: takes the four numbers of the pairs, each into an array.
  ///   - range: where they go.
  func copy(into columns: inout PairColumns, at range: Range<Int>) {
    func part(_ start: Int) -> ArraySlice<Double> { numbers[start..<start + range.count] }
    columns.complements.replaceSubrange(range, with: part(Self.complement))
    columns.complementRests.replaceSubrange(range, with: part(Self.complementRest))
    columns.crossEntropies.replaceSubrange(range, with: part(Self.crossEntropy))
    columns.crossEntropyRests.replaceSubrange(range, with: part(Self.crossEntropyRest))
  }

  /// Copies the cross entropies alone.
  func copyCrossEntropies(_ crossEntropies: inout MutableSpan<Double>, at range: Range<Int>) {
    let numbers = numbers.span.extracting(
      Self.crossEntropy..<Self.crossEntropy + range.count)
    precondition(
      range.lowerBound >= 0 && range.upperBound <= crossEntropies.count, "places for all")
    for index in numbers.indices { crossEntropies[range.lowerBound &+ index] = numbers[index] }
  }

  @inline(__always)
  private static func pair(_ numbers: Span<Double>, at index: Int) -> LossPair {
    LossPair(
      complement: numbers[complement &+ index], complementRest: numbers[complementRest &+ index],
      crossEntropy: numbers[crossEntropy &+ index],
      crossEntropyRest: numbers[crossEntropyRest &+ index])
  }

  @inline(__always)
  private static func set(
    _ pair: LossPair, _ numbers: inout MutableSpan<Double>, at index: Int
  ) {
    numbers[complement &+ index] = pair.complement
    numbers[complementRest &+ index] = pair.complementRest
    numbers[crossEntropy &+ index] = pair.crossEntropy
    numbers[crossEntropyRest &+ index] = pair.crossEntropyRest
  }
}
