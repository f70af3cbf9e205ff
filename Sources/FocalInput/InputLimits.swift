/// The limits that keep memory bounded whatever the input is.
package enum InputLimits {
  /// The bytes of the longest row, its terminator included.
  ///
  /// A row of 100,000 columns with 17 digits each has two million bytes; a longer row than this is
  /// more likely a file that is no table.
  package static let rowByteCount = 4 << 20

  /// The texts of a category column that are worth remembering.
  ///
  /// A column with more has no categories: it may be an identifier.
  package static let categoryCount = 1 << 14

  /// The bytes of an array or object of a JSON row that nobody may want and that is divided into
  /// columns all the same, since its place or its values may tell what it is.
  ///
  /// A longer one, such as an image or an embedding, costs a look at its bytes.
  static let dividedByteCount = 1 << 16

  /// The columns of arrays, each of which gets a name.
  static let arrayColumnCount = 1 << 17

  /// The bytes of a chunk, as long as no row needs more.
  ///
  /// Large enough that the work per chunk vanishes beside the work per row, small enough for the
  /// processor's cache.
  package static let chunkByteCount = 1 << 18

  /// The bytes of a chunk whose rows are written again, with numbers that may be longer than they.
  package static let rewrittenChunkByteCount = 1 << 17

  /// The objects and arrays of a JSON value that may stand within each other.
  ///
  /// Predictions need three or four; a limit keeps a file of brackets from using up memory.
  package static let nestingDepth = 512

  /// The bytes of all paths of a JSON row.
  ///
  /// Members repeat the path of the object they are in, so that a row can have far more bytes of
  /// paths than of text.
  package static let pathByteCount = 64 << 20
}
