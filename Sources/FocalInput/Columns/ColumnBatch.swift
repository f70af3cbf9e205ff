/// The wanted columns of the rows of a chunk.
public struct ColumnBatch: Sendable {
  /// The bytes of a text in its chunk.
  public struct Text: Equatable, Sendable {
    /// What in the bytes stands for other characters.
    public enum Escaping: Sendable {
      /// Nothing: the bytes are the text.
      case none
      /// Two quotes, which stand for one, as in delimited fields.
      case doubledQuotes
      /// A backslash with what follows it, as in JSON strings.
      case backslashes
    }

    /// Where it stands, without the quotes around it.
    public var range: Range<Int>
    /// What in it stands for other characters.
    public var escaping: Escaping
  }

  /// The rows read.
  public internal(set) var rowCount = 0

  /// The lines of the chunk: rows, empty lines, and line feeds in quoted fields.
  public internal(set) var lineCount = 0

  /// The numbers of every block of the plan, row by row.
  ///
  /// They may be swapped for other arrays, which will be written over: so batches pass from stage
  /// to stage without a copy.
  public var numbers: [[Double]] = []

  /// The codes of every category column of the plan, row by row; ``RowDecoder/categories`` has
  /// their texts.
  public internal(set) var categories: [[Int32]] = []

  /// The texts of every text column of the plan, row by row.
  public internal(set) var texts: [[Text]] = []

  /// The extents of the rows in the chunk, without their line terminators; where they are wanted.
  public internal(set) var rows: [Range<Int>] = []

  /// What is wrong with the row after the last; nil where the chunk is read whole.
  public internal(set) var error: InputError?

  /// An empty batch, to be filled and filled again by a decoder.
  public init() {}
}
