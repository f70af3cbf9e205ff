import FocalInput

/// Reads delimited rows as a pipeline does.
enum CSVFuzz {
  static func read(_ bytes: [UInt8], _ chunkByteCount: Int) -> (rows: [String], error: String?) {
    read(bytes, chunkByteCount, CSVDialect())
  }

  /// Reads rows with blanks between their fields.
  static func readBlanks(
    _ bytes: [UInt8], _ chunkByteCount: Int
  ) -> (rows: [String], error: String?) {
    read(bytes, chunkByteCount, CSVDialect(delimiter: UInt8(ascii: " ")))
  }

  /// Reads a table whose first rows tell how it is written, with all its columns.
  static func readTable(
    _ bytes: [UInt8], _ chunkByteCount: Int
  ) -> (rows: [String], error: String?) {
    var rows: [String] = []
    var lineCount = 0
    do throws(InputError) {
      var options = TableReader.Options()
      options.format = .csv
      options.header = .present
      options.chunkByteCount = chunkByteCount
      let table = try TableReader(
        ByteSource(bytes: bytes, name: "fuzz"), options, like: nil
      ) { $0 == "p" || $0 == "label" }
      lineCount = table.lineCount
      var plan = ColumnPlan()
      plan.numberBlocks = [[table.fieldCount - 1]]
      plan.categories = [0]
      plan.texts = [0]
      plan.keepsRows = true
      plan.keptFields = Array(0..<table.fieldCount)
      var decoder = table.decoder(plan)
      var chunk = Chunk()
      var batch = ColumnBatch()
      while try table.next(&chunk) {
        decoder.decode(chunk, into: &batch)
        rows += batch.rowTexts(chunk, decoder.categories)
        if let error = batch.error {
          if let position = error.position { _ = decoder.excerpt(at: position, in: chunk) }
          throw error
        }
        lineCount += batch.lineCount
      }
    } catch {
      return (rows, "\(error.moved(byLines: lineCount))")
    }
    return (rows, nil)
  }

  private static func read(
    _ bytes: [UInt8], _ chunkByteCount: Int, _ dialect: CSVDialect
  ) -> (rows: [String], error: String?) {
    var rows: [String] = []
    var lineCount = 0
    do throws(InputError) {
      let source = ByteSource(bytes: bytes, name: "fuzz")
      let reader = ChunkReader(
        source, format: .delimited(by: dialect.delimiter), chunkByteCount: chunkByteCount)
      var chunk = Chunk()
      // A header is looked for in the first chunk here, which must have a row: no empty lines, comments
      // or delimiter alone. The program looks for it in the first bytes, whatever the chunks are.
      let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
      let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
      guard let first = text.first, !"\n\r# \t".utf8.contains(first),
        !text.starts(with: "sep=".utf8), try reader.next(&chunk)
      else { return ([], nil) }
      let header = try CSVHeader(of: chunk, dialect)
      chunk.removeRows(before: header.dataStart)
      lineCount = header.lineCount
      var plan = ColumnPlan()
      plan.numberBlocks = [[header.fields.count - 1]]
      plan.categories = [0]
      plan.texts = [0]
      var decoder = CSVDecoder(
        plan, fieldCount: header.fields.count, delimiter: dialect.delimiter)
      var batch = ColumnBatch()
      repeat {
        decoder.decode(chunk, into: &batch)
        rows += batch.rowTexts(chunk, decoder.categories)
        if let error = batch.error { throw error }
        lineCount += batch.lineCount
      } while try reader.next(&chunk)
    } catch {
      return (rows, "\(error.moved(byLines: lineCount))")
    }
    return (rows, nil)
  }
}

extension ColumnBatch {
  /// Everything that the rows hold, to be compared.
  func rowTexts(_ chunk: Chunk, _ tables: [CategoryTable]) -> [String] {
    (0..<rowCount).map { row in
      let width = rowCount == 0 ? 0 : numbers[0].count / rowCount
      let values = numbers[0][row * width..<(row + 1) * width].map { String($0.bitPattern) }
      let codes = zip(tables, categories).map { "\(Array($0.bytes(of: $1[row])))" }
      let texts = texts.map { "\($0[row].bytes(in: chunk.bytes.span))" }
      return (values + codes + texts).joined(separator: " ")
    }
  }
}
