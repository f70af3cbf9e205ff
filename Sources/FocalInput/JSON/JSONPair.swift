/// An object of a class and its prediction, such as `{"label": "cat", "score": 0.9}`.
///
/// BigQuery and Hugging Face write an array of them, in any order, instead of a column for every class.
struct JSONPair {
  /// The text of the class.
  let label: ColumnBatch.Text

  /// Where the prediction begins.
  let valueStart: Int

  private static let labelNames = ["label", "class"].map { Array($0.utf8) }
  private static let valueNames = ["prob", "probability", "score", "value"].map { Array($0.utf8) }

  /// The pair that begins at an index; nil where none does.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - start: where in it a value begins, which has been checked.
  ///   - scanner: how white space is read.
  init?(_ bytes: Span<UInt8>, from start: Int, _ scanner: JSONScanner) {
    guard bytes.byte(at: start) == ASCII.openingBrace else { return nil }
    var label: ColumnBatch.Text?
    var valueStart: Int?
    var index = scanner.skipSpaces(bytes, from: start + 1)
    for _ in 0..<2 {
      guard bytes.byte(at: index) == ASCII.quote,
        let name = try? scanner.string(bytes, from: index),
        let memberStart = try? scanner.colon(bytes, from: name.end),
        let end = try? scanner.scalar(bytes, from: memberStart)
      else { return nil }
      let text = name.text.bytes(in: bytes)
      if Self.labelNames.contains(text), label == nil {
        label = Self.text(bytes, memberStart..<end, scanner)
      } else if Self.valueNames.contains(text), valueStart == nil {
        valueStart = memberStart
      } else {
        return nil
      }
      index = scanner.skipSpaces(bytes, from: end)
      if bytes.byte(at: index) == ASCII.comma {
        index = scanner.skipSpaces(bytes, from: index + 1)
      }
    }
    guard let label, let valueStart, bytes.byte(at: index) == ASCII.closingBrace else { return nil }
    self.label = label
    self.valueStart = valueStart
  }

  /// The text of a class: a string, or another value as it is written; nil for null.
  private static func text(
    _ bytes: Span<UInt8>, _ value: Range<Int>, _ scanner: JSONScanner
  ) -> ColumnBatch.Text? {
    switch JSONKind(firstByte: bytes[value.lowerBound]) {
    case .string: try? scanner.string(bytes, from: value.lowerBound).text
    case .null: nil
    default: ColumnBatch.Text(range: value, escaping: .none)
    }
  }
}
