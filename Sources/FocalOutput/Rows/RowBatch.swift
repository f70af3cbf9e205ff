/// Rows of input, as bytes, and the numbers that are appended to them.
package struct RowBatch {
  /// What the rows and their fields stand in; only the bytes before ``end`` count.
  package var bytes: [UInt8]

  /// The end of the rows.
  package var end: Int

  /// Where the rows are, without their line terminators; empty where no row is written again.
  package var rows: [Range<Int>]

  /// Where the texts of the fields are, row by row, without spaces or quotes around them.
  package var fields: [Range<Int>]

  /// Texts that are written as they are, row by row, which stand in bytes of their own.
  package var texts: [Range<Int>]
  package var textBytes: [UInt8]

  /// How many rows there are.
  package var rowCount: Int

  /// The rows that are samples, in order; nil where all are.
  package var samples: [Int]?

  /// The number of the first row.
  package var firstRow: Int

  /// The numbers to append, sample by sample.
  package var numbers: [Double]

  /// Rows without fields or texts.
  package init(
    _ bytes: [UInt8], end: Int, rows: [Range<Int>], rowCount: Int, samples: [Int]? = nil,
    firstRow: Int = 1, numbers: [Double]
  ) {
    self.bytes = bytes
    self.end = end
    self.rows = rows
    fields = []
    texts = []
    textBytes = []
    self.rowCount = rowCount
    self.samples = samples
    self.firstRow = firstRow
    self.numbers = numbers
  }
}

/// How the rows of the input are written, as far as it matters for writing them again.
package struct RowInput: Sendable {
  /// The byte that stands for another one, or begins to.
  package enum Escape: Sendable {
    /// Two quotes stand for one, as in delimited fields.
    case quote
    /// A backslash with what follows it, as in JSON strings.
    case backslash
  }

  /// What in the text of a field may stand for other bytes.
  package let escape: Escape

  /// The bytes of the text of a field, with its escapes replaced by what they stand for.
  ///
  /// Whoever reads the format knows it. It is asked only where there is an escape.
  package let unescaped: @Sendable (_ bytes: Span<UInt8>, _ text: Range<Int>) -> [UInt8]

  package init(
    escape: Escape,
    unescaped: @escaping @Sendable (_ bytes: Span<UInt8>, _ text: Range<Int>) -> [UInt8]
  ) {
    self.escape = escape
    self.unescaped = unescaped
  }
}
