extension ShortestDecimal {
  /// The bytes of the longest text, and as many as are written beyond the end of one.
  public static let byteCountLimit = 32

  /// Writes the decimal as the standard library writes a double, without a final `.0`.
  ///
  /// *Domain:* at `offset` there is room for ``byteCountLimit`` bytes; the number is below 2⁵³.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - offset: where the text goes; becomes the offset after it.
  public func write(to bytes: inout MutableSpan<UInt8>, at offset: inout Int) {
    let count = digitCount
    // The point stands after so many digits; below 0 there are zeros between it and the first.
    let place = count &+ exponent
    if place > 0 {
      if exponent >= 0 {
        writeDigits(digits, count, to: &bytes, at: offset)
        offset &+= count
        for _ in 0..<exponent { bytes.append(ASCII.zero, at: &offset) }
      } else {
        let scale = Self.powersOfTen[-exponent]
        let (whole, fraction) = digits.quotientAndRemainder(dividingBy: scale)
        writeDigits(whole, place, to: &bytes, at: offset)
        offset &+= place
        bytes.append(ASCII.point, at: &offset)
        writeDigits(fraction, -exponent, to: &bytes, at: offset)
        offset &-= exponent
      }
    } else if place >= -3 {
      bytes.append(ASCII.zero, at: &offset)
      bytes.append(ASCII.point, at: &offset)
      for _ in place..<0 { bytes.append(ASCII.zero, at: &offset) }
      writeDigits(digits, count, to: &bytes, at: offset)
      offset &+= count
    } else {
      writeWithExponent(count, to: &bytes, at: &offset)
    }
  }

  private func writeWithExponent(
    _ count: Int, to bytes: inout MutableSpan<UInt8>, at offset: inout Int
  ) {
    let (first, others) = digits.quotientAndRemainder(dividingBy: Self.powersOfTen[count - 1])
    writeDigits(first, 1, to: &bytes, at: offset)
    offset += 1
    if count > 1 {
      bytes.append(ASCII.point, at: &offset)
      writeDigits(others, count - 1, to: &bytes, at: offset)
      offset += count - 1
    }
    let written = count + exponent - 1
    bytes.append(ASCII.exponentLetter, at: &offset)
    bytes.append(written < 0 ? ASCII.minus : ASCII.plus, at: &offset)
    // At least two digits.
    let width = written.magnitude < 100 ? 2 : 3
    writeDigits(UInt64(written.magnitude), width, to: &bytes, at: offset)
    offset += width
  }

  /// How many digits there are.
  private var digitCount: Int {
    var count = 17
    while count > 1, digits < Self.powersOfTen[count - 1] { count -= 1 }
    return count
  }

  /// Writes a whole number with so many digits, zeros in front included.
  @inline(__always)
  private func writeDigits(
    _ number: UInt64, _ count: Int, to bytes: inout MutableSpan<UInt8>, at offset: Int
  ) {
    var rest = number
    var place = offset &+ count
    while place &- offset >= 2 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      rest = quotient
      place &-= 2
      let tens = UInt32(truncatingIfNeeded: pair) / 10
      let ones = UInt32(truncatingIfNeeded: pair) &- 10 &* tens
      bytes[place] = ASCII.zero &+ UInt8(truncatingIfNeeded: tens)
      bytes[place &+ 1] = ASCII.zero &+ UInt8(truncatingIfNeeded: ones)
    }
    if place > offset {
      bytes[offset] = ASCII.zero &+ UInt8(truncatingIfNeeded: rest)
    }
  }

  private static let powersOfTen: [18 of UInt64] = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  ]
}
