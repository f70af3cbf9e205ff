import FocalInput
import FocalLoss
import FocalOutput

/// A batch at the end of its way: samples, their losses, and the columns that they come from.
struct EvaluatedBatch {
  let samples: SampleBatch

  /// The losses of the samples under the run's convention, and what makes them; none where the collector
  /// needs samples alone.
  let losses: LossBatch
  let evaluator: LossEvaluator

  /// The rows that the samples are.
  let selection: RowSelection

  /// The columns of the rows, and the bytes and categories of their texts.
  let columns: ColumnBatch
  let chunk: Chunk
  let categories: [CategoryTable]

  /// The meaning of the columns.
  let binder: SampleBinder

  /// The number of the chunk, from 0 over all files.
  let chunkNumber: Int
}

/// What the input calls a sample.
extension EvaluatedBatch {
  /// The id of a row, and as JSON: a JSON value stays one, of other texts those of numbers are numbers.
  func id(_ column: Int, _ row: Int, isJSON: Bool) -> (text: String, json: String) {
    let text = columns.texts[column][row]
    let id = String(decoding: text.bytes(in: chunk.bytes.span), as: UTF8.self)
    return (id, JSONText.id(text, chunk, isJSON: isJSON))
  }

  /// The value of a column that is shown with samples, likewise; empty where a row of JSON has none, or
  /// null.
  func shown(_ field: Int, _ row: Int, isJSON: Bool) -> (text: String, json: String) {
    let fields = binder.binding.shown.fields
    guard let place = fields.firstIndex(of: field) else { return ("", "null") }
    let text = ColumnBatch.Text(
      ofField: columns.fields[row * fields.count + place], in: chunk.bytes.span, isJSON: isJSON)
    let json = JSONText.id(text, chunk, isJSON: isJSON)
    if json.isEmpty || json == "null" { return ("", "null") }
    // Between the parts of a value lines may end.
    return (
      String(decoding: text.bytes(in: chunk.bytes.span), as: UTF8.self),
      String(json.map { $0.isNewline ? " " : $0 })
    )
  }

  /// How the label of a sample is written; of several label columns the names of those that are 1.
  func label(ofSample sample: Int, _ row: Int) -> String {
    let binding = binder.binding
    guard binding.labels.count > 1 else {
      return binder.labelText(columns, chunk, categories, row, 0) ?? ""
    }
    guard case .values(let values) = samples.targets else { return "" }
    let width = binding.predictions.count
    let names = binding.classNames
    return (0..<width).filter { values[sample * width + $0] > 0.5 }.map { names[$0] }
      .joined(separator: ";")
  }
}

extension JSONText {
  /// An id, as what it is: a JSON value stays one, and of other texts those of numbers are numbers.
  ///
  /// - Parameters:
  ///   - text: the id.
  ///   - chunk: the bytes it stands in.
  ///   - isJSON: whether they are JSON, where an id is a string or not.
  /// - Returns: a JSON value.
  static func id(_ text: ColumnBatch.Text, _ chunk: Chunk, isJSON: Bool) -> String {
    let id = String(decoding: text.bytes(in: chunk.bytes.span), as: UTF8.self)
    guard isJSON else { return field(id) }
    let start = text.range.lowerBound
    let isString = start > 0 && chunk.bytes[start - 1] == UInt8(ascii: "\"")
    return isString ? string(id) : id
  }
}
