import FocalInput

/// Passes each row through as a JSON object on a line, with members appended.
struct ObjectWriter: SampleWriter {
  let appended: AppendedColumns
  let numberText: NumberText
  let needsDerivatives: Bool
  let inputDelimiter: UInt8

  func start(_ header: CSVHeader, _ chunk: Chunk) -> [UInt8] { [] }

  func write(
    _ values: SampleValues, _ columns: ColumnBatch, _ chunk: Chunk, _ binder: SampleBinder,
    _ decoder: CSVDecoder, firstRow: Int, to output: inout [UInt8]
  ) {
    let header = binder.binding.header
    let keys = (0..<header.fieldCount).map { field in
      // Columns without names are called as --label and --prediction call them.
      JSONText.string(header.names.isEmpty ? String(field + 1) : header.names[field])
    }
    let appendedKeys = appended.names.map(JSONText.string)
    let bytes = chunk.bytes.span
    for sample in values.losses.indices {
      let fields = CSVRow.fields(of: columns.rows[sample], in: bytes, delimiter: inputDelimiter)
      var members = zip(keys, fields).map { key, field in
        let text = String(decoding: field.bytes(in: bytes), as: UTF8.self)
        return "\(key):\(JSONText.field(text))"
      }
      for (key, number) in zip(appendedKeys, appended.numbers(of: sample, values)) {
        members.append("\(key):\(JSONText.number(number, numberText))")
      }
      output.append(contentsOf: "{\(members.joined(separator: ","))}\n".utf8)
    }
  }
}
