/// Tells whether runs of blanks stand between the fields of a file, by its first rows.
///
/// Text has blanks too, so all of this must hold: no usual delimiter stands outside quotes; every row has
/// as many fields, two or more; every field is a number, missing or quoted, or the header holds a usual
/// name. NumPy writes such files (`savetxt`), with a header after `#`, and R (`write.table`), with one
/// field fewer in the header where rows have names.
enum BlankRows {
  /// The delimiters that decide for themselves.
  private static let delimiters = [
    ASCII.comma, ASCII.semicolon, ASCII.tab, UInt8(ascii: "|"),
  ]

  /// Whether the rows are so.
  ///
  /// - Parameters:
  ///   - source: a source of which nothing has been read; nothing of it is lost.
  ///   - isUsual: whether a name is usual for a column.
  /// - Returns: whether they are.
  /// - Throws: ``InputError`` where the source cannot be read.
  static func separateFields(
    of source: ByteSource, isUsual: (String) -> Bool
  ) throws(InputError) -> Bool {
    // Nearly every file has another delimiter on its first line.
    let line = try source.peek(1 << 12)
    let firstLine = line[..<(line.firstIndex(of: ASCII.lineFeed) ?? line.count)]
    if firstLine.contains(where: delimiters.contains), !firstLine.contains(ASCII.quote) {
      return false
    }
    let head = try source.peek(FirstBytes.count)
    return separateFields(
      of: head.span.extracting(first: min(head.count, FirstBytes.count)),
      isWhole: head.count < FirstBytes.count, isUsual: isUsual)
  }

  /// Whether the rows in the first bytes of a file are so.
  static func separateFields(
    of head: Span<UInt8>, isWhole: Bool, isUsual: (String) -> Bool
  ) -> Bool {
    let end =
      isWhole
      ? head.count
      : RowFormat.delimited(by: ASCII.space).endOfLastRow(head, in: 0..<head.count) ?? 0
    let rows = CSVRowScanner(ASCII.space)
    var lineCount = 0
    var index = head.startsWithByteOrderMark ? 3 : 0
    var header: [String] = []
    var fieldCount: Int?
    var isFirst = true
    var areAllValues = true
    while true {
      index = rows.skipEmptyLines(head, from: index, to: end, &lineCount)
      guard index < end else { break }
      // A tab in the first row is the delimiter; in a later one it is a blank.
      guard let row = row(head, from: &index, to: end, rows), !isFirst || !row.hasTab else {
        return false
      }
      if row.isComment {
        // Reading says what is wrong with one after the first row.
        if isFirst { header = row.texts }
        continue
      }
      if isFirst, !row.areValues || row.areQuoted {
        header = row.texts
      } else {
        guard row.texts.count == fieldCount ?? row.texts.count else { return false }
        fieldCount = row.texts.count
      }
      isFirst = false
      areAllValues = areAllValues && row.areValues
    }
    let count = fieldCount ?? header.count
    guard count > 1 else { return false }
    guard header.isEmpty || [count, count - 1].contains(header.count) else { return false }
    return areAllValues || header.contains(where: isUsual)
  }

  private struct Row {
    var texts: [String] = []
    /// Whether every field is a number, missing or quoted.
    var areValues = true
    var areQuoted = true
    var isComment = false
    var hasTab = false
  }

  /// The row that begins at an index, which becomes that of the next; nil where another delimiter stands
  /// in it, or it is no text.
  private static func row(
    _ bytes: Span<UInt8>, from index: inout Int, to end: Int, _ rows: CSVRowScanner
  ) -> Row? {
    let parser = NumberParser()
    var row = Row()
    row.isComment = bytes[rows.fields.skipBlanks(bytes, from: index, to: end)] == UInt8(ascii: "#")
    while true {
      let isQuoted = rows.fields.isQuoted(bytes, at: index, to: end)
      guard let field = try? rows.fields.field(bytes, from: index, to: end),
        let text = String(validating: bytes, field.text)
      else { return nil }
      if !isQuoted {
        for byte in field.text.range where delimiters.contains(bytes[byte]) { return nil }
        row.areQuoted = false
        let isValue = parser.isNumber(bytes, field.text.range) || MissingValue.isText(text)
        row.areValues = row.areValues && isValue
      }
      row.texts.append(text)
      index = field.end
      guard index < end, rows.fields.isDelimiter(bytes[index]) else { break }
      row.hasTab = row.hasTab || bytes[index] == ASCII.tab
      index += 1
    }
    if row.isComment {
      let mark = row.texts.removeFirst().drop { $0 == "#" }
      if !mark.isEmpty { row.texts.insert(String(mark), at: 0) }
    }
    index = rows.skipTerminator(bytes, at: index, to: end)
    return row
  }
}
