import Testing

@testable import FocalInput

@Suite struct RowFormatTests {
  static let format = RowFormat.delimited(by: UInt8(ascii: ","))

  @Test(
    "a row ends at a line feed that no quoted field hides",
    arguments: [
      ("", nil),
      ("a,b", nil),
      ("\n", 1),
      ("a\n", 2),
      ("a\nb", 2),
      ("a\r\nb", 3),
      ("a\r", nil),
      ("a\nb\n", 4),
      ("a\n\n\n", 4),
      ("\"", nil),
      ("\"a\nb", nil),
      ("\"a\nb\"", nil),
      ("\"a\nb\"\n", 6),
      ("1,\"a\nb", nil),
      ("1\n2,\"a\nb", 2),
      ("\"\"\n", 3),
      ("\"\"\"\n", nil),
      ("\"\"\"\"\n", 5),
      ("\"a\"\"\nb\"\n", 8),
      ("a\"\nb", 3),
      ("5\" pipe,\"x\ny", nil),
      ("a;\"\nb", 4),
      ("\"a\"b\nc", 5),
      ("\"a\"b\"\nc", 6),
      ("\"a\" \nc", 5),
    ] as [(String, Int?)])
  func ends(text: String, end: Int?) {
    let bytes = Array(text.utf8)
    #expect(Self.format.endOfLastRow(bytes.span, in: 0..<bytes.count) == end)
  }

  @Test("bytes outside the range are not looked at")
  func range() {
    let bytes = Array("\"\na\n\"\n".utf8)
    #expect(Self.format.endOfLastRow(bytes.span, in: 1..<5) == 4)
    #expect(Self.format.endOfLastRow(bytes.span, in: 2..<3) == nil)
    #expect(Self.format.endOfLastRow(bytes.span, in: 3..<3) == nil)
  }

  @Test("the delimiter decides where a quote opens a field")
  func delimiter() {
    let bytes = Array("a;\"\nb".utf8)
    let format = RowFormat.delimited(by: UInt8(ascii: ";"))
    #expect(format.endOfLastRow(bytes.span, in: 0..<bytes.count) == nil)
  }

  @Test(
    "the first row begins after a byte-order mark and empty lines",
    arguments: [
      ("", 0),
      ("a", 0),
      ("\n", 1),
      ("\n\r\n\na\n", 4),
      ("\r", 0),
      ("\ra", 0),
      (" \n", 0),
      ("\u{feff}", 3),
      ("\u{feff}a", 3),
      ("\u{feff}\n\na", 5),
      ("\u{feff}\u{feff}a", 3),
      ("\n\u{feff}a", 1),
    ])
  func firstRow(text: String, start: Int) {
    let bytes = Array(text.utf8)
    #expect(Self.format.startOfFirstRow(bytes.span, count: bytes.count) == start)
  }
}
