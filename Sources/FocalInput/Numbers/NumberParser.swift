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
package struct NumberParser: Sendable {
  /// Stored, so that parsing does not ask each time whether the table is made.
  let powers: PowersOfFive

  /// The scales of decimals by their places, stored likewise.
  let scales: [PlaceScale]

  /// Creates a parser; the first one of a process computes a table of powers of five.
  package init() {
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
  package func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> ParsedNumber {
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

extension NumberParser {
  /// 10⁰ to 10²²: the powers of ten that a `Double` holds exactly.
  private static let exactPowersOfTen: [23 of Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The bit pattern of the double nearest to w · 10^q; that of infinity beyond the range.
  ///
  /// *Domain:* w is `significand` < 10^`digitCount`, and `digitCount` ≤ 19.
  @inline(__always)
  func nearestBits(_ significand: UInt64, digitCount: Int, exponent: Int) -> UInt64 {
    // Both numbers are exact, so that the one operation on them is rounded but once (Clinger, "How
    // to read floating point numbers accurately", 1990). Any w up to 2⁵³ would do. But asking for
    // the count of digits, which is alike down a column, is a branch that a processor predicts.
    if digitCount <= 15, exponent >= -22, exponent <= 22 {
      let power = Self.exactPowersOfTen[abs(exponent)]
      let value = Double(significand)
      return (exponent < 0 ? value / power : value * power).bitPattern
    }
    return powers.nearestBits(significand, exponent: exponent)
  }

  /// The same for a number of more than 19 digits, which stand in `bytes` at `digits`.
  ///
  /// *Domain:* w is `significand` modulo 2⁶⁴.
  @inline(never)
  func nearestBits(
    _ significand: UInt64, digits: Range<Int>, of bytes: Span<UInt8>, exponent: Int
  ) -> UInt64 {
    // Small probabilities are written 0.0001234…: zeros in front may make the length, and then
    // the significand is right after all.
    var first = digits.lowerBound
    while first < digits.upperBound, bytes[first] == ASCII.zero || bytes[first] == ASCII.point {
      first += 1
    }
    if digits.upperBound - first <= 19 {
      return powers.nearestBits(significand, exponent: exponent)
    }
    let long = LongDecimal(bytes, in: first..<digits.upperBound, exponent: exponent)
    return long.nearestBits(in: bytes, powers: powers)
  }
}

extension NumberParser {
  /// Whether a range of bytes is a number and nothing else.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - range: the bytes asked about.
  /// - Returns: true for numbers too large for a double too.
  func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch parse(bytes, from: range.lowerBound, to: range.upperBound) {
    case .number(_, let end), .overflow(let end): end == range.upperBound
    case .notANumber: false
    }
  }

  /// Whether a text is a number and nothing else.
  ///
  /// - Parameter text: the text of a field.
  /// - Returns: true for numbers too large for a double too.
  package func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return isNumber(bytes.span, 0..<bytes.count)
  }

  /// The number that a text is, and nothing else.
  ///
  /// - Parameter text: the text of a label or an option.
  /// - Returns: the number; nil for numbers too large for a double too.
  package func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard case .number(let number, let end) = parse(bytes.span, from: 0, to: bytes.count),
      end == bytes.count
    else { return nil }
    return number
  }
}

extension NumberParser {
  /// Whether a text would be a number if its only comma were a point.
  package func hasDecimalComma(_ text: [UInt8]) -> Bool {
    guard let comma = text.firstIndex(of: ASCII.comma) else { return false }
    var changed = text
    changed[comma] = ASCII.point
    return isNumber(changed.span, 0..<changed.count)
  }
}

/// What a ``NumberParser`` found at one place in the input.
///
/// The value is small enough to be returned in registers: no case owns memory.
package enum ParsedNumber: Equatable, Sendable {
  /// A number was read; `end` is the index after its last byte.
  ///
  /// The value is never NaN. It is infinite only when the text says `inf` or `infinity`.
  case number(Double, end: Int)

  /// A finite number was read whose magnitude rounds beyond the largest `Double`, like `1e999`.
  ///
  /// `end` is the index after its last byte. The case is apart from ``number(_:end:)`` so that
  /// nobody takes a typing error for an infinity.
  case overflow(end: Int)

  /// No number begins at the given index.
  case notANumber
}
