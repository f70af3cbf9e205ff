import FocalDecimals

/// A reader of decimal numbers from bytes, correctly rounded.
///
/// The grammar; letters may be small or capital:
///
///     number   = [ "+" | "-" ] ( decimal | "inf" | "infinity" )
///     decimal  = ( digits [ "." [ digits ] ] | "." digits ) [ "e" [ "+" | "-" ] digits ]
///
/// Nothing else is a number: no spaces in front, no hexadecimal, no underscores, no NaN.
///
/// How a number of usual length is read:
///
///     -19.55658465293142e-3
///      ~~ ~~~~~~~~~~~~~~         the digits, after the point eight bytes at a time (DigitWord):
///                                  w = 1955658465293142
///                       ~~~      the places after the point, and the written exponent:
///                                  q = -14 - 3
///                                w · 10^q, rounded once (NumberParser+Rounding)
///
/// *Accuracy:* exact, that is the double nearest to the decimal, ties to even, for any number of
/// digits; compared bit by bit with `strtod` in `NumberParserSweepTests`.
///
/// *Complexity:* linear in the bytes read. Up to 19 significant digits no memory is allocated, and
/// beyond that only where the first 19 do not decide the rounding.
public struct NumberParser: Sendable {
  /// Stored, so that parsing does not ask each time whether the table is made.
  let powers: PowersOfFive

  /// The scales of decimals by their places, stored likewise.
  let scales: [PlaceScale]

  /// Creates a parser; the first one of a process computes a table of powers of five.
  public init() {
    powers = .table
    scales = PlaceScale.all
  }

  /// Reads the longest number that begins exactly at `start`, and says where it ends.
  ///
  /// *Domain:* 0 ≤ `start` ≤ `end` ≤ `bytes.count`; else the process stops. No byte at `end` or
  /// beyond is looked at.
  ///
  /// *Special cases:*
  /// - `-0` gives −0.0.
  /// - A magnitude too small gives the nearest subnormal, or a zero with the sign.
  /// - A finite number too large is ``ParsedNumber/overflow(end:)``.
  /// - An `e` without digits after it does not belong to the number: `1e+` ends after `1`.
  /// - `infinit` is `inf` and ends after three bytes.
  public func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> ParsedNumber {
    precondition(
      start >= 0 && start <= end && end <= bytes.count, "the range must be inside the bytes")
    return parse(bytes.extracting(first: end), from: start)
  }

  /// The same up to the end of a text.
  ///
  /// *Domain:* 0 ≤ `start` ≤ `text.count`.
  @inline(__always)
  func parse(_ text: Span<UInt8>, from start: Int) -> ParsedNumber {
    var index = start
    var sign: UInt64 = 0
    var byte = text.byte(at: index)
    if byte == ASCII.minus || byte == ASCII.plus {
      sign = byte == ASCII.minus ? 1 << 63 : 0
      index &+= 1
      byte = text.byte(at: index)
    }

    // Before the point most numbers have a digit or two, and after it many. More than 19 in all
    // overflow the significand; its value is then not used.
    let digitsStart = index
    var significand: UInt64 = 0
    while byte &- ASCII.zero < 10 {
      significand = significand &* 10 &+ UInt64(byte &- ASCII.zero)
      index &+= 1
      byte = text.byte(at: index)
    }
    var digitCount = index &- digitsStart
    var hasDigits = digitCount > 0
    // The zero in front of a probability adds nothing to the significand.
    if digitCount == 1, significand == 0 { digitCount = 0 }
    var exponent = 0
    if byte == ASCII.point {
      index &+= 1
      let fractionStart = index
      var word = DigitWord(text, at: index)
      while word.isFull {
        significand = word.appendedWhole(to: significand)
        index &+= 8
        word = DigitWord(text, at: index)
      }
      significand = word.appended(to: significand)
      index &+= word.count
      exponent = fractionStart &- index
      digitCount &-= exponent
      hasDigits = hasDigits || exponent < 0
      byte = word.byteAfterDigits
    }
    guard hasDigits else {
      return parseInfinity(text, from: digitsStart, sign: sign)
    }
    let digits = digitsStart..<index
    if byte | 0x20 == ASCII.exponentLetter {
      let written = parseExponent(text, from: index)
      exponent &+= written.value
      index = written.end
    }

    let magnitude =
      if digitCount <= 19 {
        nearestBits(significand, digitCount: digitCount, exponent: exponent)
      } else {
        nearestBits(significand, digits: digits, of: text, exponent: exponent)
      }
    guard magnitude < Double.infinity.bitPattern else { return .overflow(end: index) }
    return .number(Double(bitPattern: magnitude | sign), end: index)
  }

  /// Reads an exponent at its letter; without digits it is 0 and ends where it began.
  @inline(never)
  private func parseExponent(_ text: Span<UInt8>, from start: Int) -> (value: Int, end: Int) {
    var index = start + 1
    var isNegative = false
    if index < text.count, text[index] == ASCII.minus || text[index] == ASCII.plus {
      isNegative = text[index] == ASCII.minus
      index += 1
    }
    let digitsStart = index
    var value = 0
    while index < text.count, text[index] &- ASCII.zero < 10 {
      // Digits after a value this large change nothing: no significand that fits in memory
      // leads back into the range of a double. Dropping them keeps the value from overflow.
      if value < 1_000_000_000_000_000 {
        value = value * 10 + Int(text[index] &- ASCII.zero)
      }
      index += 1
    }
    guard index > digitsStart else { return (0, start) }
    return (isNegative ? -value : value, index)
  }

  /// Reads `inf` or `infinity`, the longer one if it is there.
  @inline(never)
  private func parseInfinity(_ text: Span<UInt8>, from start: Int, sign: UInt64) -> ParsedNumber {
    var count = 0
    while count < 8, start + count < text.count,
      ASCII.matches(text[start + count], ASCII.infinity[count])
    {
      count += 1
    }
    guard count >= 3 else { return .notANumber }
    let value = Double(bitPattern: Double.infinity.bitPattern | sign)
    return .number(value, end: start + (count == 8 ? 8 : 3))
  }
}
