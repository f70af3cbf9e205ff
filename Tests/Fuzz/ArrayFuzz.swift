import FocalInput

/// Reads arrays as a pipeline does, and archives of them.
enum ArrayFuzz {
  static func read(_ bytes: [UInt8], _ chunkByteCount: Int) -> (rows: [String], error: String?) {
    var rows: [String] = []
    var lineCount = 0
    do throws(InputError) {
      var options = TableReader.Options()
      options.format = bytes.first == 0x93 ? .npy : .npz
      options.chunkByteCount = chunkByteCount
      let source = ByteSource(bytes: bytes, name: "fuzz")
      // Compressed inputs would start a program each.
      guard bytes.first == 0x93 || bytes.starts(with: Array("PK".utf8)) else {
        return ([], "other")
      }
      let table = try TableReader(source, options, like: nil) { $0.hasPrefix("y") }
      var plan = ColumnPlan()
      plan.numberBlocks = [[table.fieldCount - 1]]
      plan.categories = [0]
      plan.texts = [0]
      plan.keepsRows = table.fieldCount < 1000
      var decoder = table.decoder(plan)
      var chunk = Chunk()
      var batch = ColumnBatch()
      while try table.next(&chunk) {
        decoder.decode(chunk, into: &batch)
        rows += batch.rowTexts(batch.textChunk ?? chunk, decoder.categories)
        if let error = batch.error { throw error }
        lineCount += batch.lineCount
        // A small file cannot be a large table.
        precondition(rows.count <= bytes.count, "a row has a byte")
      }
    } catch {
      return (rows, "\(error.moved(byLines: lineCount))")
    }
    return (rows, nil)
  }
}
