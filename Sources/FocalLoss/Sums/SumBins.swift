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
package struct SumBins: Sendable {
  /// How many numbers there must be at least: so many that going over all bins is worth it.
  private static let numberCount = 1 << 12

  /// How many sums have bins at most: those of one take 80 kilobytes.
  private static let sumCount = 8

  /// How often a significand with its leading bit fits into 64 bits.
  private static let capacity: UInt16 = 2048

  /// The sums of the bit patterns in the bins, all 0 between two additions.
  private var bins: [UInt64] = []

  /// How many numbers are in the bins; apart, since most bins are empty and that is seen faster so.
  private var fills: [UInt16] = []

  /// Bins without numbers.
  package init() {}

  /// Adds numbers to sums.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - indices: the index of the sum that each belongs to.
  ///   - sums: the sums.
  mutating func add(_ numbers: Span<Double>, at indices: Span<Int32>, to sums: inout SparseSums) {
    precondition(indices.count == numbers.count, "a sum for every number")
    add(
      numbers, to: &sums, sumCount: sums.count, { $0 },
      at: { Int(truncatingIfNeeded: indices[$0]) })
  }

  /// Adds numbers to a sum.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - sum: the only one of its sums.
  mutating func add(_ numbers: Span<Double>, to sum: inout SparseSums) {
    add(numbers, to: &sum, sumCount: 1, { $0 }, at: { _ in 0 })
  }

  /// Adds the squares of scaled numbers to a sum, each product rounded.
  ///
  /// - Parameters:
  ///   - numbers: any doubles.
  ///   - scale: what they are multiplied with first.
  ///   - sum: the only one of its sums.
  mutating func addSquares(
    of numbers: Span<Double>, scaledBy scale: Double, to sum: inout SparseSums
  ) {
    add(numbers, to: &sum, sumCount: 1, { ($0 * scale) * ($0 * scale) }, at: { _ in 0 })
  }

  @inline(__always)
  private mutating func add(
    _ numbers: Span<Double>, to sums: inout SparseSums, sumCount: Int,
    _ function: (Double) -> Double, at sumIndex: (Int) -> Int
  ) {
    guard numbers.count >= Self.numberCount, sumCount <= Self.sumCount else {
      sums.add(numbers.count, { function(numbers[$0]) }, at: sumIndex)
      return
    }
    let binCount = sumCount << 13
    // Moved out, which avoids a uniqueness check per number.
    var (ownBins, ownFills) = (self.bins, self.fills)
    self.bins = []
    self.fills = []
    if ownBins.count < binCount {
      ownBins = Array(repeating: 0, count: binCount)
      ownFills = Array(repeating: 0, count: binCount)
    }
    var bins = ownBins.mutableSpan
    var fills = ownFills.mutableSpan
    // Known to the compiler, so that the bins of a single sum need no checks one by one.
    precondition(bins.count >= binCount && fills.count >= binCount, "bins for every sum")
    var signs: UInt64 = 0
    // Each sum has two bins by turns, since a bin that has just been written is slow to read.
    let evenCount = numbers.count & ~1
    var index = 0
    while index < evenCount {
      let first = function(numbers[index]).bitPattern
      let second = function(numbers[index &+ 1]).bitPattern
      signs |= first | second
      Self.put(first, turn: sumIndex(index) &<< 1, &bins, &fills, &sums)
      Self.put(second, turn: sumIndex(index &+ 1) &<< 1 | 1, &bins, &fills, &sums)
      index &+= 2
    }
    if index < numbers.count {
      let last = function(numbers[index]).bitPattern
      signs |= last
      Self.put(last, turn: sumIndex(index) &<< 1, &bins, &fills, &sums)
    }
    // The second half of the bins of a turn is that of negative numbers.
    let usedCount = signs >> 63 == 0 ? 1 << 11 : 1 << 12
    for turn in 0..<2 * sumCount {
      Self.empty(turn << 12..<turn << 12 + usedCount, &bins, &fills, into: &sums)
    }
    self.bins = ownBins
    self.fills = ownFills
  }

  /// Puts a number into its bin.
  @inline(__always)
  private static func put(
    _ pattern: UInt64, turn: Int, _ bins: inout MutableSpan<UInt64>,
    _ fills: inout MutableSpan<UInt16>, _ sums: inout SparseSums
  ) {
    let bin = turn &<< 12 | Int(truncatingIfNeeded: pattern >> 52)
    let fill = fills[bin] &+ 1
    bins[bin] &+= pattern
    fills[bin] = fill
    if fill == capacity { empty(bin, &bins, &fills, into: &sums) }
  }

  /// Empties the bins of a range, whose length is a multiple of 64.
  private static func empty(
    _ range: Range<Int>, _ bins: inout MutableSpan<UInt64>, _ fills: inout MutableSpan<UInt16>,
    into sums: inout SparseSums
  ) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 64)
    where hasAny(fills.span.extracting(start..<start + 64)) {
      for bin in start..<start + 64 where fills[bin] != 0 {
        empty(bin, &bins, &fills, into: &sums)
      }
    }
  }

  /// Whether one of 64 bins has numbers; a block of a fixed size becomes vector instructions.
  private static func hasAny(_ fills: Span<UInt16>) -> Bool {
    var joined: UInt16 = 0
    for offset in 0..<64 { joined |= fills[offset] }
    return joined != 0
  }

  @inline(never)
  private static func empty(
    _ bin: Int, _ bins: inout MutableSpan<UInt64>, _ fills: inout MutableSpan<UInt16>,
    into sums: inout SparseSums
  ) {
    let common = UInt64(truncatingIfNeeded: bin & 0xfff) << 52
    let count = UInt64(fills[bin])
    sums.add(
      fractions: bins[bin] &- common &* count, count: count, exponent: bin & 0x7ff,
      isNegative: bin & 0x800 != 0, at: bin >> 13)
    bins[bin] = 0
    fills[bin] = 0
  }
}
