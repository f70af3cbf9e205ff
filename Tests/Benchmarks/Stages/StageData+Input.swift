import FocalInput

/// The stages of the input: bytes → chunks → columns.
extension StageData {
  func inputStages() throws -> [Stage] {
    try [numbers] + inputStages(csv, named: "CSV") + inputStages(ndjson, named: "NDJSON")
  }

  private var numbers: Stage {
    Stage("number parsing", byteCount: numberText.count) { isChecked in
      let parser = NumberParser()
      let bytes = numberText.span
      var start = 0
      var isRight = true
      for index in 0..<rowCount {
        guard case .number(let number, let end) = parser.parse(bytes, from: start, to: bytes.count)
        else { return false }
        if isChecked { isRight = isRight && number == probabilities[index] }
        start = end + 1
      }
      return isRight && start == bytes.count
    }
  }

  private func inputStages(_ bytes: [UInt8], named format: String) throws -> [Stage] {
    let table = try table(of: bytes)
    let chunks = try chunks(of: table)
    var plan = ColumnPlan()
    plan.numberBlocks = [[1]]
    plan.categories = [0]
    var decoder = table.decoder(plan)
    var batch = ColumnBatch()
    return [
      Stage("bytes → chunks, \(format)", byteCount: bytes.count) { _ in
        let table = try self.table(of: bytes)
        var chunk = Chunk()
        var byteCount = table.headerBytes.count
        while try table.next(&chunk) { byteCount += chunk.rows.count }
        return byteCount == bytes.count
      },
      Stage("chunks → columns, \(format)", byteCount: bytes.count) { isChecked in
        var row = 0
        for chunk in chunks {
          decoder.decode(chunk, into: &batch)
          if isChecked {
            let expected = probabilities[row..<row + batch.rowCount]
            guard batch.numbers[0].elementsEqual(expected) else { return false }
          }
          row += batch.rowCount
        }
        return row == rowCount
      },
    ]
  }

  private func table(of bytes: [UInt8]) throws -> TableReader {
    let source = ByteSource(bytes: bytes, name: "memory")
    return try TableReader(source, TableReader.Options(), like: nil) { _ in true }
  }

  private func chunks(of table: TableReader) throws -> [Chunk] {
    var chunks: [Chunk] = []
    var chunk = Chunk()
    while try table.next(&chunk) {
      chunks.append(chunk)
      chunk = Chunk()
    }
    return chunks
  }
}
