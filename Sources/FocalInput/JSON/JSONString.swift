/// A string or a member's name, as the scanner finds it.
struct JSONString {
  /// The text between the quotes.
  var range: Range<Int>

  /// Whether there are escapes in it.
  var hasEscapes: Bool

  /// The index after the closing quote.
  var end: Int { range.upperBound + 1 }

  /// The text, for those who read it.
  var text: ColumnBatch.Text {
    ColumnBatch.Text(range: range, escaping: hasEscapes ? .backslashes : .none)
  }
}
