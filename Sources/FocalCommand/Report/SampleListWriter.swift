import FocalInput
import FocalLoss
import FocalOutput

/// Writes the lines of the JSON report's array of samples, a comma after each.
struct SampleListWriter: SampleWriter {
  let numberText: NumberText
  let needsDerivatives: Bool

  /// Whether the input is JSON, where an id is a string or not.
  let isJSON: Bool

  func start(_ table: TableReader) -> [UInt8] { [] }

  func write(_ batch: WrittenBatch, to output: inout [UInt8]) {
    let binding = batch.binder.binding
    for (row, sample) in batch.selection.samples.enumerated() {
      // The list is of samples, so it has no place for rows left out.
      guard let sample else { continue }
      var members = ["\"row\": \(batch.firstRow + row)"]
      if let column = batch.binder.idColumn {
        let id = JSONText.id(batch.columns.texts[column][row], batch.chunk, isJSON: isJSON)
        members.append("\"id\": \(id)")
      }
      let labels = binding.labels.indices.map { column in
        JSONText.field(
          batch.binder.labelText(batch.columns, batch.chunk, batch.categories, row, column) ?? "")
      }
      members.append("\"label\": \(array(labels))")
      members.append("\"loss\": \(JSONText.number(batch.losses[sample], numberText))")
      if let derivatives = batch.derivatives {
        let width = binding.predictions.count
        let row = sample * width..<(sample + 1) * width
        members.append("\"gradient\": \(numbers(derivatives.gradients[row]))")
        members.append("\"hessian\": \(numbers(derivatives.hessians[row]))")
      }
      output.append(contentsOf: "    { \(members.joined(separator: ", ")) },\n".utf8)
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
