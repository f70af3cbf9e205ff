/// Many numbers of a known size on their way into an exact sum, two at a time.
///
/// A running sum that starts at 1.5 · 2^(52+e) and stays between 2^(52+e) and 2^(53+e) is always a
/// multiple of 2^e. So adding a number takes of it exactly what is a multiple of 2^e; what is left is
/// at most half of that, and goes to the next slice. Three of them take 131 bits:
///
/// ```
/// 2^bound          2^(bound−43)         2^(bound−87)         2^(bound−131)
///   | first slice       | second slice       | third slice        |  the rest, nearly always 0
/// ```
///
/// No memory and no branch are in it, so that it becomes vector instructions: half a nanosecond, where
/// ``SumBins`` needs one or two.
///
/// Source: the extraction of Rump, Ogita and Oishi, "Accurate floating-point summation", 2008, with
/// the running sums of Demmel and Nguyen, "Parallel reproducible summation", 2015.
struct SlicedSum {
  /// The most numbers of a block.
  static let blockLength = 256

  /// The numbers of a block, or what is made of them.
  typealias Block = InlineArray<256, Double>

  /// The bounds that a sum can have: beyond, the running sums would not be normal doubles.
  static let bounds = -800...800

  /// The most blocks of a sum.
  static let blockCount = 1 << 10

  /// The running sums of a block: to be moved into a variable, which registers can hold.
  struct Slices {
    fileprivate var first: SIMD2<Double>
    fileprivate var second: SIMD2<Double>
    fileprivate var third: SIMD2<Double>

    /// Takes two numbers.
    ///
    /// - Parameter numbers: finite and within the bound.
    /// - Returns: what is left of them.
    @inline(__always)
    mutating func take(_ numbers: SIMD2<Double>) -> SIMD2<Double> {
      var rest = numbers
      Self.take(&rest, into: &first)
      Self.take(&rest, into: &second)
      Self.take(&rest, into: &third)
      return rest
    }

    @inline(__always)
    private static func take(_ numbers: inout SIMD2<Double>, into slice: inout SIMD2<Double>) {
      let sum = slice + numbers
      numbers -= sum - slice
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
    // Of 128 numbers in a lane, with one bit to spare: 2^(bound+7) < 2^(51+e).
    exponents = [bound - 43, bound - 87, bound - 131]
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
  func add(to sum: inout ExactSum) {
    for slice in 0..<3 {
      // Each half is a double exactly.
      let (high, low) = (Double(units[slice] >> 32), Double(units[slice] & 0xffff_ffff))
      sum.add(Double(sign: .plus, exponent: exponents[slice] + 32, significand: high))
      sum.add(Double(sign: .plus, exponent: exponents[slice], significand: low))
    }
    sum.merge(rest)
  }
}
