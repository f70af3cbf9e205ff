import Testing

@testable import FocalInput

/// Everything that a JSON file reads as.
struct JSONReading: Equatable {
  struct Row: Equatable {
    /// The numbers, bit by bit.
    var numberBits: [UInt64] = []
    var categories: [String] = []
    /// Nil where it is not UTF-8.
    var texts: [String?] = []
    var position: RowPosition

    var numbers: [Double] { numberBits.map { Double(bitPattern: $0) } }
  }

  var layout: JSONLayout?
  var paths: [String] = []
  var hasNames = false
  var otherNames: [String] = []
  var rows: [Row] = []
  var error: InputError?

  var numbers: [[Double]] { rows.map(\.numbers) }
  var categories: [[String]] { rows.map(\.categories) }
  var texts: [[String?]] { rows.map(\.texts) }
  var problem: InputError.Problem? { error?.problem }

  /// Reads a file as a pipeline does: chunk by chunk, lines summed up, until something is wrong.
  init(_ input: JSONInput, chunkByteCount: Int, readSize: Int = .max) {
    var lineCount = 0
    do throws(InputError) {
      try read(input, chunkByteCount, readSize, &lineCount)
    } catch {
      self.error = error.moved(byLines: lineCount)
    }
  }

  private mutating func read(
    _ input: JSONInput, _ chunkByteCount: Int, _ readSize: Int, _ lineCount: inout Int
  ) throws(InputError) {
    let source = ByteSource(bytes: input.bytes, name: "test", readSize: readSize)
    let reader = try JSONReader(
      source, layout: input.layout, keepsAllColumns: input.keepsAllColumns,
      chunkByteCount: chunkByteCount, rowByteLimit: input.rowByteLimit
    ) { input.wantedNames.contains($0) }
    layout = reader.layout
    paths = reader.header.paths
    hasNames = reader.header.hasNames
    otherNames = reader.header.otherNames
    let plan = input.plan(of: reader.header)
    var decoder = JSONDecoder(plan, reader.header, reader.layout)
    var batch = ColumnBatch()
    var chunk = Chunk()
    while try reader.next(&chunk) {
      decoder.decode(chunk, into: &batch)
      for row in 0..<batch.rowCount {
        append(row, batch, chunk, plan, decoder, lineCount)
      }
      if let error = batch.error { throw error }
      lineCount += batch.lineCount
    }
  }

  private mutating func append(
    _ row: Int, _ batch: ColumnBatch, _ chunk: Chunk, _ plan: ColumnPlan, _ decoder: JSONDecoder,
    _ lineCount: Int
  ) {
    var position = decoder.position(ofRow: row, field: nil, in: chunk)
    position.line += lineCount
    var new = Row(position: position)
    let width = plan.numberBlocks[0].count
    new.numberBits = batch.numbers[0][row * width..<(row + 1) * width].map(\.bitPattern)
    for (table, codes) in zip(decoder.categories, batch.categories) {
      new.categories.append(String(decoding: table.bytes(of: codes[row]), as: UTF8.self))
    }
    new.texts = batch.texts.map { String(validating: chunk.bytes.span, $0[row]) }
    rows.append(new)
  }
}

extension JSONInput {
  /// Reads the file in chunks of all sizes, which must all give the same.
  ///
  /// - Parameters:
  ///   - comment: what a failure says besides.
  ///   - sourceLocation: where the case stands.
  /// - Returns: what the file reads as.
  func read(
    _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) -> JSONReading {
    let whole = JSONReading(self, chunkByteCount: max(bytes.count, 1))
    for size in [1, 2, 3, 7, 64] {
      for readSize in [.max, 1] {
        let reading = JSONReading(self, chunkByteCount: size, readSize: readSize)
        if reading != whole {
          let text = String(decoding: bytes.prefix(500), as: UTF8.self)
          let message: Comment = "\(comment) \(text), chunks of \(size)"
          #expect(reading == whole, message, sourceLocation: sourceLocation)
          return whole
        }
      }
    }
    return whole
  }
}
