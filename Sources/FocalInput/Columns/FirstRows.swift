/// The whole rows in the first bytes of a table: what its columns are told by before it is read.
///
/// They are the same however the bytes arrive, and in whatever chunks they are read afterwards. A column
/// is decoded when it is asked for, since the names of columns mostly tell enough.
package struct FirstRows {
  private let chunk: Chunk
  private let decoder: (ColumnPlan) -> any RowDecoder

  /// The rows of a chunk that end in its first bytes.
  ///
  /// - Parameters:
  ///   - chunk: whole rows; those that end after the first bytes of the file are not in it.
  ///   - decoder: makes a decoder of the table.
  init(_ chunk: Chunk, _ decoder: @escaping (ColumnPlan) -> any RowDecoder) {
    self.chunk = chunk
    self.decoder = decoder
  }

  /// The texts of a column, row by row, up to the first row that cannot be read.
  ///
  /// - Parameter field: the column, counted from 0.
  /// - Returns: the texts.
  package func texts(of field: Int) -> [String] {
    texts(of: [field])[0]
  }

  /// The texts of several columns, which are decoded at once.
  ///
  /// - Parameter fields: the columns, counted from 0.
  /// - Returns: the texts of each, row by row, up to the first row that cannot be read.
  package func texts(of fields: [Int]) -> [[String]] {
    var plan = ColumnPlan()
    plan.texts = fields
    let (batch, _) = decoded(plan)
    let texted = batch.textChunk ?? chunk
    let bytes = texted.bytes.span
    var columns: [[String]] = []
    for column in fields.indices {
      var texts: [String] = []
      for text in batch.texts[column].prefix(batch.rowCount) {
        texts.append(String(decoding: text.bytes(in: bytes), as: UTF8.self))
      }
      columns.append(texts)
    }
    return columns
  }

  private func decoded(_ plan: ColumnPlan) -> (batch: ColumnBatch, categories: [CategoryTable]) {
    var batch = ColumnBatch()
    var decoder = decoder(plan)
    decoder.decode(chunk, into: &batch)
    return (batch, decoder.categories)
  }

  /// The different texts of a column, in the order in which they come, without those that stand for a
  /// missing value.
  ///
  /// - Parameter field: the column, counted from 0.
  /// - Returns: the texts.
  package func differentTexts(of field: Int) -> [String] {
    var plan = ColumnPlan()
    plan.categories = [field]
    let table = decoded(plan).categories[0]
    return (0..<Int32(table.count)).map { String(decoding: table.bytes(of: $0), as: UTF8.self) }
      .filter { !MissingValue.isText($0) }
  }

  /// The numbers of a column, nil for a missing one; nil where another text is among them, or no number.
  ///
  /// - Parameter field: the column, counted from 0.
  /// - Returns: the numbers.
  package func numbers(of field: Int) -> [Double?]? { numbers(of: [field])[0] }

  /// The numbers of several columns, which are decoded at once.
  ///
  /// - Parameter fields: the columns, counted from 0.
  /// - Returns: the numbers of each, as of one.
  package func numbers(of fields: [Int]) -> [[Double?]?] { texts(of: fields).map(Self.numbers) }

  private static func numbers(of texts: [String]) -> [Double?]? {
    let parser = NumberParser()
    var numbers: [Double?] = []
    for text in texts {
      let number = parser.number(text)
      guard number != nil || MissingValue.isText(text) else { return nil }
      numbers.append(number)
    }
    return numbers.contains { $0 != nil } ? numbers : nil
  }
}

extension Chunk {
  /// The rows that end in the first bytes.
  ///
  /// - Parameters:
  ///   - byteCount: the bytes.
  ///   - format: what ends a row, where the rows are not known one by one.
  /// - Returns: the chunk with these rows only.
  func beginning(_ byteCount: Int, _ format: RowFormat) -> Chunk {
    guard rows.upperBound > byteCount else { return self }
    var chunk = self
    if let extents {
      chunk.extents = Array(extents.prefix { $0.upperBound <= byteCount })
    } else {
      let range = rows.lowerBound..<max(rows.lowerBound, byteCount)
      let end = format.endOfLastRow(bytes.span, in: range)
      chunk.rows = rows.lowerBound..<(end ?? rows.lowerBound)
    }
    return chunk
  }
}
