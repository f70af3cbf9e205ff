import Testing

@testable import FocalInput

@Suite struct CSVFieldScannerTests {
  static let scanner = CSVFieldScanner(delimiter: UInt8(ascii: ","))

  @Test(
    "a field ends at a delimiter, a line terminator or the end",
    arguments: [
      ("", 0..<0, 0),
      (",", 0..<0, 0),
      ("\n", 0..<0, 0),
      ("\r\n", 0..<0, 0),
      ("\r", 0..<0, 0),
      ("ab", 0..<2, 2),
      ("ab,c", 0..<2, 2),
      ("ab\nc", 0..<2, 2),
      ("ab\r\n", 0..<2, 2),
      ("ab\r", 0..<2, 2),
      ("ab\r,", 0..<3, 3),
      ("ab\r\r\n", 0..<3, 3),
      (" ab\t,", 1..<3, 4),
      ("  ,", 2..<2, 2),
      ("a\"b\",", 0..<4, 4),
      (" \"b\",", 2..<3, 4),
      ("\t \" b\" \t,", 3..<5, 8),
      ("\"a\" ,", 1..<2, 4),
      ("\"a\" \r\n", 1..<2, 4),
      ("\"\"", 1..<1, 2),
      ("\"ab\",c", 1..<3, 4),
      ("\"ab\"\r\n", 1..<3, 4),
      ("\"ab\"\r", 1..<3, 4),
      ("\" a,\n\",", 1..<5, 6),
      ("\"a\"\"b\"", 1..<5, 6),
      ("\"\"\"\"\n", 1..<3, 4),
    ])
  func ends(text: String, range: Range<Int>, end: Int) throws {
    let bytes = Array(text.utf8)
    let field = try Self.scanner.field(bytes.span, from: 0, to: bytes.count)
    #expect(field.text.range == range)
    #expect(field.end == end)
    let hasEscapes = text.hasPrefix("\"") && text.dropFirst().contains("\"\"")
    #expect(field.text.escaping == (hasEscapes ? .doubledQuotes : .none))
    #expect(field.lineFeedCount == bytes[range].count { $0 == ASCII.lineFeed })

    let inside = Array("\"\"\(text)".utf8)
    let moved = try Self.scanner.field(inside.span, from: 2, to: inside.count)
    #expect(moved.text.range == range.lowerBound + 2..<range.upperBound + 2)
    #expect(moved.end == end + 2)
  }

  @Test(
    "a quoted field that does not end, or goes on, is an error",
    arguments: [
      ("\"", .unclosedQuote),
      ("\"a\n,", .unclosedQuote),
      ("\"\"\"", .unclosedQuote),
      ("\"a\"b", .textAfterQuote),
      ("\"a\" b,", .textAfterQuote),
      (" \"a\"b", .textAfterQuote),
      ("\"a\\\"b\"", .backslashQuote),
      ("\"a\"\rb", .textAfterQuote),
      ("\"\"\"\"\"\"x", .textAfterQuote),
    ] as [(String, InputError.Problem)])
  func errors(text: String, problem: InputError.Problem) {
    let bytes = Array(text.utf8)
    #expect(throws: problem) {
      _ = try Self.scanner.field(bytes.span, from: 0, to: bytes.count)
    }
  }

  @Test("nothing is looked at beyond the end")
  func bounds() throws {
    let bytes = Array("12\"\"".utf8)
    #expect(try Self.scanner.field(bytes.span, from: 0, to: 1).end == 1)
    #expect(try Self.scanner.field(bytes.span, from: 2, to: 2).end == 2)
    let isEnd = [1, 2].map { Self.scanner.isFieldEnd(bytes.span, at: 1, to: $0) }
    #expect(isEnd == [true, false])
  }
}

@Suite struct CSVRowScannerTests {
  static let scanner = CSVRowScanner(UInt8(ascii: ","))

  @Test(
    "a line terminator is LF, CRLF or, at the end, CR",
    arguments: [("", 0), ("\n", 1), ("\r\n", 2), ("\n\n", 1), ("\r", 1), ("\r\n\n", 2)])
  func terminators(text: String, next: Int) {
    let bytes = Array(text.utf8)
    #expect(Self.scanner.skipTerminator(bytes.span, at: 0, to: bytes.count) == next)
  }

  @Test(
    "empty lines are passed over and counted",
    arguments: [
      ("", 0, 0), ("a", 0, 0), ("\n", 1, 1), ("\n\r\n\na\n", 4, 3), ("\r", 1, 1), ("\ra", 0, 0),
      ("\r\r\n", 0, 0), (" \n", 0, 0), ("\n\"\n", 1, 1),
    ])
  func emptyLines(text: String, next: Int, count: Int) {
    let bytes = Array(text.utf8)
    var lineCount = 10
    let index = Self.scanner.skipEmptyLines(bytes.span, from: 0, to: bytes.count, &lineCount)
    #expect(index == next)
    #expect(lineCount == 10 + count)
  }
}
