/// One field of a row, as the scanner finds it.
struct CSVField {
  /// The text, without the quotes around it, or without the spaces around it where it has none.
  var text: ColumnBatch.Text

  /// The line feeds in the text.
  var lineFeedCount: Int

  /// The index after the field: that of a delimiter, of a line terminator, or the end.
  var end: Int
}
