/// Many numbers on their way into a few exact sums, of the numbers and of their squares.
///
/// As in ``SumBins``, numbers are gathered by sum, sign and exponent. Those of a bin are whole numbers of
/// 53 bits times the same power of two, so that both they and their squares are added as whole numbers:
///
/// ```
/// Σ significand   |  below 2⁵³ each    |      a bin has 128 bits for each of the two,
/// Σ significand²  |  below 2¹⁰⁶ each   |      in which 2²² squares fit
/// ```
///
/// So a square is neither rounded nor too small or too large, whatever its number is.
struct MomentBins: Sendable {
  /// How many numbers there must be at least: so many that going over the bins is worth it.
  private static let numberCount = 1 << 9

  /// How many numbers there may be at most between two times that the bins are emptied.
  private static let capacity = 1 << 22

  /// How many sums have bins at most: those of one take 128 kilobytes.
  private static let sumCount = 16

  /// The exponent of infinities and NaN, as bit patterns have it.
  private static let notFinite = 0x7ff

  /// Four words a bin: the lower and upper half of Σ significand, and those of Σ significand².
  ///
  /// All are 0 between two additions.
  private var words: [UInt64] = []

  /// Whether a number has a minus.
  private var hasMinus = false

  /// Adds numbers and their squares to the sums of some indices.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - indices: the index of each; none where all have index 0.
  ///   - sums: takes the numbers.
  ///   - squares: takes their squares; it has as many indices.
  mutating func add(
    _ numbers: Span<Double>, at indices: Span<Int32>, to sums: inout ExactSums,
    squares: inout ExactSums
  ) {
    precondition(indices.isEmpty || indices.count == numbers.count, "an index for every number")
    guard numbers.count >= Self.numberCount, sums.count <= Self.sumCount else {
      for place in numbers.indices {
        let index = indices.isEmpty ? 0 : Int(indices[place])
        sums.add(numbers[place], at: index)
        squares.add(numbers[place], times: numbers[place], at: index)
      }
      return
    }
    for start in stride(from: 0, to: numbers.count, by: Self.capacity) {
      let range = start..<min(start + Self.capacity, numbers.count)
      if indices.isEmpty {
        fill(numbers.extracting(range), sumCount: 1, { _ in 0 })
      } else {
        let indices = indices.extracting(range)
        fill(numbers.extracting(range), sumCount: sums.count, { Int(indices[$0]) })
      }
      for index in 0..<sums.count { empty(index, into: &sums, squares: &squares) }
    }
  }

  @inline(__always)
  private mutating func fill(
    _ numbers: Span<Double>, sumCount: Int, _ index: (Int) -> Int
  ) {
    let wordCount = sumCount << 14
    if self.words.count < wordCount { self.words = Array(repeating: 0, count: wordCount) }
    // Moved out, which avoids a uniqueness check per number.
    var ownWords = self.words
    self.words = []
    var words = ownWords.mutableSpan
    // Known to the compiler, so that the bins of a single sum need no checks one by one.
    precondition(words.count >= wordCount, "bins for every sum")
    var patterns: UInt64 = 0
    for place in numbers.indices {
      let pattern = numbers[place].bitPattern
      patterns |= pattern
      let isNormal: UInt64 = pattern &<< 1 < 1 << 53 ? 0 : 1
      let significand = pattern & 0xf_ffff_ffff_ffff | isNormal &<< 52
      let square = significand.multipliedFullWidth(by: significand)
      let word = index(place) &<< 14 | Int(truncatingIfNeeded: pattern >> 52) &<< 2
      let (sum, isCarried) = words[word].addingReportingOverflow(significand)
      words[word] = sum
      words[word | 1] &+= isCarried ? 1 : 0
      let (squareSum, isSquareCarried) = words[word | 2].addingReportingOverflow(square.low)
      words[word | 2] = squareSum
      words[word | 3] &+= square.high &+ (isSquareCarried ? 1 : 0)
    }
    hasMinus = patterns >> 63 != 0
    self.words = ownWords
  }

  /// Empties the bins of an index.
  private mutating func empty(
    _ index: Int, into sums: inout ExactSums, squares: inout ExactSums
  ) {
    for isNegative in hasMinus ? [false, true] : [false] {
      for exponent in 0...Self.notFinite {
        let word = index << 14 | (isNegative ? 1 << 13 : 0) | exponent << 2
        let sum = UInt128(words[word | 1]) << 64 | UInt128(words[word])
        guard sum != 0 else { continue }
        let squareSum = UInt128(words[word | 3]) << 64 | UInt128(words[word | 2])
        for offset in 0..<4 { words[word | offset] = 0 }
        guard exponent != Self.notFinite else {
          sums.add(isNegative ? -.infinity : .infinity, at: index)
          squares.add(.infinity, at: index)
          continue
        }
        // The last bits of the subnormals are those of the least normal numbers.
        let last = max(1, exponent) - 1075
        sums.add(sum, at: last - ExactSum.leastExponent, isNegative: isNegative, to: index)
        squares.add(squareSum, at: 2 * last - ExactSum.leastExponent, isNegative: false, to: index)
      }
    }
  }
}
