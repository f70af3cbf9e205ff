/// The first rows of a file, with the names that stand before them.
struct JSONBeginning {
  /// The chunk with the first row of data; nil where there is none.
  private(set) var chunk: Chunk?

  private let scanner: JSONScanner

  /// Where the row of the header stands in its chunk, and what its columns are called.
  private var row = 0..<0
  private var columnNames: [String]?

  /// What the first rows have in common.
  private var survey: JSONSurvey

  /// The beginning of a file.
  ///
  /// - Parameters:
  ///   - layout: how the file is written.
  ///   - isWanted: whether a member of a name may be wanted.
  init(_ layout: JSONLayout, isWanted: @escaping (String) -> Bool) {
    // What is wanted of the rows is read again.
    scanner = JSONScanner(rowsAreLines: layout == .lines, readsStrings: false)
    survey = JSONSurvey(scanner, isWanted: isWanted)
  }

  /// Reads chunks until one has a row of data.
  ///
  /// - Parameters:
  ///   - chunks: where they come from.
  ///   - firstRows: the first rows, which say what columns there are.
  ///   - names: the names of the columns that are known once a chunk has been read.
  /// - Returns: the header.
  /// - Throws: ``InputError`` where there is no row, or the first is wrong.
  mutating func header(
    _ chunks: any ChunkSource, _ firstRows: JSONFirstRows, names: () -> [String]? = { nil }
  ) throws(InputError) -> JSONHeader {
    var chunk = Chunk()
    var columnNames: [String]?
    var isFirst = true
    var passedLineCount = 0
    while try next(&chunk, chunks, after: passedLineCount) {
      if isFirst, chunk.extents == nil, chunk.bytes.span.startsWithByteOrderMark {
        chunk.removeRows(before: 3)
      }
      isFirst = false
      columnNames = columnNames ?? names()
      while let row = try firstRow(of: chunk) {
        guard columnNames == nil, let found = columnTitles(chunk, row) else {
          self.chunk = chunk
          self.row = row
          self.columnNames = columnNames
          try checkFirstRow(of: chunk)
          firstRows.add(to: &survey)
          return try header(listPaths: [])
        }
        columnNames = found
        remove(row, from: &chunk)
      }
      passedLineCount = chunk.lineCount
    }
    guard let columnNames = columnNames ?? names() else { throw InputError(.noRows) }
    return JSONHeader(columnNames: columnNames)
  }

  private func next(
    _ chunk: inout Chunk, _ chunks: any ChunkSource, after lineCount: Int
  ) throws(InputError) -> Bool {
    do throws(InputError) {
      guard try chunks.next(&chunk) else { return false }
    } catch {
      throw error.moved(byLines: lineCount)
    }
    chunk.skippedLineCount = lineCount
    return true
  }

  /// Checks that the first row has as many elements as there are names, and takes it up.
  private mutating func checkFirstRow(of chunk: Chunk) throws(InputError) {
    let bytes = chunk.bytes.span
    do throws(JSONFault) {
      survey.columnNames = columnNames ?? []
      try survey.add(row, in: bytes)
      guard let columnNames else { return }
      let found = JSONKind(firstByte: bytes[row.lowerBound]) ?? .null
      guard found == .array else {
        throw JSONFault(.wrongKind(found: found, expected: .array), at: row.lowerBound)
      }
      let count = survey.nodes[0].children.count
      guard count == columnNames.count else {
        throw JSONFault(
          .elementCount(found: count, expected: columnNames.count), at: row.lowerBound)
      }
    } catch {
      throw InputError(error.problem, at: chunk.position(of: error.index))
    }
  }

  /// The header of the rows that were found, with some of their arrays as fields.
  func header(listPaths: Set<[UInt8]>) throws(InputError) -> JSONHeader {
    guard let chunk else { throw InputError(.noRows) }
    do throws(JSONProblem) {
      return try JSONHeader(of: survey, columnNames: columnNames, listPaths: listPaths)
    } catch {
      throw InputError(.json(error), at: chunk.position(of: row.lowerBound))
    }
  }

  /// The first row that is left in a chunk, which is checked; nil where there is none.
  private func firstRow(of chunk: Chunk) throws(InputError) -> Range<Int>? {
    var limits = chunk.rows
    if let extents = chunk.extents {
      guard let first = extents.first else { return nil }
      limits = first
    }
    let bytes = chunk.bytes.span.extracting(first: limits.upperBound)
    var lineCount = 0
    let start = scanner.skipLinesOfSpaces(bytes, from: limits.lowerBound, &lineCount)
    guard start < limits.upperBound else { return nil }
    do throws(JSONFault) {
      let end = try scanner.value(bytes, from: start)
      let next = scanner.skipSpaces(bytes, from: end)
      guard next == bytes.count || bytes[next] == ASCII.lineFeed else {
        throw scanner.unexpected(
          bytes, at: next, chunk.extents == nil ? .endOfLine : .commaOrClosing)
      }
      return start..<end
    } catch {
      throw InputError(error.problem, at: chunk.position(of: error.index))
    }
  }

  /// The elements of a row that is an array of strings, of which one is no number.
  private func columnTitles(_ chunk: Chunk, _ row: Range<Int>) -> [String]? {
    let bytes = chunk.bytes.span
    guard bytes[row.lowerBound] == ASCII.openingBracket else { return nil }
    let parser = NumberParser()
    var titles: [String] = []
    var areNumbers = true
    var index = scanner.skipSpaces(bytes, from: row.lowerBound + 1)
    while bytes[index] == ASCII.quote,
      let string = try? scanner.string(bytes, from: index)
    {
      let title = string.text.bytes(in: bytes)
      titles.append(String(decoding: title, as: UTF8.self))
      areNumbers = areNumbers && parser.isNumber(title.span, 0..<title.count)
      index = scanner.skipSpaces(bytes, from: string.end)
      if bytes[index] == ASCII.comma {
        index = scanner.skipSpaces(bytes, from: index + 1)
      }
    }
    return index == row.upperBound - 1 && !titles.isEmpty && !areNumbers ? titles : nil
  }

  /// Takes a row out of a chunk.
  private func remove(_ row: Range<Int>, from chunk: inout Chunk) {
    guard chunk.extents == nil else {
      chunk.extents?.removeFirst()
      return
    }
    let passed = chunk.rows.lowerBound..<row.upperBound
    chunk.skippedLineCount += chunk.bytes.span.lineFeedCount(in: passed)
    chunk.rows = row.upperBound..<chunk.rows.upperBound
  }
}
