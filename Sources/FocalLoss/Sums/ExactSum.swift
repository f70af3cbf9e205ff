/// The exact sum of any doubles and products of two, rounded only when it is read.
///
/// How it works: the sum is a fixed-point number in 134 limbs of 32 bits each, the least of which has the
/// unit 2⁻²¹⁶², kept in 64-bit integers so that carries can wait. The 53 bits of a double fall on two
/// neighbouring limbs:
///
/// ```
///             limb i+1                limb i
///   … |xxxxxxxxxxxxxxxxxxxxx | xxxxxxxxxxxx00000| …      53 bits, shifted by the exponent mod 32
/// ```
///
/// After 2046 additions the limbs could overflow, so the carries are then moved up. Adding is
/// commutative and associative, so the value is the same bits in any order, over any partition, on
/// any number of threads.
///
/// - Accuracy: ``value`` is the exact sum, correctly rounded (ties to even), and a quotient is that of
///   the exact sums.
/// - Special cases: infinities and NaN are added as IEEE 754 adds them; the empty sum is 0, and no
///   sum is −0; sums beyond the largest double are infinite only when read.
///
/// Source: the small superaccumulator of Neal, "Fast exact summation using small and large
/// superaccumulators", 2015.
public struct ExactSum: Sendable {
  /// The bits of the products of two doubles, from 2⁻²¹⁴⁸ to below 2²⁰⁴⁸, and 46 for the carries of 2⁴⁶
  /// additions.
  private static let limbCount = 134

  /// The limbs below that of 2⁻¹⁰⁷⁴, the smallest double.
  static let firstLimb = 34

  /// The exponent of the last bit of the first limb.
  static let leastExponent = -1074 - 32 * firstLimb

  /// A limb takes less than 2⁵² from an addition, so this many fit beside what a carry leaves.
  static let additionsBetweenCarries = 2046

  /// The bits of a limb, once carries are moved.
  static let limbMask: Int64 = 0xffff_ffff

  /// The limbs; those outside of ``used`` are 0, and once carries are moved the last of these alone may
  /// be negative.
  private(set) var limbs = InlineArray<134, Int64>(repeating: 0)
  private var pendingAdditions = 0

  /// Where limbs have been added to.
  private(set) var used = limbCount..<limbCount

  /// The sum of the infinities and NaNs; 0 while there are none.
  private(set) var notFinite = 0.0

  /// The empty sum, 0.
  public init() {}

  /// The sum of one number.
  init(_ number: Double) { add(number) }

  /// The sum that limbs are, which stand elsewhere.
  ///
  /// - Parameters:
  ///   - digits: the limbs.
  ///   - first: the number of the first.
  ///   - pendingAdditions: the additions since their carries were moved.
  ///   - notFinite: the sum of the infinities and NaNs.
  init(
    _ digits: ArraySlice<Int64>, from first: Int, pendingAdditions: Int, notFinite: Double
  ) {
    var limb = first
    for digit in digits {
      limbs[limb] = digit
      limb += 1
    }
    used = first..<limb
    self.pendingAdditions = pendingAdditions
    self.notFinite = notFinite
  }

  /// Adds a number.
  ///
  /// - Parameter number: any double.
  public mutating func add(_ number: Double) {
    guard let digits = LimbDigits(number) else {
      notFinite += number
      return
    }
    let limb = digits.limb
    limbs[limb] &+= digits.low
    limbs[limb + 1] &+= digits.high
    finishAddition(to: limb..<limb + 2)
  }

  /// Adds the exact product of two numbers.
  ///
  /// - Special cases: as of IEEE 754's product, of infinities and of 0 and infinity.
  ///
  /// - Parameters:
  ///   - number: any double.
  ///   - factor: any double; with a factor of 1 this is ``add(_:)``.
  public mutating func add(_ number: Double, times factor: Double) {
    guard number.isFinite, factor.isFinite else {
      notFinite += number * factor
      return
    }
    let (first, second) = (number.parts, factor.parts)
    let product = first.significand.multipliedFullWidth(by: second.significand)
    let position = first.exponent + second.exponent - Self.leastExponent
    let isNegative = (number.sign == .minus) != (factor.sign == .minus)
    add(product.low, at: position, isNegative: isNegative)
    if product.high != 0 { add(product.high, at: position + 64, isNegative: isNegative) }
  }

  /// Adds bits from a position on, which is counted from that of ``leastExponent``.
  mutating func add(_ bits: UInt64, at position: Int, isNegative: Bool) {
    let digits = WideLimbDigits(bits, at: position, isNegative: isNegative)
    for offset in 0..<3 { limbs[digits.limb + offset] &+= digits[offset] }
    finishAddition(to: digits.limb..<digits.limb + 3)
  }

  @inline(__always)
  private mutating func finishAddition(to limbs: Range<Int>) {
    if limbs.lowerBound < used.lowerBound || limbs.upperBound > used.upperBound { use(limbs) }
    pendingAdditions += 1
    if pendingAdditions == Self.additionsBetweenCarries { moveCarries() }
  }

  private mutating func use(_ limbs: Range<Int>) {
    let upper = used.isEmpty ? limbs.upperBound : max(used.upperBound, limbs.upperBound)
    used = min(used.lowerBound, limbs.lowerBound)..<upper
  }

  /// Adds another sum.
  ///
  /// - Parameter other: the sum to add; an empty one changes nothing.
  public mutating func merge(_ other: ExactSum) {
    notFinite += other.notFinite
    guard !other.used.isEmpty else { return }
    moveCarries()
    var addend = other
    addend.moveCarries()
    for limb in addend.used { limbs[limb] &+= addend.limbs[limb] }
    use(addend.used)
    moveCarries()
  }

  /// Adds another sum, multiplied by a number.
  ///
  /// - Accuracy: exact, but for bits below 2⁻²¹⁶², which only multiples of sums of products have.
  /// - Special cases: a factor of 0 adds 0, even of an infinite sum; from 2¹⁹⁹⁸ on a multiple can be
  ///   infinite.
  ///
  /// - Parameters:
  ///   - other: the sum to add.
  ///   - factor: a finite number.
  public mutating func merge(_ other: ExactSum, times factor: Double) {
    guard factor != 0 else { return }
    guard factor != 1, other.notFinite == 0 else {
      if other.notFinite == 0 { merge(other) } else { notFinite += factor * other.notFinite }
      return
    }
    var multiplicand = other
    let isNegative = multiplicand.takeMagnitude() != (factor.sign == .minus)
    let parts = factor.parts
    for limb in multiplicand.used where multiplicand.limbs[limb] != 0 {
      let digits = UInt64(truncatingIfNeeded: multiplicand.limbs[limb])
      let product = parts.significand.multipliedFullWidth(by: digits)
      let position = 32 * limb + parts.exponent
      addMultiple(UInt128(product.high) << 64 | UInt128(product.low), at: position, isNegative)
    }
  }

  /// Adds up to 85 bits from a position on, which may be beyond the limbs.
  private mutating func addMultiple(_ bits: UInt128, at position: Int, _ isNegative: Bool) {
    let bits = position < 0 ? bits >> UInt128(min(127, -position)) : bits
    let position = max(0, position)
    guard bits != 0 else { return }
    guard position < 32 * (Self.limbCount - 4) else {
      notFinite += isNegative ? -.infinity : .infinity
      return
    }
    add(UInt64(truncatingIfNeeded: bits), at: position, isNegative: isNegative)
    let upper = UInt64(truncatingIfNeeded: bits >> 64)
    if upper != 0 { add(upper, at: position + 64, isNegative: isNegative) }
  }

  /// The sum, correctly rounded.
  public var value: Double {
    // NaN must win too, and it compares unequal to 0.
    guard notFinite == 0 else { return notFinite }
    var magnitude = self
    let isNegative = magnitude.takeMagnitude()
    return isNegative ? 0 - magnitude.roundedMagnitude : magnitude.roundedMagnitude
  }

  /// The sum times a number.
  ///
  /// - Parameter factor: a finite number.
  /// - Returns: the product, exact as of ``merge(_:times:)``.
  func multiplied(by factor: Double) -> ExactSum {
    var product = ExactSum()
    product.merge(self, times: factor)
    return product
  }

  /// Brings every limb into 0..<2³², by negation where the sum is negative.
  ///
  /// - Returns: whether the sum was negative.
  mutating func takeMagnitude() -> Bool {
    moveCarries()
    guard let last = used.last, limbs[last] < 0 else { return false }
    for limb in used { limbs[limb] = 0 &- limbs[limb] }
    moveCarries()
    return true
  }

  /// Brings every limb that is used into 0..<2³², but for the last, which has the sign.
  mutating func moveCarries() {
    pendingAdditions = 0
    guard !used.isEmpty else { return }
    var limb = used.lowerBound
    var upper = used.upperBound
    while limb < upper {
      // The last may be as negative as it is large.
      let isLast = limb == upper - 1
      if !isLast || limbs[limb] > Self.limbMask || limbs[limb] < -Self.limbMask {
        limbs[limb + 1] &+= limbs[limb] >> 32
        limbs[limb] &= Self.limbMask
        upper = max(upper, limb + 2)
      }
      limb += 1
    }
    used = used.lowerBound..<upper
  }

  /// The magnitude of limbs that are all in 0..<2³².
  var magnitude: Magnitude {
    Magnitude(
      digits: used.map { UInt32(truncatingIfNeeded: limbs[$0]) },
      exponent: Self.leastExponent + 32 * used.lowerBound)
  }

  /// The value of limbs that are all in 0..<2³², rounded to the nearest double, ties to even.
  private var roundedMagnitude: Double {
    // A span: the array itself would be copied for each limb that is looked at.
    let limbs = limbs.span
    var top = used.upperBound - 1
    while top >= used.lowerBound, limbs[top] == 0 { top -= 1 }
    guard top >= used.lowerBound else { return 0 }
    let base = max(used.lowerBound, top - 2)
    var bits: UInt128 = 0
    for limb in base...top {
      bits |= UInt128(truncatingIfNeeded: limbs[limb]) << UInt128(32 * (limb - base))
    }
    var isMore = false
    for limb in used.lowerBound..<base where limbs[limb] != 0 { isMore = true }
    return Magnitude.rounded(bits, exponent: Self.leastExponent + 32 * base, isMore: isMore)
  }
}

extension ExactSum: Equatable {
  /// Whether two sums are the same number exactly, however they were added up.
  public static func == (a: ExactSum, b: ExactSum) -> Bool {
    var left = a
    var right = b
    let haveSameSign = left.takeMagnitude() == right.takeMagnitude()
    let isSameSpecial =
      left.notFinite == right.notFinite || left.notFinite.isNaN && right.notFinite.isNaN
    return isSameSpecial && haveSameSign
      && (0..<limbCount).allSatisfy { left.limbs[$0] == right.limbs[$0] }
  }
}
