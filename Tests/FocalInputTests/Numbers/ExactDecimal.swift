/// A non-negative number written out exactly: digits · 10^−places.
///
/// It is made for the tests alone, in base 10⁹, so that it shares nothing with the code under test.
struct ExactDecimal {
  /// Base 10⁹, least significant first.
  private var limbs: [UInt64]
  private let places: Int

  /// Creates significand · 2^exponent.
  init(_ significand: UInt64, exponent: Int) {
    limbs = [significand]
    places = max(0, -exponent)
    normalize()
    // 2⁻ⁿ = 5ⁿ · 10⁻ⁿ
    let factor: UInt64 = exponent < 0 ? 5 : 2
    for _ in 0..<abs(exponent) {
      for index in limbs.indices {
        limbs[index] *= factor
      }
      normalize()
    }
  }

  /// Creates the point halfway between the double with the pattern `bits` and the next one.
  init(halfwayAbove bits: UInt64) {
    let value = Double(bitPattern: bits)
    let fraction = bits & ((1 << 52) - 1)
    let significand = value.isNormal ? fraction | 1 << 52 : fraction
    let exponent = max(Int(bits >> 52), 1) - 1075
    self.init(2 * significand + 1, exponent: exponent - 1)
  }

  /// The digits, with a point if there are places after it, one unit of the last digit added.
  func text(addingToLastDigit unit: Int = 0) -> String {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.count > places + 1, digits.last == 0 {
      digits.removeLast()
    }
    while digits.count < places + 1 {
      digits.append(0)
    }
    var index = 0
    while unit == 1, digits[index] == 9 {
      digits[index] = 0
      index += 1
    }
    while unit == -1, digits[index] == 0 {
      digits[index] = 9
      index += 1
    }
    digits[index] = UInt8(Int(digits[index]) + unit)
    let characters = digits.reversed().map { Character(UnicodeScalar(48 + $0)) }
    let whole = String(characters.dropLast(places))
    return places == 0 ? whole : whole + "." + String(characters.suffix(places))
  }

  private mutating func normalize() {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let sum = limbs[index] + carry
      limbs[index] = sum % 1_000_000_000
      carry = sum / 1_000_000_000
    }
    while carry > 0 {
      limbs.append(carry % 1_000_000_000)
      carry /= 1_000_000_000
    }
  }
}
