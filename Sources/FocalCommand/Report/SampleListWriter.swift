import FocalInput
import FocalLoss

/// Writes the elements of the JSON report's array of samples, a comma after each.
struct SampleListWriter: SampleWriter {
  let numberText: NumberText
  let needsDerivatives: Bool

  func start(_ header: CSVHeader, _ chunk: Chunk) -> [UInt8] { [] }

  func write(
    _ values: SampleValues, _ columns: ColumnBatch, _ chunk: Chunk, _ binder: SampleBinder,
    _ decoder: CSVDecoder, firstRow: Int, to output: inout [UInt8]
  ) {
    let binding = binder.binding
    for sample in values.losses.indices {
      var members = ["\"row\": \(firstRow + sample)"]
      if let column = binder.idColumn {
        let text = columns.texts[column][sample]
        let id = String(decoding: text.bytes(in: chunk.bytes.span), as: UTF8.self)
        members.append("\"id\": \(JSONText.field(id))")
      }
      let labels = binding.labels.indices.map { column in
        JSONText.field(binder.labelText(columns, chunk, decoder, sample, column) ?? "")
      }
      members.append("\"label\": \(array(labels))")
      members.append("\"loss\": \(JSONText.number(values.losses[sample], numberText))")
      if let derivatives = values.derivatives {
        let width = binding.predictions.count
        let row = sample * width..<(sample + 1) * width
        members.append("\"gradient\": \(numbers(derivatives.gradients[row]))")
        members.append("\"hessian\": \(numbers(derivatives.hessians[row]))")
      }
      output.append(contentsOf: "{ \(members.joined(separator: ", ")) },\n".utf8)
    }
  }

  private func numbers(_ numbers: ArraySlice<Double>) -> String {
    array(numbers.map { JSONText.number($0, numberText) })
  }

  /// One value by itself, several as an array.
  private func array(_ values: [String]) -> String {
    values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
  }
}
