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

  /// The sums of the blocks, in units.
  private var units = InlineArray<3, Int64>(repeating: 0)

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
  mutating func endBlock(_ sums: Slices) {
    for lane in 0..<2 {
      // Between two powers of two bit patterns count units.
      func units(_ sum: SIMD2<Double>, _ start: SIMD2<Double>) -> Int64 {
        Int64(bitPattern: sum[lane].bitPattern &- start[lane].bitPattern)
      }
      self.units[0] &+= units(sums.first, slices.first)
      self.units[1] &+= units(sums.second, slices.second)
      self.units[2] &+= units(sums.third, slices.third)
    }
  }

  /// Adds everything to an exact sum.
  func add(to sums: inout ExactSums, at index: Int) {
    for slice in 0..<3 {
      // Each half is a double exactly.
      let (high, low) = (Double(units[slice] >> 32), Double(units[slice] & 0xffff_ffff))
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

  /// Takes the numbers of a block, in seven vector instructions for two.
  mutating func take(block: Span<Double>) {
    precondition(block.count == SlicedSum.blockLength, "a block")
    // Moved out, so that they stay in registers.
    var sizes = self
    var index = 0
    while index < SlicedSum.blockLength {
      sizes.signs |= SIMD2(block[index].bitPattern, block[index &+ 1].bitPattern)
      sizes.take(SIMD2(block[index].magnitude, block[index &+ 1].magnitude))
      index &+= 2
    }
    self = sizes
  }

  @inline(__always)
  private mutating func take(_ size: SIMD2<Double>) {
    sum += size
    // In this form, lane by lane, the maximum and minimum are an instruction each.
    largest = SIMD2(
      size.x > largest.x ? size.x : largest.x, size.y > largest.y ? size.y : largest.y)
    smallest = SIMD2(
      size.x < smallest.x ? size.x : smallest.x, size.y < smallest.y ? size.y : smallest.y)
  }

  /// Takes what others have been taken for.
  mutating func merge(_ other: NumberSizes) {
    sum += other.sum
    signs |= other.signs
    largest = pointwiseMax(largest, other.largest)
    smallest = pointwiseMin(smallest, other.smallest)
  }
}
