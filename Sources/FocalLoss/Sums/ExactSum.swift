/// The exact sum of any doubles, rounded only when it is read.
///
/// How it works: the sum is a fixed-point number with 2⁻¹⁰⁷⁴, the smallest double, as its unit. It
/// stands in 67 limbs of 32 bits each, kept in 64-bit integers so that carries can wait. The 53 bits
/// of a double fall on two neighbouring limbs:
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
/// - Accuracy: ``value`` is the exact sum, correctly rounded (ties to even).
/// - Special cases: infinities and NaN are added as IEEE 754 adds them; the empty sum is 0, and no
///   sum is −0; sums beyond the largest double are infinite only when read.
///
/// Source: the small superaccumulator of Neal, "Fast exact summation using small and large
/// superaccumulators", 2015.
public struct ExactSum: Sendable {
  /// 2098 bits from 2⁻¹⁰⁷⁴ to the largest double, and 46 for the carries of 2⁴⁶ additions.
  private static let limbCount = 67

  /// A limb takes less than 2⁵² from an addition, so this many fit beside what a carry leaves.
  private static let additionsBetweenCarries = 2046

  private static let limbMask: Int64 = 0xffff_ffff

  private var limbs = InlineArray<67, Int64>(repeating: 0)
  private var pendingAdditions = 0

  /// The sum of the infinities and NaNs; 0 while there are none.
  private var notFinite = 0.0

  /// The empty sum, 0.
  public init() {}

  /// Adds a number.
  ///
  /// - Parameter number: any double.
  public mutating func add(_ number: Double) {
    let exponent = Int(truncatingIfNeeded: number.exponentBitPattern)
    guard exponent != 0x7ff else {
      notFinite += number
      return
    }
    // A subnormal has the exponent of the smallest normal numbers, but no leading bit.
    var significand = Int64(truncatingIfNeeded: number.significandBitPattern)
    var position = exponent
    if exponent != 0 {
      significand |= 1 << 52
      position -= 1
    }
    let limb = position >> 5
    let shift = Int64(truncatingIfNeeded: position & 31)
    let low = (significand &<< shift) & Self.limbMask
    let high = significand &>> (32 - shift)
    if number.sign == .plus {
      limbs[limb] &+= low
      limbs[limb + 1] &+= high
    } else {
      limbs[limb] &-= low
      limbs[limb + 1] &-= high
    }
    pendingAdditions += 1
    if pendingAdditions == Self.additionsBetweenCarries { moveCarries() }
  }

  /// Adds several numbers of the same sign and exponent.
  ///
  /// - Parameters:
  ///   - fractions: the sum of their significands, as the bit patterns have them: without the leading
  ///     bits.
  ///   - count: how many they are, 1 to 2048.
  ///   - exponent: their exponent, as the bit patterns have it.
  ///   - isNegative: whether they are below 0.
  mutating func add(fractions: UInt64, count: UInt64, exponent: Int, isNegative: Bool) {
    guard exponent != 0x7ff else {
      // An infinity has no fraction, a NaN has.
      notFinite += fractions != 0 ? .nan : isNegative ? -.infinity : .infinity
      return
    }
    let significands = UInt128(exponent == 0 ? fractions : fractions &+ count << 52)
    let position = max(0, exponent - 1)
    let shifted = significands << UInt128(position & 31)
    for offset in 0..<3 {
      let part = Int64(truncatingIfNeeded: shifted >> UInt128(32 * offset)) & Self.limbMask
      limbs[position >> 5 + offset] &+= isNegative ? -part : part
    }
    pendingAdditions += 1
    if pendingAdditions == Self.additionsBetweenCarries { moveCarries() }
  }

  /// Adds the exact product of two numbers.
  ///
  /// - Accuracy: exact where the product is at most the largest double and its last bit at least
  ///   2⁻¹⁰⁷⁴; a larger product counts as infinite.
  ///
  /// - Parameters:
  ///   - number: any double.
  ///   - factor: any double; with a factor of 1 this is ``add(_:)``.
  public mutating func add(_ number: Double, times factor: Double) {
    let (product, error) = ErrorFree.product(number, factor)
    add(product)
    if product.isFinite { add(error) }
  }

  /// Adds another sum.
  ///
  /// - Parameter other: the sum to add; an empty one changes nothing.
  public mutating func merge(_ other: ExactSum) {
    moveCarries()
    var addend = other
    addend.moveCarries()
    for limb in 0..<Self.limbCount { limbs[limb] &+= addend.limbs[limb] }
    notFinite += other.notFinite
    moveCarries()
  }

  /// Adds another sum, multiplied by a number.
  ///
  /// - Accuracy: exact under the conditions of ``add(_:times:)``.
  /// - Special cases: a factor of 0 adds 0, even of an infinite sum.
  ///
  /// - Parameters:
  ///   - other: the sum to add.
  ///   - factor: a finite number.
  public mutating func merge(_ other: ExactSum, times factor: Double) {
    guard factor != 0 else { return }
    guard other.notFinite == 0 else {
      notFinite += factor * other.notFinite
      return
    }
    var multiplicand = other
    let signedFactor = multiplicand.takeMagnitude() ? -factor : factor
    for limb in 0..<Self.limbCount where multiplicand.limbs[limb] != 0 {
      // The highest limbs go beyond the largest double, from where a factor can bring them back.
      let shift = limb > 60 ? 64 : 0
      let part = Double(
        sign: .plus, exponent: 32 * limb - 1074 - shift,
        significand: Double(multiplicand.limbs[limb]))
      add(part, times: Double(sign: .plus, exponent: shift, significand: signedFactor))
    }
  }

  /// The sum, correctly rounded.
  public var value: Double {
    // NaN must win too, and it compares unequal to 0.
    guard notFinite == 0 else { return notFinite }
    var magnitude = self
    let isNegative = magnitude.takeMagnitude()
    return isNegative ? -magnitude.roundedMagnitude : magnitude.roundedMagnitude
  }

  /// The sum divided by a number.
  ///
  /// - Accuracy: the exact quotient of the exact sum, correctly rounded (ties to even), where
  ///   ``add(_:times:)`` is exact for the quotient and the divisor; any whole divisor is.
  /// - Special cases: nil where there is no such number, for x/0 and ∞/∞.
  ///
  /// - Parameter divisor: any double.
  /// - Returns: the quotient, or nil.
  public func divided(by divisor: Double) -> Double? {
    let sum = value
    if sum.isInfinite, notFinite == 0, divisor.isFinite {
      // Only the rounded sum is infinite: the quotient of the exact one need not be.
      return multiplied(by: 0x1p-64).divided(by: divisor * 0x1p-64)
    }
    guard divisor != 0, !sum.isNaN, !divisor.isNaN, sum.isFinite || divisor.isFinite else {
      return nil
    }
    let quotient = sum / divisor
    guard quotient.isFinite, sum != 0, divisor.isFinite else { return quotient + 0 }
    // One step of Newton's method on the exact remainder leaves at most one neighbour to choose.
    let refined = quotient + remainder(of: quotient, by: divisor).value / divisor
    var doubledRest = remainder(of: refined, by: divisor)
    let rest = doubledRest.value
    guard rest != 0, refined.isFinite else { return refined }
    let neighbor = (rest < 0) == (divisor < 0) ? refined.nextUp : refined.nextDown
    // 2·sum − (refined + neighbour)·divisor has the sign of the rest beyond the midpoint only.
    doubledRest.merge(remainder(of: neighbor, by: divisor))
    let beyond = doubledRest.value
    guard beyond != 0 else { return refined.significandBitPattern & 1 == 0 ? refined : neighbor }
    return (beyond < 0) == (rest < 0) ? neighbor : refined
  }

  /// The sum divided by another one.
  ///
  /// - Accuracy: as of ``divided(by:)-(Double)``, with the divisor rounded once.
  /// - Special cases: nil where there is no such number, for x/0 and ∞/∞; sums beyond the largest
  ///   double have a quotient nevertheless.
  ///
  /// - Parameter divisor: any sum.
  /// - Returns: the quotient, or nil.
  public func divided(by divisor: ExactSum) -> Double? {
    guard divisor.value.isInfinite, divisor.notFinite == 0 else {
      return divided(by: divisor.value)
    }
    return multiplied(by: 0x1p-64).divided(by: divisor.multiplied(by: 0x1p-64).value)
  }

  /// The sum times a number.
  ///
  /// - Parameter factor: a finite number.
  /// - Returns: the product, exact under the conditions of ``add(_:times:)``.
  func multiplied(by factor: Double) -> ExactSum {
    var product = ExactSum()
    product.merge(self, times: factor)
    return product
  }

  /// The exact sum − quotient·divisor.
  private func remainder(of quotient: Double, by divisor: Double) -> ExactSum {
    var remainder = self
    remainder.add(-quotient, times: divisor)
    return remainder
  }

  /// Brings every limb into 0..<2³², by negation where the sum is negative.
  ///
  /// - Returns: whether the sum was negative.
  private mutating func takeMagnitude() -> Bool {
    moveCarries()
    guard limbs[Self.limbCount - 1] < 0 else { return false }
    for limb in 0..<Self.limbCount { limbs[limb] = 0 &- limbs[limb] }
    moveCarries()
    return true
  }

  /// Brings every limb but the last into 0..<2³².
  private mutating func moveCarries() {
    for limb in 0..<Self.limbCount - 1 {
      let carry = limbs[limb] >> 32
      limbs[limb] &= Self.limbMask
      limbs[limb + 1] &+= carry
    }
    pendingAdditions = 0
  }

  /// The value of limbs that are all in 0..<2³², rounded to the nearest double, ties to even.
  private var roundedMagnitude: Double {
    // A span: the array itself would be copied for each limb that is looked at.
    let limbs = limbs.span
    var top = Self.limbCount - 1
    while top >= 0, limbs[top] == 0 { top -= 1 }
    guard top >= 0 else { return 0 }
    let base = max(0, top - 2)
    var bits: UInt128 = 0
    for limb in base...top {
      bits |= UInt128(truncatingIfNeeded: limbs[limb]) << UInt128(32 * (limb - base))
    }
    let width = UInt128.bitWidth - bits.leadingZeroBitCount
    // The leading bit of the sum has the weight 2^(leading − 1074).
    let leading = 32 * base + width - 1
    // Up to 53 bits the sum is a double as it is, and its bit pattern is the number of units.
    guard leading >= 53 else { return Double(bitPattern: UInt64(truncatingIfNeeded: bits)) }
    let dropped = width - 53
    var significand = UInt64(truncatingIfNeeded: bits >> UInt128(dropped))
    let half = UInt128(1) << UInt128(dropped - 1)
    let tail = bits & (half << 1 - 1)
    var isSticky = false
    for limb in 0..<base where limbs[limb] != 0 { isSticky = true }
    if tail > half || tail == half && (isSticky || significand & 1 == 1) { significand += 1 }
    // A significand of 2⁵³ after rounding up carries into the exponent, which is what it should do.
    let pattern = (UInt64(leading - 52) << 52) + significand
    return pattern >= Double.infinity.bitPattern ? .infinity : Double(bitPattern: pattern)
  }
}

extension ExactSum: Equatable {
  /// Whether two sums are the same number exactly, however they were added up.
  public static func == (a: ExactSum, b: ExactSum) -> Bool {
    var left = a
    var right = b
    left.moveCarries()
    right.moveCarries()
    let isSameSpecial =
      left.notFinite == right.notFinite || left.notFinite.isNaN && right.notFinite.isNaN
    return isSameSpecial && (0..<limbCount).allSatisfy { left.limbs[$0] == right.limbs[$0] }
  }
}
