import Testing

@testable import FocalInput

/// Everything that a delimited file reads as.
struct CSVReading: Equatable {
  struct Row: Equatable {
    /// The numbers of all blocks, bit by bit.
    var numberBits: [UInt64] = []
    var categories: [[UInt8]] = []
    /// Nil where it is not UTF-8.
    var texts: [String?] = []
    var extent: String
    var line: Int

    var numbers: [Double] { numberBits.map { Double(bitPattern: $0) } }
    var categoryTexts: [String] { categories.map { String(decoding: $0, as: UTF8.self) } }
  }

  var header: [String] = []
  var hasHeader = false
  var headerExtent = ""
  var rows: [Row] = []

  /// All lines of the file, where it was read whole.
  var lineCount = 0
  var error: InputError?

  var texts: [[String?]] { rows.map(\.texts) }
  var numbers: [[Double]] { rows.map(\.numbers) }
  var categories: [[String]] { rows.map(\.categoryTexts) }
  var problem: InputError.Problem? { error?.problem }
}

extension CSVReading {
  /// Reads a file as a pipeline does: chunk by chunk, lines summed up, until something is wrong.
  init(_ input: CSVInput, _ chunking: Chunking) {
    do throws(InputError) {
      try read(input, chunking)
    } catch {
      self.error = error.moved(byLines: lineCount)
      lineCount = 0
    }
  }

  private mutating func read(_ input: CSVInput, _ chunking: Chunking) throws(InputError) {
    let source = ByteSource(bytes: input.bytes, name: "test", readSize: chunking.readSize)
    let reader = ChunkReader(
      source, format: .delimited(by: input.dialect.delimiter),
      chunkByteCount: chunking.chunkByteCount, rowByteLimit: input.rowByteLimit)
    var chunk = Chunk()
    var hasChunk = try reader.next(&chunk)
    let first = try CSVHeader(of: chunk, input.dialect)
    header = first.fields
    hasHeader = first.isPresent
    headerExtent = chunk.text(first.row)
    lineCount = first.lineCount
    chunk.rows = first.dataStart..<chunk.rows.upperBound

    let plan = input.plan(of: header.count)
    var decoder = CSVDecoder(plan, fieldCount: header.count, delimiter: input.dialect.delimiter)
    var batch = ColumnBatch()
    while hasChunk {
      decoder.decode(chunk, into: &batch)
      append(batch, chunk, plan, decoder)
      if let error = batch.error { throw error }
      lineCount += batch.lineCount
      hasChunk = try reader.next(&chunk)
    }
  }

  private mutating func append(
    _ batch: ColumnBatch, _ chunk: Chunk, _ plan: ColumnPlan, _ decoder: CSVDecoder
  ) {
    guard batch.isRectangular(plan) else {
      Issue.record("a column has not a value for every row")
      return
    }
    for row in 0..<batch.rowCount {
      var new = Row(
        extent: chunk.text(batch.rows[row]),
        line: lineCount + decoder.position(ofRow: row, field: nil, in: chunk).line)
      for (numbers, block) in zip(batch.numbers, plan.numberBlocks) {
        new.numberBits += numbers[row * block.count..<(row + 1) * block.count].map(\.bitPattern)
      }
      new.categories = zip(batch.categories, decoder.categories).map {
        Array($1.bytes(of: $0[row]))
      }
      new.texts = batch.texts.map { String(validating: chunk.bytes.span, $0[row]) }
      rows.append(new)
    }
    if let error = batch.error, let position = error.position {
      let line = decoder.position(ofRow: batch.rowCount, field: nil, in: chunk).line
      #expect(position.line == line, "the line of the bad row is that of its error")
    }
  }
}

extension ColumnBatch {
  /// Whether all columns have as many values as there are rows.
  func isRectangular(_ plan: ColumnPlan) -> Bool {
    numbers.map(\.count) == plan.numberBlocks.map { $0.count * rowCount }
      && categories.map(\.count) == plan.categories.map { _ in rowCount }
      && texts.map(\.count) == plan.texts.map { _ in rowCount }
      && rows.count == (plan.keepsRows ? rowCount : 0)
  }
}
