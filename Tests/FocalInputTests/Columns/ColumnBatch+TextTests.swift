import Testing

@testable import FocalInput

@Suite("Escapes in texts")
struct TextEscapingTests {
  @Test(
    "Escapes become what they stand for, in either format",
    arguments: [
      ("a\"\"b", ColumnBatch.Text.Escaping.none, "a\"\"b"), ("a\"\"b", .doubledQuotes, "a\"b"),
      ("a\\\"b", .backslashes, "a\"b"), ("\\u00e9\\n", .backslashes, "é\n"),
      ("\\ud83d\\ude00\\u0041", .backslashes, "😀A"), ("\\\\u0041", .backslashes, "\\u0041"),
      ("\\u0000", .backslashes, "\0"), ("", .backslashes, ""), ("a\\nb", .doubledQuotes, "a\\nb"),
    ])
  func text(bytes: String, escaping: ColumnBatch.Text.Escaping, expected: String) {
    let all = Array("<\(bytes)>".utf8)
    let text = ColumnBatch.Text(range: 1..<all.count - 1, escaping: escaping)
    #expect(text.bytes(in: all.span) == Array(expected.utf8))
    #expect(String(validating: all.span, text) == expected)
  }
}

@Suite struct StringBytesTests {
  static func text(_ count: Int, hasEscapes: Bool = false) -> ColumnBatch.Text {
    ColumnBatch.Text(range: 1..<count + 1, escaping: hasEscapes ? .doubledQuotes : .none)
  }

  @Test(
    "two quotes in a text stand for one",
    arguments: [
      ("", ""),
      ("\"\"", "\""),
      ("\"\"\"\"", "\"\""),
      ("a\"\"b", "a\"b"),
      ("\"\"a\"\"\"\"b\"\"", "\"a\"\"b\""),
      ("\u{e9}\"\"\u{1f600}", "\u{e9}\"\u{1f600}"),
    ])
  func escapes(text: String, unescaped: String) {
    let bytes = Array("x\(text)x".utf8)
    let extent = Self.text(text.utf8.count, hasEscapes: true)
    #expect(bytes.span.unescapingQuotes(extent.range) == Array(unescaped.utf8))
    #expect(String(validating: bytes.span, extent) == unescaped)
    #expect(String(lossy: bytes.span, extent) == unescaped)
  }

  @Test("a text without escapes keeps its quotes")
  func withoutEscapes() {
    let bytes = Array("x5\"\" pipex".utf8)
    #expect(String(validating: bytes.span, Self.text(8)) == "5\"\" pipe")
    #expect(String(lossy: bytes.span, Self.text(8)) == "5\"\" pipe")
  }

  @Test(
    "bytes that are not UTF-8 are no text, or a replacement character in a lossy one",
    arguments: [
      [0xff], [0xc3], [0xe2, 0x82], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
      [0x41, 0x80],
    ] as [[UInt8]], [false, true])
  func invalid(text: [UInt8], hasEscapes: Bool) {
    let bytes = [0x78] + text + [0xbf]
    let extent = Self.text(text.count, hasEscapes: hasEscapes)
    #expect(String(validating: bytes.span, extent) == nil)
    #expect(String(lossy: bytes.span, extent) == String(decoding: text, as: UTF8.self))
  }

  @Test("a NUL byte is a character like any other")
  func nul() {
    let bytes = Array("xa\0bx".utf8)
    #expect(String(validating: bytes.span, Self.text(3)) == "a\0b")
  }
}
