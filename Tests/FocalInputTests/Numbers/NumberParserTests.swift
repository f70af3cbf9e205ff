import FocalInput
import Testing

@testable import FocalInput

/// Parses the whole of `text` from its beginning.
func parse(_ text: String) -> ParsedNumber {
  let bytes = Array(text.utf8)
  return NumberParser().parse(bytes.span, from: 0, to: bytes.count)
}

/// Whether the parser reads `text` as the C library does: the same bits, the same end.
///
/// Where the C library gives infinity for digits, the parser must report an overflow.
func agreesWithStrtod(_ text: String) -> Bool {
  let expected = Strtod(text)
  guard isPlainRight(text, expected) else { return false }
  return switch parse(text) {
  case .number(let value, let end):
    value.bitPattern == expected.bits && end == expected.end
  case .overflow(let end):
    Double(bitPattern: expected.bits).isInfinite && end == expected.end
  case .notANumber:
    expected.end == 0
  }
}

/// Reads the number at the beginning of `text`, with so much text behind it that words can be read.
func parsePlain(_ text: String) -> PlainNumber {
  let bytes = Array((text + "," + String(repeating: "7", count: 40)).utf8)
  return NumberParser().parsePlain(bytes.span, from: 0)
}

/// Whether a text is read in passing as the C library reads it, or not at all.
private func isPlainRight(_ text: String, _ expected: Strtod) -> Bool {
  let plain = parsePlain(text)
  return plain.isNone || plain.value.bitPattern == expected.bits && plain.end == expected.end
}

@Suite("NumberParser")
struct NumberParserTests {
  @Test(
    "The number ends where the grammar says",
    arguments: [
      ("0", 0.0, 1), ("7", 7, 1), ("+7", 7, 2), ("-7", -7, 2), ("5.", 5, 2), (".5", 0.5, 2),
      ("-.5", -0.5, 3), ("+.5e1", 5, 5), ("1.e5", 1e5, 4), ("1e5", 1e5, 3), ("1E+05", 1e5, 5),
      ("1e-5", 1e-5, 4), ("1e", 1, 1), ("1e+", 1, 1), ("1e-", 1, 1), ("1e+-5", 1, 1),
      ("1ee5", 1, 1), ("1.5.5", 1.5, 3), ("1..5", 1, 2), ("1,5", 1, 1), ("1 ", 1, 1),
      ("0x10", 0, 1), ("1_000", 1, 1), ("1-2", 1, 1), ("00012", 12, 5),
      ("12345678.", 12_345_678, 9),
      ("123456789.5", 123_456_789.5, 11), ("1e5.5", 1e5, 3), ("1.5e3x", 1500, 5),
      ("0.9995402670963486\n", 0.9995402670963486, 18),
      ("-19.55658465293142,", -19.55658465293142, 18),
      ("3.2113171523124367e-09,0", 3.2113171523124367e-09, 22),
    ])
  func grammar(text: String, value: Double, end: Int) {
    #expect(parse(text) == .number(value, end: end))
  }

  @Test(
    "What is not a number is refused",
    arguments: [
      "", "+", "-", ".", "+.", "-.", "e5", ".e5", "+e5", " 1", "\t1", "\n", "--1", "+-1", "nan",
      "NaN", "-nan", "i", "in", "-in", "nfinity", "x", "_1", "١", "½", ",1",
    ])
  func refused(text: String) {
    #expect(parse(text) == .notANumber)
  }

  @Test(
    "An infinity is spelled out, in any case of letters",
    arguments: [
      ("inf", 3), ("INF", 3), ("+Inf", 4), ("infinity", 8), ("+INFINITY", 9), ("infinit", 3),
      ("infinityx", 8), ("infin", 3), ("inf,", 3), ("iNfInItY", 8),
    ])
  func infinity(text: String, end: Int) {
    #expect(parse(text) == .number(.infinity, end: end))
    if !text.hasPrefix("+") {
      #expect(parse("-" + text) == .number(-.infinity, end: end + 1))
    }
  }

  @Test(
    "A zero keeps its sign",
    arguments: ["0", "0.0", "0e999999999999", "0e-999999999999", "000.000e5", "1e-400", "0."])
  func zero(text: String) throws {
    for (sign, bits) in [("", UInt64(0)), ("+", 0), ("-", 1 << 63)] {
      guard case .number(let value, let end) = parse(sign + text) else {
        Issue.record("\(sign)\(text) is a number")
        continue
      }
      #expect(value.bitPattern == bits)
      #expect(end == (sign + text).utf8.count)
    }
  }

  @Test(
    "A finite number beyond the largest double is an overflow",
    arguments: [
      "1e309", "1e400", "1e999", "1.7976931348623159e308", "1e99999999999999999999999999",
      "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977"
        + "587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845"
        + "817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559"
        + "699508093042880177904174497792",
    ])
  func overflow(text: String) {
    #expect(parse(text) == .overflow(end: text.utf8.count))
    #expect(parse("-" + text + ",1") == .overflow(end: text.utf8.count + 1))
  }

  @Test("Nothing outside the range is looked at", arguments: 0...24)
  func range(length: Int) {
    let digits = Array("9.876543210123456789e1234567".utf8)
    let part = String(decoding: digits.prefix(length), as: UTF8.self)
    for offset in [0, 1, 7, 8, 9, 30] {
      let bytes = [UInt8](repeating: UInt8(ascii: "8"), count: offset) + digits
      let parsed = NumberParser().parse(bytes.span, from: offset, to: offset + length)
      switch (parse(part), parsed) {
      case (.number(let left, let leftEnd), .number(let right, let rightEnd)):
        #expect(left == right && leftEnd + offset == rightEnd)
      case (.overflow(let leftEnd), .overflow(let rightEnd)):
        #expect(leftEnd + offset == rightEnd)
      case (let left, let right):
        #expect(left == right)
      }
    }
    #expect(agreesWithStrtod(part))
  }

  @Test("A range outside the bytes stops the process")
  func precondition() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [48]
      _ = NumberParser().parse(bytes.span, from: 0, to: 2)
    }
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [48]
      _ = NumberParser().parse(bytes.span, from: 1, to: 0)
    }
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [48]
      _ = NumberParser().parse(bytes.span, from: -1, to: 1)
    }
  }
}

@Suite("ParsedNumber")
struct ParsedNumberTests {
  @Test("A parsed number is small enough for registers")
  func size() {
    #expect(MemoryLayout<ParsedNumber>.size <= 17)
  }

  @Test("Results differ in kind, value and end")
  func equality() {
    #expect(ParsedNumber.number(1, end: 1) == .number(1, end: 1))
    #expect(ParsedNumber.number(1, end: 1) != .number(2, end: 1))
    #expect(ParsedNumber.number(1, end: 1) != .number(1, end: 2))
    #expect(ParsedNumber.number(.infinity, end: 5) != .overflow(end: 5))
    #expect(ParsedNumber.overflow(end: 5) != .overflow(end: 6))
    #expect(ParsedNumber.notANumber != .overflow(end: 0))
  }
}
