import FocalInput
import FocalOutput

/// Passes each delimited row through as a JSON object on a line, with members appended.
struct ObjectWriter: SampleWriter {
  let appended: AppendedColumns
  let numberText: NumberText
  let needsDerivatives: Bool
  let inputDelimiter: UInt8

  func start(_ table: TableReader) -> [UInt8] { [] }

  func write(_ batch: WrittenBatch, to output: inout [UInt8]) {
    let header = batch.binder.binding.header
    let keys = (0..<header.fieldCount).map { field in
      // Columns without names are called as --label and --prediction call them.
      JSONText.string(header.names.isEmpty ? String(field + 1) : header.names[field])
    }
    let appendedKeys = appended.names.map(JSONText.string)
    let bytes = batch.chunk.bytes.span
    for (row, sample) in zip(batch.columns.rows, batch.selection.samples) {
      let fields = CSVRow.fields(of: row, in: bytes, delimiter: inputDelimiter)
      var members = zip(keys, fields).map { key, field in
        let text = String(decoding: field.bytes(in: bytes), as: UTF8.self)
        return "\(key):\(JSONText.field(text))"
      }
      let numbers = sample.map { appended.numbers(of: $0, batch) }
      for (index, key) in appendedKeys.enumerated() {
        members.append("\(key):\(numbers.map { JSONText.number($0[index], numberText) } ?? "null")")
      }
      output.append(contentsOf: "{\(members.joined(separator: ","))}\n".utf8)
    }
  }
}
