extension ShortestDecimal {
  /// The bytes of the longest text, and as many as are written beyond the end of one.
  package static let byteCountLimit = 32

  /// Writes the decimal as the standard library writes a double, without a final `.0`.
  ///
  /// *Domain:* at `offset` there is room for ``byteCountLimit`` bytes; the number is below 2⁵³.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - offset: where the text goes; becomes the offset after it.
  package func write(to bytes: inout MutableSpan<UInt8>, at offset: inout Int) {
    let count = digitCount
    // The point stands after so many digits; below 0 there are zeros between it and the first.
    let place = count &+ exponent
    if place <= 0, place >= -98, count >= 15 {
      writeFraction(count, place, to: &bytes, at: &offset)
    } else if place > 0 {
      if exponent >= 0 {
        writeDigits(digits, count, to: &bytes, at: offset)
        offset &+= count
        for _ in 0..<exponent { bytes.append(UInt8(ascii: "0"), at: &offset) }
      } else {
        let scale = Self.powersOfTen[-exponent]
        let (whole, fraction) = digits.quotientAndRemainder(dividingBy: scale)
        writeDigits(whole, place, to: &bytes, at: offset)
        offset &+= place
        bytes.append(UInt8(ascii: "."), at: &offset)
        writeDigits(fraction, -exponent, to: &bytes, at: offset)
        offset &-= exponent
      }
    } else if place >= -3 {
      bytes.append(UInt8(ascii: "0"), at: &offset)
      bytes.append(UInt8(ascii: "."), at: &offset)
      for _ in place..<0 { bytes.append(UInt8(ascii: "0"), at: &offset) }
      writeDigits(digits, count, to: &bytes, at: offset)
      offset &+= count
    } else {
      writeWithExponent(count, to: &bytes, at: &offset)
    }
  }

  /// Writes a number below 1 with 15 to 17 digits, and two more where it needs an exponent.
  ///
  /// Which number of digits and of zeros in front of them it has, and whether it needs an exponent, is
  /// by chance: there is no branch for it that the processor would have to guess.
  ///
  /// ```
  /// 0.0001234…      the point stands in the same place, the first digit
  /// 1.234…e-05      in front of it or behind it, and the exponent is written over where it is none
  /// ```
  @inline(__always)
  private func writeFraction(
    _ count: Int, _ place: Int, to bytes: inout MutableSpan<UInt8>, at offset: inout Int
  ) {
    // All 17, with zeros for those that are missing, which are written over.
    let (first, others) = (digits &* Self.powersOfTen[17 &- count])
      .quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
    let (upper, lower) = others.quotientAndRemainder(dividingBy: 100_000_000)
    // 1 where there is an exponent: below −3 the sum is negative.
    let exponentCount = Int(truncatingIfNeeded: UInt(bitPattern: place &+ 3) >> 63)
    bytes.store(Self.zeros, at: offset)
    bytes[offset &+ 1] = UInt8(ascii: ".")
    let firstPlace = offset &+ (2 &- place) &* (1 &- exponentCount)
    bytes[firstPlace] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: first)
    let otherPlace = firstPlace &+ 1 &+ exponentCount
    bytes.store(Self.text(of: upper), at: otherPlace)
    bytes.store(Self.text(of: lower), at: otherPlace &+ 8)
    offset = otherPlace &+ count &- 1
    let exponent = UInt64(truncatingIfNeeded: 1 &- place)
    bytes.store(
      Self.exponentText | (exponent / 10) << 16 | (exponent % 10) << 24, at: offset)
    offset &+= 4 &* exponentCount
  }

  /// The text `e-00`.
  private static let exponentText: UInt64 = 0x3030_2D65

  private func writeWithExponent(
    _ count: Int, to bytes: inout MutableSpan<UInt8>, at offset: inout Int
  ) {
    let (first, others) = digits.quotientAndRemainder(dividingBy: Self.powersOfTen[count - 1])
    writeDigits(first, 1, to: &bytes, at: offset)
    offset += 1
    if count > 1 {
      bytes.append(UInt8(ascii: "."), at: &offset)
      writeDigits(others, count - 1, to: &bytes, at: offset)
      offset += count - 1
    }
    let written = count + exponent - 1
    bytes.append(UInt8(ascii: "e"), at: &offset)
    bytes.append(written < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"), at: &offset)
    // At least two digits.
    let width = written.magnitude < 100 ? 2 : 3
    writeDigits(UInt64(written.magnitude), width, to: &bytes, at: offset)
    offset += width
  }

  /// How many digits there are.
  var digitCount: Int {
    // Nearly all have 15 to 17, by chance, so that these are told without a branch: a difference below
    // 0 has the highest bit.
    let missing =
      (digits &- 10_000_000_000_000_000) >> 63 &+ (digits &- 1_000_000_000_000_000) >> 63
      &+ (digits &- 100_000_000_000_000) >> 63
    var count = 17 &- Int(truncatingIfNeeded: missing)
    while count > 1, digits < Self.powersOfTen[count - 1] { count -= 1 }
    return count
  }

  /// Writes a whole number with so many digits, zeros in front included, and whatever behind it.
  ///
  /// *Domain:* at `offset` there is room for 17 bytes; the number is below 10¹⁷.
  @inline(__always)
  private func writeDigits(
    _ number: UInt64, _ count: Int, to bytes: inout MutableSpan<UInt8>, at offset: Int
  ) {
    var place = offset
    var rest = number
    if count > 16 {
      let first = rest / 10_000_000_000_000_000
      rest &-= first &* 10_000_000_000_000_000
      bytes[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: first)
      place &+= 1
    }
    let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
    var words = (Self.text(of: upper), Self.text(of: lower))
    // As many digits as are not wanted are shifted out in front.
    let dropped = 16 &- min(count, 16)
    if dropped >= 8 { words = (words.1, 0) }
    let shift = UInt64(truncatingIfNeeded: 8 &* (dropped & 7))
    // In two steps, since a shift by 64 is none.
    let first = words.0 >> shift | (words.1 &<< (56 &- shift)) << 8
    bytes.store(first, at: place)
    if count > 8 { bytes.store(words.1 >> shift, at: place &+ 8) }
  }

  static let powersOfTen: [18 of UInt64] = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  ]

  /// The text of eight zeros.
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The text of a number below 10⁸, with zeros in front, as a word whose lowest byte comes first.
  @inline(__always)
  static func text(of number: UInt64) -> UInt64 {
    // Quotients by multiplication, in all parts of the word at once; each part is then cut into the
    // quotient and, behind it, the rest.
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 10000)
    let fours = upper | lower << 32
    let hundreds = (fours &* 10486) >> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- 100 &* hundreds) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    return (tens | (pairs &- 10 &* tens) << 8) | zeros
  }
}
