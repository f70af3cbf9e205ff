/// Many numbers on their way into a few exact sums, gathered by sum, sign and exponent.
///
/// The bit patterns of all numbers of a bin are added as they are, modulo 2⁶⁴. They have the upper
/// 12 bits in common, so that these can be taken away at the end, as often as there are numbers:
///
/// ```
/// bit pattern    | sign, exponent |              significand              |
///                  the place of the bin           2048 of them and their leading bits fit in 64 bits
/// ```
///
/// Adding is one addition and one count, a third of what ``ExactSum/add(_:)`` needs.
///
/// Source: the large superaccumulator of Neal, "Fast exact summation using small and large
/// superaccumulators", 2015.
struct SumBins: Sendable {
  /// How many numbers there must be at least: so many that going over all bins is worth it.
  private static let numberCount = 1 << 12

  /// How many sums have bins at most: those of one take 64 kilobytes.
  private static let sumCount = 8

  /// How often a significand with its leading bit fits into 64 bits.
  private static let capacity: UInt64 = 2048

  private struct Bin {
    var bits: UInt64 = 0
    var count: UInt64 = 0
  }

  /// The bins, all empty between two additions.
  private var bins: [Bin] = []

  /// Adds numbers to sums.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - indices: the index of the sum that each belongs to.
  ///   - sums: the sums.
  mutating func add(_ numbers: Span<Double>, at indices: Span<Int32>, to sums: inout SparseSums) {
    precondition(indices.count == numbers.count, "a sum for every number")
    add(numbers, to: &sums) { Int(truncatingIfNeeded: indices[$0]) }
  }

  /// Adds numbers to a sum.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - sum: the only one of its sums.
  mutating func add(_ numbers: Span<Double>, to sum: inout SparseSums) {
    add(numbers, to: &sum) { _ in 0 }
  }

  @inline(__always)
  private mutating func add(
    _ numbers: Span<Double>, to sums: inout SparseSums, at sumIndex: (Int) -> Int
  ) {
    guard numbers.count >= Self.numberCount, sums.count <= Self.sumCount else {
      for index in numbers.indices { sums.add(numbers[index], at: sumIndex(index)) }
      return
    }
    let binCount = sums.count << 13
    // Moved out, so that nobody asks for each number whether the array is shared.
    var bins = bins
    self.bins = []
    if bins.count < binCount { bins = Array(repeating: Bin(), count: binCount) }
    var places = bins.mutableSpan
    var signs: UInt64 = 0
    for index in 0..<numbers.count {
      let bits = numbers[index].bitPattern
      signs |= bits
      // Each sum has two bins by turns, since a bin that has just been written is slow to read.
      let half = sumIndex(index) &<< 1 | index & 1
      let place = half &<< 12 | Int(truncatingIfNeeded: bits >> 52)
      let count = places[place].count &+ 1
      places[place].bits &+= bits
      places[place].count = count
      if count == Self.capacity { Self.empty(&places[place], at: place, into: &sums) }
    }
    // The second half of the bins is that of negative numbers.
    let usedCount = signs >> 63 == 0 ? 1 << 11 : 1 << 12
    for half in 0..<2 * sums.count {
      for place in half << 12..<half << 12 + usedCount where places[place].count != 0 {
        Self.empty(&places[place], at: place, into: &sums)
      }
    }
    self.bins = bins
  }

  @inline(never)
  private static func empty(_ bin: inout Bin, at place: Int, into sums: inout SparseSums) {
    let common = UInt64(truncatingIfNeeded: place & 0xfff) << 52
    sums.add(
      fractions: bin.bits &- common &* bin.count, count: bin.count, exponent: place & 0x7ff,
      isNegative: place & 0x800 != 0, at: place >> 13)
    bin = Bin()
  }
}
