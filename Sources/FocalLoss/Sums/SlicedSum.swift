/// Many numbers of a known size on their way into an exact sum, two at a time.
///
/// A running sum that starts at 1.5 · 2^(52+e) and stays between 2^(52+e) and 2^(53+e) is always a
/// multiple of 2^e. So adding a number takes of it exactly what is a multiple of 2^e; what is left is
/// at most half of that, and goes to the next slice. Three of them take 134 bits:
///
/// ```
/// 2^bound          2^(bound−44)         2^(bound−89)         2^(bound−134)
///   | first slice       | second slice       | third slice        |  the rest
/// ```
///
/// Numbers that are known to end above the end of a slice leave nothing to those after it, so most
/// blocks need two and have no rest. No memory and no branch are in it, so that it becomes vector
/// instructions: a quarter of a nanosecond, where ``SumBins`` needs one or two.
///
/// Source: the extraction of Rump, Ogita and Oishi, "Accurate floating-point summation", 2008, with
/// the running sums of Demmel and Nguyen, "Parallel reproducible summation", 2015.
struct SlicedSum {
  /// The most numbers of a block.
  static let blockLength = 128

  /// The numbers of a block, or what is made of them.
  typealias Block = InlineArray<128, Double>

  /// The bounds that a sum can have: beyond, the running sums would not be normal doubles.
  static let bounds = -800...800

  /// The most blocks of a sum.
  static let blockCount = 1 << 11

  /// How many slices the numbers of a block need.
  enum Depth {
    /// Two, and nothing is left.
    case two
    /// Three, and nothing is left.
    case three
    /// Three, and something may be left.
    case any

    /// The depth of numbers that are multiples of 2 to the power of `bound` − `bitCount`.
    init(bitCount: Int) {
      self = bitCount <= 89 ? .two : bitCount <= 134 ? .three : .any
    }
  }

  /// The running sums of a block: to be moved into a variable, which registers can hold.
  struct Slices {
    fileprivate var first: SIMD2<Double>
    fileprivate var second: SIMD2<Double>
    fileprivate var third: SIMD2<Double>

    /// Takes two numbers.
    ///
    /// - Parameters:
    ///   - numbers: finite and within the bound.
    ///   - depth: their depth; a constant, which avoids a choice per number.
    /// - Returns: what is left of them.
    @inline(__always)
    mutating func take(_ numbers: SIMD2<Double>, _ depth: Depth) -> SIMD2<Double> {
      var rest = numbers
      Self.take(&rest, into: &first)
      switch depth {
      case .two:
        second += rest
        return .zero
      case .three:
        Self.take(&rest, into: &second)
        third += rest
        return .zero
      case .any:
        Self.take(&rest, into: &second)
        Self.take(&rest, into: &third)
        return rest
      }
    }

    @inline(__always)
    private static func take(_ numbers: inout SIMD2<Double>, into slice: inout SIMD2<Double>) {
      let sum = slice + numbers
      // One instruction fewer than taking the difference of the sums away.
      numbers += slice - sum
      slice = sum
    }
  }

  /// Where the running sums of every block start.
  let slices: Slices

  /// The exponents e of the units of the slices.
  private let exponents: InlineArray<3, Int>

  /// The sums of the blocks, in units, those of even and of odd places.
  private var units = InlineArray<3, SIMD2<UInt64>>(repeating: .zero)

  /// The sum of what was left.
  private var rest = ExactSum()

  /// A sum of no numbers.
  ///
  /// - Parameter bound: no number is larger in size than 2 to this power; in ``bounds``.
  init(bound: Int) {
    precondition(Self.bounds.contains(bound), "a bound that a sum can have")
    // Of 64 numbers in a lane, with one bit to spare: 2^(bound+6) < 2^(51+e).
    exponents = [bound - 44, bound - 89, bound - 134]
    func start(_ exponent: Int) -> SIMD2<Double> {
      SIMD2(repeating: Double(sign: .plus, exponent: 52 + exponent, significand: 1.5))
    }
    slices = Slices(
      first: start(exponents[0]), second: start(exponents[1]), third: start(exponents[2]))
  }

  /// Adds what was left of two numbers.
  @inline(never)
  mutating func addRest(_ numbers: SIMD2<Double>) {
    if numbers.x != 0 { rest.add(numbers.x) }
    if numbers.y != 0 { rest.add(numbers.y) }
  }

  /// Adds the running sums of a block.
  ///
  /// - Parameters:
  ///   - sums: the running sums.
  ///   - start: where they started: ``slices``, or those of a sum of another bound where the numbers were
  ///     taken times the power of two between the two bounds.
  mutating func endBlock(_ sums: Slices, from start: Slices) {
    // Between two powers of two bit patterns count units.
    func units(_ sum: SIMD2<Double>, _ start: SIMD2<Double>) -> SIMD2<UInt64> {
      SIMD2(sum.x.bitPattern, sum.y.bitPattern) &- SIMD2(start.x.bitPattern, start.y.bitPattern)
    }
    self.units[0] &+= units(sums.first, start.first)
    self.units[1] &+= units(sums.second, start.second)
    self.units[2] &+= units(sums.third, start.third)
  }

  /// Adds everything to an exact sum.
  func add(to sums: inout ExactSums, at index: Int) {
    for slice in 0..<3 {
      // Each half is a double exactly.
      let units = Int64(bitPattern: units[slice].x &+ units[slice].y)
      let (high, low) = (Double(units >> 32), Double(units & 0xffff_ffff))
      sums.add(
        Double(sign: .plus, exponent: exponents[slice] + 32, significand: high), at: index)
      sums.add(Double(sign: .plus, exponent: exponents[slice], significand: low), at: index)
    }
    sums.add(rest, at: index)
  }
}

/// How large and how small numbers are, for ``SlicedSum``.
struct NumberSizes {
  private var largest = SIMD2<Double>.zero
  private var smallest = SIMD2(repeating: Double.infinity)

  /// Is no number where one of them is none.
  private var sum = SIMD2<Double>.zero

  /// All signs, in the highest bits.
  private var signs = SIMD2<UInt64>.zero

  /// Whether a sum can have their bound.
  var haveBound: Bool { bound <= SlicedSum.bounds.upperBound && !(sum.x + sum.y).isNaN }

  /// Whether one of the numbers has a minus.
  var haveMinus: Bool { (signs.x | signs.y) >> 63 != 0 }

  /// The greatest.
  var greatest: Double { max(largest.x, largest.y) }

  /// An exponent such that no number is as large as 2 to it; not negative.
  var bound: Int { max(0, Int(greatest.exponentBitPattern) - 1022) }

  /// An exponent such that no number is smaller than 2 to its negative; not negative, and 1023 where
  /// there are zeros or subnormals.
  var depth: Int { max(0, 1023 - Int(min(smallest.x, smallest.y).exponentBitPattern)) }

  /// The sizes of the numbers of two blocks, in six vector instructions for two of them.
  @inline(__always)
  static func ofBlocks(
    _ one: Span<Double>, _ other: Span<Double>
  ) -> (one: NumberSizes, other: NumberSizes) {
    let length = SlicedSum.blockLength
    precondition(one.count == length && other.count == length, "blocks")
    var sizes = (one: NumberSizes(), other: NumberSizes())
    var index = 0
    while index < length {
      sizes.one.take(SIMD2(one[index], one[index &+ 1]))
      sizes.other.take(SIMD2(other[index], other[index &+ 1]))
      index &+= 2
    }
    return sizes
  }

  @inline(__always)
  private mutating func take(_ numbers: SIMD2<Double>) {
    signs |= SIMD2(numbers.x.bitPattern, numbers.y.bitPattern)
    let size = SIMD2(numbers.x.magnitude, numbers.y.magnitude)
    sum += size
    takeEnds(size, size)
  }

  /// Takes what others have been taken for.
  @inline(__always)
  mutating func merge(_ other: NumberSizes) {
    sum += other.sum
    signs |= other.signs
    takeEnds(other.largest, other.smallest)
  }

  @inline(__always)
  private mutating func takeEnds(_ large: SIMD2<Double>, _ small: SIMD2<Double>) {
    // In this form, lane by lane, the maximum and minimum are an instruction each.
    largest = SIMD2(
      largest.x > large.x ? largest.x : large.x, largest.y > large.y ? largest.y : large.y)
    smallest = SIMD2(
      smallest.x < small.x ? smallest.x : small.x, smallest.y < small.y ? smallest.y : small.y)
  }
}
