import Testing

@testable import FocalInput

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
