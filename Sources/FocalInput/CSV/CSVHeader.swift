/// The beginning of a file of delimited fields, up to its first row of data.
///
/// ```
/// sep=;              a line for spreadsheets, which is obeyed
/// # run 7            comments
/// label;prediction   the names of the columns
/// 1;0.9
/// ```
package struct CSVHeader: Equatable, Sendable {
  /// The fields of the first row.
  package let fields: [String]

  /// The names of the columns; empty where they have none.
  package private(set) var names: [String]

  /// The number of columns.
  package private(set) var fieldCount: Int

  /// Whether the first row names the columns, and why.
  package let decision: HeaderDecision

  /// Whether the columns are named.
  package var isPresent: Bool { decision.isHeader }

  /// The extent of the first row in its chunk, without its line terminator.
  package let row: Range<Int>

  /// The index of the first byte of the data in the chunk.
  package let dataStart: Int

  /// Where what is kept of the beginning stands: its comments, and lastly the names.
  package let kept: Range<Int>

  /// The lines before the data.
  package let lineCount: Int

  /// Whether rows begin with a name of their own, above which the header has nothing.
  package private(set) var hasRowNames = false

  /// Reads the beginning of a file.
  ///
  /// Empty lines before the first row and a UTF-8 byte-order mark are passed over.
  ///
  /// - Parameters:
  ///   - chunk: the first bytes of the file, with the first row at least.
  ///   - dialect: how the file is written.
  ///   - decide: tells whether the first row names the columns, where the dialect leaves it open; nil
  ///     where that cannot be told.
  /// - Throws: ``InputError`` where there is no row, or its fields cannot be read.
  package init(
    of chunk: Chunk, _ dialect: CSVDialect,
    decide: (FirstFields) -> HeaderDecision? = HeaderDecision.byNumbers
  ) throws(InputError) {
    let rows = CSVTextRows(chunk, dialect.delimiter)
    let preamble = CSVPreamble(chunk, rows.scanner)
    guard preamble.end < chunk.rows.upperBound else { throw InputError(.noRows) }
    let first = try rows.row(from: preamble.end, line: preamble.lineCount + 1)
    fields = first.texts
    let others = { rows.rows(from: first.next) }
    var isComment = false
    switch dialect.header {
    case .present:
      // The first row that is no comment, unless that is of numbers.
      isComment =
        HeaderDecision.byNumbers(FirstFields(fields) { [] })?.isHeader == false
        && preamble.names(of: fields.count, dialect.delimiter) != nil
      decision = HeaderDecision(isHeader: true, .asked)
    case .absent: decision = HeaderDecision(isHeader: false, .asked)
    case .automatic:
      let count = fields.count
      let evidence = FirstFields(fields) {
        others().map(\.texts).filter { $0.count == count }
      }
      guard let found = decide(evidence) else {
        throw InputError(
          .unclearHeader(found: fields), at: RowPosition(line: preamble.lineCount + 1))
      }
      isComment = !found.isHeader && preamble.names(of: fields.count, dialect.delimiter) != nil
      decision = isComment ? HeaderDecision(isHeader: true, .comment) : found
    }
    let isRowOfNames = decision.isHeader && !isComment
    names = isComment ? preamble.names(of: fields.count, dialect.delimiter) ?? [] : fields
    if !decision.isHeader { names = [] }
    fieldCount = fields.count
    row = first.range
    dataStart = isRowOfNames ? first.next : first.range.lowerBound
    kept = preamble.start..<dataStart
    lineCount = preamble.lineCount + (isRowOfNames ? 1 + first.lineFeedCount : 0)
    if isRowOfNames, rows.haveRowNames(after: first) {
      hasRowNames = true
      names.insert("", at: 0)
      fieldCount += 1
    }
  }
}

/// The lines before the first row of a file: a byte-order mark, empty lines, `sep=` and comments.
struct CSVPreamble {
  /// Where the first row begins.
  private(set) var end: Int

  /// Where the first line that is not empty begins.
  private(set) var start: Int

  /// The lines passed over.
  private(set) var lineCount = 0

  /// The last comment, without its mark.
  private var comment: String?

  /// Passes over the lines.
  ///
  /// - Parameters:
  ///   - chunk: the first bytes of a file.
  ///   - scanner: tells empty lines.
  init(_ chunk: Chunk, _ scanner: CSVRowScanner) {
    let bytes = chunk.bytes.span
    let limit = chunk.rows.upperBound
    end = chunk.rows.lowerBound
    if bytes.extracting(chunk.rows).startsWithByteOrderMark { end += 3 }
    end = scanner.skipBlankLines(bytes, from: end, to: limit, &lineCount)
    start = end
    while end < limit {
      let line = Self.line(bytes, from: end, to: limit)
      let isMark = bytes[end] == UInt8(ascii: "#")
      guard isMark || end == start && Self.separator(bytes, line) != nil else { return }
      if isMark {
        let text = ColumnBatch.Text(
          range: line.lowerBound + 1..<line.upperBound, escaping: .none)
        comment = String(validating: bytes, text)
      }
      end = scanner.skipTerminator(bytes, at: line.upperBound, to: limit)
      lineCount += 1
      end = scanner.skipBlankLines(bytes, from: end, to: limit, &lineCount)
    }
  }

  /// The names that the last comment has for so many columns; nil where it is no list of names.
  func names(of count: Int, _ delimiter: UInt8) -> [String]? {
    guard let comment else { return nil }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let parts = comment.split(omittingEmptySubsequences: delimiter == ASCII.space) {
      $0.asciiValue == delimiter
    }
    let names = parts.map { part in
      let text = part.drop(while: isBlank)
      return String(text.dropLast(text.reversed().prefix(while: isBlank).count))
    }
    let parser = NumberParser()
    guard names.count == count,
      names.allSatisfy({ parser.number($0) == nil && !MissingValue.isText($0) })
    else { return nil }
    return names
  }

  /// The delimiter that a line says, as in `sep=;`; nil where it is no such line.
  static func separator(_ bytes: Span<UInt8>, _ line: Range<Int>) -> UInt8? {
    guard line.count == 5 else { return nil }
    let isSaid = zip(line, "sep=".utf8).allSatisfy { ASCII.matches(bytes[$0], $1) }
    // The equals sign is no letter, whose other case would be a closing brace.
    return isSaid && bytes[line.lowerBound + 3] == UInt8(ascii: "=")
      ? bytes[line.lowerBound + 4] : nil
  }

  /// The extent of a line without its terminator.
  static func line(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Range<Int> {
    var end = bytes.firstIndex(of: ASCII.lineFeed, or: ASCII.lineFeed, in: start..<limit)
    if end > start, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
    return start..<end
  }
}
