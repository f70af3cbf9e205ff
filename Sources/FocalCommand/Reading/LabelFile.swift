import FocalInput

/// Labels that stand in a file of their own, beside the predictions: row by row, or by ids.
///
/// Row by row they are read along with the predictions, a chunk at a time. By ids they are held whole.
struct LabelFile {
  /// The name that messages give the file.
  let name: String

  /// The columns of the file.
  let header: TableHeader

  /// The label columns, by their fields.
  let fields: [Int]

  /// Why they are.
  let reason: ChoiceReason

  /// The columns that the predictions have too, which must be equal where rows go with labels by their
  /// order; none where they are joined.
  let shared: [ColumnBinding.SharedField]

  /// Whether the file has the column of ids.
  let hasID: Bool

  /// Whether labels are found by the ids of the rows.
  let isJoined: Bool

  /// The category columns of the shared fields.
  let sharedColumns: [Int]

  private let table: TableReader
  private var decoder: any RowDecoder
  private var batch = ColumnBatch()
  private var lineCount: Int

  /// The chunk that rows are given out of, and those that others of the last rows came from.
  private var current = Part()
  private var passed: [Part] = []

  /// The rows of the batch that have been given out, and those given out of all.
  private var nextRow = 0
  private(set) var rowCount = 0

  /// Where labels are found by ids: the codes of all of them, by column, in the order of the ids.
  private var held: [[Int32]]

  /// The rows that a prediction has asked for by their ids.
  private var areUsed: [Bool] = []

  /// How often the codes have got another meaning.
  private var edition = 0

  /// The codes whose texts are not UTF-8, by column, and the codes that have been looked at.
  private var invalidCodes: [Set<Int32>]
  private var checkedCounts: [Int]

  /// A part of the file.
  private struct Part {
    var chunk = Chunk()

    /// The lines and rows before it.
    var lineCount = 0
    var firstRow = 0
  }

  /// Opens a file of labels.
  ///
  /// - Parameters:
  ///   - path: the path of the file; - is standard input.
  ///   - input: standard input.
  ///   - settings: what is asked for: the label columns, and the ids.
  ///   - predictions: the columns of the predictions.
  /// - Throws: ``LabelFileError`` where the file cannot be read, or has no labels.
  init(
    _ path: SystemText, input: ByteSource, _ settings: Settings, predictions: TableHeader
  ) throws(LabelFileError) {
    name = path == "-" ? input.name : path.shown
    do throws(InputError) {
      table = try Self.table(
        path == "-" ? input : try ByteSource(path: path.bytes, name: name), settings)
    } catch {
      if case .unclearHeader(let found) = error.problem {
        throw .unclearHeader(found, error.position, file: name)
      }
      throw .input(error, file: name)
    }
    header = TableHeader(table)
    do throws(BindingError) {
      let found = try ColumnBinder(settings.input, settings.loss, header, table.firstRows)
        .labelsAlone()
      (fields, reason) = (found.fields, found.reason)
    } catch {
      throw .binding(error, file: name)
    }
    let ids = settings.input.id?.fields(in: header) ?? []
    hasID = !ids.isEmpty
    let predictionsHaveID = settings.input.id.map { !$0.fields(in: predictions).isEmpty } ?? false
    // A bare column of labels goes by rows, whatever ids the predictions have.
    if let id = settings.input.id, predictionsHaveID, ids.isEmpty, header.fieldCount > fields.count
    {
      throw .binding(.noSuchColumn(.id, selector: id.text, header: header), file: name)
    }
    isJoined = predictionsHaveID && ids.count == 1 && !fields.contains(ids[0])
    shared = isJoined ? [] : ColumnBinding.SharedField.all(of: predictions, and: header)
    var plan = ColumnPlan()
    plan.categories = fields + (isJoined ? ids : [])
    plan.categories = (plan.categories + shared.map(\.labels)).unique
    let places = Dictionary(uniqueKeysWithValues: zip(plan.categories, plan.categories.indices))
    sharedColumns = shared.compactMap { places[$0.labels] }
    decoder = table.decoder(plan)
    held = fields.map { _ in [] }
    invalidCodes = plan.categories.map { _ in [] }
    checkedCounts = plan.categories.map { _ in 0 }
    lineCount = table.lineCount
    if isJoined { try hold() }
  }

  /// The labels of the next rows.
  ///
  /// - Parameter count: the rows wanted.
  /// - Returns: the labels of each row; of fewer rows than wanted at the end of the file.
  /// - Throws: ``LabelFileError`` where a row is wrong.
  mutating func next(_ count: Int) throws(LabelFileError) -> GivenLabels {
    forgetManyCategories()
    var codes = fields.map { _ in [Int32]() }
    var sharedCodes = shared.map { _ in [Int32]() }
    var givenCount = 0
    passed = []
    while givenCount < count {
      if nextRow == batch.rowCount {
        if givenCount > 0 { passed.append(current) }
        guard try advance() else { break }
      }
      let rows = nextRow..<min(batch.rowCount, nextRow + count - givenCount)
      try checkTexts(of: rows)
      for column in codes.indices { codes[column] += batch.categories[column][rows] }
      for (place, column) in sharedColumns.enumerated() {
        sharedCodes[place] += batch.categories[column][rows]
      }
      nextRow = rows.upperBound
      givenCount += rows.count
      rowCount += rows.count
    }
    return GivenLabels(
      codes: codes, categories: decoder.categories, shared: sharedCodes, edition: edition)
  }

  /// The labels of rows by their ids.
  ///
  /// - Parameters:
  ///   - ids: the ids of the rows.
  ///   - bytes: the bytes that they stand in.
  ///   - repeated: takes the rows whose id has come before.
  /// - Returns: the labels of the rows before the first whose id is not in the file.
  mutating func labels(
    ofIDs ids: ArraySlice<ColumnBatch.Text>, in bytes: Span<UInt8>,
    _ repeated: inout WarningTally.Entry
  ) -> GivenLabels {
    let table = decoder.categories[fields.count]
    var codes = fields.map { _ in [Int32]() }
    for (row, id) in ids.enumerated() {
      guard let place = table.code(of: id, in: bytes) else { break }
      if areUsed[Int(place)] { repeated.note(row: row) }
      areUsed[Int(place)] = true
      for column in codes.indices { codes[column].append(held[column][Int(place)]) }
    }
    return GivenLabels(codes: codes, categories: decoder.categories, edition: edition)
  }

  /// The labels whose ids no prediction has; 0 where they are not joined.
  var unusedCount: Int { areUsed.count { !$0 } }

  /// The labels held to be joined.
  var heldCount: Int { isJoined ? held[0].count : 0 }

  /// The labels of the first rows, each once.
  var firstLabels: [String] {
    fields.count == 1 ? table.firstRows.differentTexts(of: fields[0]) : []
  }

  /// The first rows of the file.
  var firstRows: FirstRows { table.firstRows }

  /// Whether no text of a column stands twice in the first rows.
  func mayHoldIDs(_ field: Int) -> Bool {
    let texts = firstRows.texts(of: field)
    return Set(texts).count == texts.count
  }

  /// Whether it has delimiters.
  var isDelimited: Bool { if case .delimited = table.format { true } else { false } }

  /// The rows of the file, those not given out included.
  mutating func countRows() throws(LabelFileError) -> Int {
    repeat {
      rowCount += batch.rowCount - nextRow
      nextRow = batch.rowCount
    } while try advance()
    return rowCount
  }

  /// Where one of the rows given out last stands, for messages.
  ///
  /// - Parameters:
  ///   - row: the row, counted from 0.
  ///   - column: the label column.
  /// - Returns: the position.
  func position(ofRow row: Int, column: Int) -> RowPosition {
    let part = passed.last { $0.firstRow <= row } ?? current
    let found = current.firstRow <= row ? current : part
    var position = decoder.position(
      ofRow: row - found.firstRow, field: fields[column], in: found.chunk)
    position.line += found.lineCount
    return position
  }

  /// Reads the whole file into memory.
  private mutating func hold() throws(LabelFileError) {
    while try advance() {
      let ids = batch.categories[fields.count]
      // The ids are numbered as they come, so the number of a new one is that of its row.
      let firstRow = held[0].count
      let repeated = ids.indices.first { Int(ids[$0]) != firstRow + $0 }
      try checkTexts(of: 0..<(repeated.map { $0 + 1 } ?? ids.count))
      if let repeated {
        let text = decoder.categories[fields.count].bytes(of: ids[repeated])
        throw .repeatedID(String(decoding: text, as: UTF8.self), file: name)
      }
      for column in held.indices { held[column] += batch.categories[column] }
    }
    areUsed = Array(repeating: false, count: held[0].count)
  }

  /// Takes the next chunk of the file; false at its end.
  private mutating func advance() throws(LabelFileError) -> Bool {
    do throws(InputError) {
      guard try table.next(&current.chunk) else { return false }
    } catch {
      throw .input(error.moved(byLines: lineCount), file: name)
    }
    current.firstRow += batch.rowCount
    current.lineCount = lineCount
    decoder.decode(current.chunk, into: &batch)
    if let error = batch.error {
      throw .input(error.moved(byLines: lineCount), file: name)
    }
    lineCount += batch.lineCount
    nextRow = 0
    return true
  }

  /// Forgets the texts of the rows before where they are many, so that memory does not grow with
  /// their number.
  private mutating func forgetManyCategories() {
    guard decoder.categories.contains(where: { $0.count > InputLimits.categoryCount }) else {
      return
    }
    decoder.forgetCategories()
    for column in checkedCounts.indices {
      checkedCounts[column] = 0
      invalidCodes[column] = []
    }
    edition += 1
    // The rows that are left need codes of the new meaning.
    if nextRow < batch.rowCount { decoder.decode(current.chunk, into: &batch) }
  }

  /// Checks that the texts of rows are UTF-8.
  private mutating func checkTexts(of rows: Range<Int>) throws(LabelFileError) {
    for (column, table) in decoder.categories.enumerated()
    where checkedCounts[column] < table.count {
      for code in Int32(checkedCounts[column])..<Int32(table.count)
      where (try? UTF8Span(validating: table.bytes(of: code).span)) == nil {
        invalidCodes[column].insert(code)
      }
      checkedCounts[column] = table.count
    }
    guard invalidCodes.contains(where: { !$0.isEmpty }) else { return }
    let columns = batch.categories.indices
    let wrong = rows.first { row in
      columns.contains { invalidCodes[$0].contains(batch.categories[$0][row]) }
    }
    guard let wrong else { return }
    var position = decoder.position(ofRow: wrong, field: nil, in: current.chunk)
    position.line += lineCount - batch.lineCount
    throw .input(InputError(.invalidUTF8, at: position), file: name)
  }

  /// The table of the file.
  ///
  /// Whether it has a header is for the file alone to tell: `--header` is about those of predictions.
  private static func table(
    _ source: ByteSource, _ settings: Settings
  ) throws(InputError) -> TableReader {
    var options = settings.tableOptions
    options.header = .automatic
    options.headerDecision = HeaderRule(settings.input, isOfLabels: true).decision
    let wanted = WantedColumns(settings)
    return try TableReader(source, options, like: nil, isWanted: wanted.contains)
  }
}
