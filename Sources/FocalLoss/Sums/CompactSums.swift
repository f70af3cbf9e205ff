/// Exact sums of losses by index, for many thousand indices.
///
/// An ``ExactSum`` has 134 limbs, since it takes any product of two doubles. Losses of a size that
/// matters need few of them: here every sum has the eight limbs from 2⁻²⁴² on, in one array, and what is
/// too small or too large for these goes into an exact sum of its own beside them.
struct CompactSums: Sendable {
  /// The limbs of a sum.
  private static let width = 8

  /// The limb that is the first of a sum here, counted from that of the smallest double.
  private static let firstLimb = 26

  /// The exponents, as bit patterns have them, of numbers from 2⁻²⁴¹ to below 2¹⁰.
  ///
  /// No loss is 2¹⁰ or more but by its weight; and of numbers below it 2³⁵ fit into the last limb,
  /// whose carries have nowhere to go.
  private static let exponents = 32 * firstLimb + 1..<1023 + 10

  /// A limb takes less than 2⁵² from an addition, so this many fit beside what a carry leaves.
  private static let additionsBetweenCarries: UInt16 = 2046

  private static let limbMask: Int64 = 0xffff_ffff

  private var limbs: [Int64] = []
  private var pendingAdditions: [UInt16] = []

  /// The sums of what the limbs have no place for.
  private var others: [Int: ExactSum] = [:]

  /// The number of indices.
  var count: Int { pendingAdditions.count }

  /// Makes room for more indices.
  mutating func grow(to count: Int) {
    let missing = count - self.count
    guard missing > 0 else { return }
    limbs.append(contentsOf: repeatElement(0, count: missing * Self.width))
    pendingAdditions.append(contentsOf: repeatElement(0, count: missing))
  }

  /// Adds numbers to the sums of their indices.
  mutating func add(_ numbers: Span<Double>, at indices: Span<Int32>) {
    precondition(indices.count == numbers.count, "a sum for every number")
    for place in numbers.indices {
      let number = numbers[place]
      let index = Int(indices[place])
      let exponent = Int(truncatingIfNeeded: number.exponentBitPattern)
      guard Self.exponents.contains(exponent) else {
        addOther(number, at: index)
        continue
      }
      let significand = Int64(truncatingIfNeeded: number.significandBitPattern | 1 << 52)
      let position = exponent - 1 - 32 * Self.firstLimb
      let shift = Int64(truncatingIfNeeded: position & 31)
      // All bits of a negative number's, none of another's: to negate where it is negative.
      let sign = Int64(bitPattern: number.bitPattern) >> 63
      let limb = index * Self.width + position >> 5
      limbs[limb] &+= ((significand &<< shift) & Self.limbMask ^ sign) &- sign
      limbs[limb + 1] &+= (significand &>> (32 - shift) ^ sign) &- sign
      pendingAdditions[index] += 1
      if pendingAdditions[index] == Self.additionsBetweenCarries { moveCarries(index) }
    }
  }

  /// Adds an exact product to the sum of an index.
  mutating func add(_ number: Double, times factor: Double, at index: Int) {
    others[index, default: ExactSum()].add(number, times: factor)
  }

  /// Adds the sum of an index of others to that of another index.
  mutating func merge(_ other: CompactSums, at otherIndex: Int, into index: Int) {
    moveCarries(index)
    var carry: Int64 = 0
    for limb in 0..<Self.width {
      let digits = other.limbs[otherIndex * Self.width + limb] &+ carry
      let isLast = limb == Self.width - 1
      carry = isLast ? 0 : digits >> 32
      limbs[index * Self.width + limb] &+= isLast ? digits : digits & Self.limbMask
    }
    moveCarries(index)
    if let sum = other.others[otherIndex] { others[index, default: ExactSum()].merge(sum) }
  }

  /// The sum of an index.
  subscript(index: Int) -> ExactSum {
    var sum = others[index] ?? ExactSum()
    for limb in 0..<Self.width {
      let digits = limbs[index * Self.width + limb]
      let exponent = 32 * (Self.firstLimb + limb) - 1074
      // A limb may have more bits than a double.
      sum.add(Double(sign: .plus, exponent: exponent + 32, significand: Double(digits >> 32)))
      sum.add(
        Double(sign: .plus, exponent: exponent, significand: Double(digits & Self.limbMask)))
    }
    return sum
  }

  @inline(never)
  private mutating func addOther(_ number: Double, at index: Int) {
    if number != 0 { others[index, default: ExactSum()].add(number) }
  }

  /// Brings every limb of a sum but the last into 0..<2³².
  private mutating func moveCarries(_ index: Int) {
    for limb in index * Self.width..<(index + 1) * Self.width - 1 {
      let carry = limbs[limb] >> 32
      limbs[limb] &= Self.limbMask
      limbs[limb + 1] &+= carry
    }
    pendingAdditions[index] = 0
  }
}
