/// Numbers as text, where rows are written again or fields are read as text.
extension ArrayDecoder {
  /// Adds the rows as lines of CSV, with the places of what the plan wants of them.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the rows of the chunk.
  ///   - rowCount: the rows to add.
  ///   - chunkRowCount: the rows of the chunk.
  ///   - batch: takes the text, and the places in it.
  func addTexts(
    _ bytes: Span<UInt8>, _ rowCount: Int, _ chunkRowCount: Int, to batch: inout ColumnBatch
  ) {
    batch.textChunk = nil
    let fields = textFields
    guard !fields.isEmpty else { return }
    let kept = Set(plan.keptFields)
    let columns = fields.map { field in
      (
        place: place(of: field, chunkRowCount), isKept: kept.contains(field),
        text: plan.texts.firstIndex(of: field)
      )
    }
    var chunk = Chunk()
    for row in 0..<rowCount {
      let rowStart = chunk.bytes.count
      for (index, column) in columns.enumerated() {
        if index > 0 { chunk.bytes.append(ASCII.comma) }
        let start = chunk.bytes.count
        let (type, source) = column.place
        type.appendText(bytes, at: source.first + row * source.distance, to: &chunk.bytes)
        let range = start..<chunk.bytes.count
        if column.isKept { batch.fields.append(range) }
        if let text = column.text {
          batch.texts[text].append(ColumnBatch.Text(range: range, escaping: .none))
        }
      }
      if plan.keepsRows { batch.rows.append(rowStart..<chunk.bytes.count) }
      chunk.bytes.append(ASCII.lineFeed)
    }
    chunk.rows = chunk.bytes.indices
    batch.textChunk = chunk
  }

  /// The fields that are wanted as text: all where whole rows are, or none.
  private var textFields: [Int] {
    plan.keepsRows ? Array(0..<columnCount) : Set(plan.texts + plan.keptFields).sorted()
  }
}
