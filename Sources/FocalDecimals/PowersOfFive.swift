/// The powers of five from 5⁻³⁴² to 5³⁰⁸, each as its 128 leading bits.
///
/// For every exponent q there is one integer b such that 2¹²⁷ ≤ 5^q · 2ᵇ < 2¹²⁸; the entry is
/// that product made whole:
///
/// - rounded down where 0 ≤ q (exact up to q = 55) and where q < −27;
/// - rounded up where −27 ≤ q < 0, so that a quotient that is a whole number does not come out
///   one too small.
///
/// These are the roundings that the proof of the algorithm of Eisel and Lemire supposes
/// (Lemire, "Number parsing at a gigabyte per second", 2021, section 5). The table is computed, not
/// typed in, each power from the one before; that takes some ten microseconds, once.
public struct PowersOfFive: Sendable {
  /// The exponents of the table.
  ///
  /// A decimal w · 10^q with 1 ≤ w < 2⁶⁴ rounds to zero below the range, and lies beyond the
  /// largest `Double` above it.
  @inlinable public static var exponents: ClosedRange<Int> { -342...308 }

  /// The one table; made when it is first asked for.
  public static let table = PowersOfFive()

  /// The entries, in the order of ``exponents``.
  public let entries: [UInt128]

  private init() {
    var entries = [UInt128](repeating: 0, count: Self.exponents.count)
    let one = -Self.exponents.lowerBound

    var power = LeadingBits()
    for exponent in 0...Self.exponents.upperBound {
      entries[one + exponent] = power.leading
      power.multiplyByFive()
    }

    var reciprocal = LeadingBits()
    for exponent in 1...one {
      reciprocal.divideByFive()
      entries[one - exponent] = reciprocal.leading + (exponent <= 27 ? 1 : 0)
    }
    self.entries = entries
  }

  /// The 128 leading bits of 5^`exponent`; nil outside ``exponents``.
  @inlinable public subscript(exponent: Int) -> UInt128? {
    let index = exponent &- Self.exponents.lowerBound
    guard entries.indices.contains(index) else { return nil }
    return entries[index]
  }
}

/// The 192 leading bits of a power of five or of its reciprocal, the first of them 1.
///
/// Each step rounds down, by less than 1 in the last place. What 342 of them lose stays far below
/// the 64 bits of ``rest``, and reaches ``leading`` at no power of the table: the tests hold every
/// entry against its definition.
private struct LeadingBits {
  package var leading: UInt128 = 1 << 127
  package var rest: UInt64 = 0

  /// Replaces the bits of x by those of 5x.
  package mutating func multiplyByFive() {
    // 5x / 4 = x + x / 4, which may need one bit more.
    let quarter = UInt64(truncatingIfNeeded: leading) << 62 | rest >> 2
    let (low, carry) = rest.addingReportingOverflow(quarter)
    let (high, overflow) = leading.addingReportingOverflow(leading >> 2 + (carry ? 1 : 0))
    leading = overflow ? 1 << 127 | high >> 1 : high
    rest = overflow ? UInt64(truncatingIfNeeded: high) << 63 | low >> 1 : low
  }

  /// Replaces the bits of x by those of x / 5.
  package mutating func divideByFive() {
    // 8x / 5 where that needs no bit more, else 4x / 5; the bits shifted out are less than 5.
    let shift = leading >> 125 == 4 ? 3 : 2
    let shifted = leading << shift | UInt128(rest >> (64 - shift))
    var remainder = UInt64(leading >> (128 - shift))
    func quotient(_ word: UInt64) -> UInt64 {
      let (quotient, rest) = (5 as UInt64).dividingFullWidth((remainder, word))
      remainder = rest
      return quotient
    }
    leading = UInt128(quotient(UInt64(shifted >> 64))) << 64
    leading |= UInt128(quotient(UInt64(truncatingIfNeeded: shifted)))
    rest = quotient(rest << shift)
  }
}
