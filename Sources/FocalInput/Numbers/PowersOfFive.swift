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
/// (Lemire, "Number parsing at a gigabyte per second", 2021, section 5). The table is computed
/// from this definition, not typed in; that takes a few dozen microseconds, once.
struct PowersOfFive: Sendable {
  /// The exponents of the table.
  ///
  /// A decimal w · 10^q with 1 ≤ w < 2⁶⁴ rounds to zero below the range, and lies beyond the
  /// largest `Double` above it.
  static let exponents = -342...308

  /// The one table; made when it is first asked for.
  static let table = PowersOfFive()

  /// The entries, in the order of ``exponents``.
  let entries: [UInt128]

  private init() {
    var entries = [UInt128](repeating: 0, count: Self.exponents.count)
    let one = -Self.exponents.lowerBound

    var power = BigNatural(1)
    for exponent in 0...Self.exponents.upperBound {
      entries[one + exponent] = power.leadingBits
      power.multiply(by: 5)
    }

    // ⌊⌊x / 5⌋ / 5⌋ = ⌊x / 25⌋, so dividing one large power of two again and again stays exact.
    // 5³⁴² has 795 bits; 960 leave more than 128 for the last quotient.
    var reciprocal = BigNatural(1)
    reciprocal.shiftLeft(by: 960)
    for exponent in 1...one {
      reciprocal.divideByFive()
      entries[one - exponent] = reciprocal.leadingBits + (exponent <= 27 ? 1 : 0)
    }
    self.entries = entries
  }

  /// The 128 leading bits of 5^`exponent`; nil outside ``exponents``.
  subscript(exponent: Int) -> UInt128? {
    let index = exponent &- Self.exponents.lowerBound
    guard entries.indices.contains(index) else { return nil }
    return entries[index]
  }
}
