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
