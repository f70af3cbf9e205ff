import FocalInput

/// Labels that stand in a file of their own, beside the predictions: row by row, or by ids.
///
/// Row by row they are read along with the predictions, a chunk at a time. By ids they are held whole.
struct LabelFile {
  /// The name that messages give the file.
  let name: String

  /// The columns of the file.
  let header: Header

  /// The label columns, by their fields.
  let fields: [Int]

  /// Whether the file has the column of ids.
  let hasID: Bool

  /// Whether labels are found by the ids of the rows.
  let isJoined: Bool

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

  private var labelsByID: [String: [String]] = [:]

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
  ///   - predictionsHaveID: whether the predictions have the ids too.
  /// - Throws: ``CommandError`` where the file cannot be read, or has no labels.
  init(
    _ path: String, input: ByteSource, _ settings: Settings, predictionsHaveID: Bool
  ) throws(CommandError) {
    name = path == "-" ? input.name : path
    do throws(InputError) {
      table = try Self.table(path == "-" ? input : try ByteSource(path: path), settings)
    } catch {
      throw .input(error, file: name, nil, nil)
    }
    header = Header(names: table.names, fieldCount: table.fieldCount)
    do throws(BindingError) {
      fields = try ColumnBinder(settings, header).labelsAlone()
    } catch {
      throw .binding(error, file: name)
    }
    let ids = settings.input.id?.fields(in: header) ?? []
    hasID = !ids.isEmpty
    isJoined = predictionsHaveID && ids.count == 1 && !fields.contains(ids[0])
    var plan = ColumnPlan()
    plan.texts = fields + (isJoined ? ids : [])
    decoder = table.decoder(plan)
    lineCount = table.lineCount
    if isJoined { try hold() }
  }

  /// The labels of the next rows.
  ///
  /// - Parameter count: the rows wanted.
  /// - Returns: the labels of each row, by column; fewer rows than wanted at the end of the file.
  /// - Throws: ``CommandError`` where a row is wrong.
  mutating func next(_ count: Int) throws(CommandError) -> [[String]] {
    var labels: [[String]] = []
    passed = []
    while labels.count < count {
      if nextRow == batch.rowCount {
        if !labels.isEmpty { passed.append(current) }
        guard try advance() else { break }
      }
      while nextRow < batch.rowCount, labels.count < count {
        labels.append(try texts(ofRow: nextRow, 0..<fields.count))
        nextRow += 1
        rowCount += 1
      }
    }
    return labels
  }

  /// The labels of a row by its id; nil where the file has none.
  func labels(ofID id: String) -> [String]? { labelsByID[id] }

  /// The rows of the file, those not given out included.
  mutating func countRows() throws(CommandError) -> Int {
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
  private mutating func hold() throws(CommandError) {
    while try advance() {
      for row in 0..<batch.rowCount {
        let texts = try texts(ofRow: row, 0..<fields.count + 1)
        let id = texts[fields.count]
        guard labelsByID.updateValue(Array(texts.dropLast()), forKey: id) == nil else {
          throw .repeatedID(id, file: name)
        }
      }
    }
  }

  /// Takes the next chunk of the file; false at its end.
  private mutating func advance() throws(CommandError) -> Bool {
    do throws(InputError) {
      guard try table.next(&current.chunk) else { return false }
    } catch {
      throw .input(error.moved(byLines: lineCount), file: name, nil, nil)
    }
    current.firstRow += batch.rowCount
    current.lineCount = lineCount
    decoder.decode(current.chunk, into: &batch)
    if let error = batch.error {
      throw .input(error.moved(byLines: lineCount), file: name, nil, nil)
    }
    lineCount += batch.lineCount
    nextRow = 0
    return true
  }

  private func texts(ofRow row: Int, _ columns: Range<Int>) throws(CommandError) -> [String] {
    var texts: [String] = []
    for column in columns {
      guard let text = String(validating: current.chunk.bytes.span, batch.texts[column][row]) else {
        var position = decoder.position(
          ofRow: row, field: nil, in: current.chunk)
        position.line += lineCount - batch.lineCount
        throw .input(InputError(.invalidUTF8, at: position), file: name, nil, nil)
      }
      texts.append(text)
    }
    return texts
  }

  /// The table of the file.
  ///
  /// A single column whose first row is neither a name that labels usually have nor one that is asked
  /// for is a bare column, and the first row its first label.
  private static func table(
    _ source: ByteSource, _ settings: Settings
  ) throws(InputError) -> TableReader {
    var options = settings.tableOptions
    options.isHeader = { names in
      let asked = (settings.input.labels ?? []).filter { Int($0.text) == nil }
      return names.count > 1 || UsualColumns.isLabel(names[0])
        || asked.contains { $0.mayMean(names[0]) }
    }
    let wanted = WantedColumns(settings)
    return try TableReader(source, options, like: nil, isWanted: wanted.contains)
  }
}
