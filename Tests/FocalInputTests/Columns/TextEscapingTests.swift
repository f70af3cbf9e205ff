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
