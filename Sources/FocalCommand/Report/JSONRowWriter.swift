import FocalInput
import FocalOutput

/// Passes each JSON row through on a line of its own, with members or elements appended.
///
/// Rows that are arrays, whose names stand elsewhere in the document, become objects: on a line of its
/// own a row has to carry its names.
struct JSONRowWriter: SampleWriter {
  let appended: AppendedColumns
  let numberText: NumberText
  let needsDerivatives: Bool

  /// The names of the columns; empty where they have none.
  let names: [String]

  func start(_ table: TableReader) -> [UInt8] { [] }

  func write(_ batch: WrittenBatch, to output: inout [UInt8]) {
    let appendedNames = appended.names.map(JSONText.string)
    for (index, sample) in batch.selection.samples.enumerated() {
      let row = batch.columns.rows[index]
      let isArray = batch.chunk.bytes[row.lowerBound] == UInt8(ascii: "[")
      let isObject = !isArray || !names.isEmpty
      let numbers = sample.map { appended.numbers(of: $0, batch) }
      let values = appendedNames.enumerated().map { index, name in
        let value = numbers.map { JSONText.number($0[index], numberText) } ?? "null"
        return isObject ? "\(name):\(value)" : value
      }
      if isArray, isObject {
        appendMembers(index, batch, to: &output)
      } else {
        appendRow(row, batch.chunk, to: &output)
      }
      output.append(contentsOf: values.joined(separator: ",").utf8)
      output.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
      output.append(UInt8(ascii: "\n"))
    }
  }

  /// Appends the elements of a row as members, ready for more.
  private func appendMembers(_ row: Int, _ batch: WrittenBatch, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (name, column) in zip(names, batch.binder.passedTexts) {
      output.append(contentsOf: "\(JSONText.string(name)):".utf8)
      let text = batch.columns.texts[column][row].range
      let quote = UInt8(ascii: "\"")
      let isString = text.lowerBound > 0 && batch.chunk.bytes[text.lowerBound - 1] == quote
      // As it stands, with the quotes that a string has around it.
      let value = isString ? text.lowerBound - 1..<text.upperBound + 1 : text
      output.append(contentsOf: batch.chunk.bytes[value])
      output.append(UInt8(ascii: ","))
    }
  }

  /// Appends a row without its last bracket, ready for more.
  private func appendRow(_ row: Range<Int>, _ chunk: Chunk, to output: inout [UInt8]) {
    let start = output.count
    // In JSON a line break is never within a string, so it may go.
    for byte in chunk.bytes[row] where byte != 10 && byte != 13 { output.append(byte) }
    output.removeLast()
    while output.count > start + 1, let last = output.last, last == 32 || last == 9 {
      output.removeLast()
    }
    if output.count > start + 1 { output.append(UInt8(ascii: ",")) }
  }
}
