import FocalInput
import FocalOutput

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
