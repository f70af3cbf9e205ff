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

    init(range: Range<Int>, escaping: Escaping) {
      self.range = range
      self.escaping = escaping
    }

    /// The text of a kept field, in quotes where a quote stands before it.
    ///
    /// - Parameters:
    ///   - range: where it stands.
    ///   - bytes: the bytes of its chunk.
    ///   - format: how they are written.
    public init(
      ofField range: Range<Int>, in bytes: Span<UInt8>, _ format: TableReader.Format
    ) {
      let isQuoted = range.lowerBound > 0 && bytes[range.lowerBound - 1] == ASCII.quote
      let escaping: Escaping = if case .json = format { .backslashes } else { .doubledQuotes }
      self.init(range: range, escaping: isQuoted ? escaping : .none)
    }
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

  /// Where the texts of the kept fields are, row by row, without spaces or quotes around them.
  public internal(set) var fields: [Range<Int>] = []

  /// What is wrong with the row after the last; nil where the chunk is read whole.
  public internal(set) var error: InputError?

  /// An empty batch, to be filled and filled again by a decoder.
  public init() {}
}
