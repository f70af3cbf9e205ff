import FocalInput

/// Passes each row of a delimited file through, with columns appended.
struct DelimitedWriter: SampleWriter {
  let appended: AppendedColumns
  let numberText: NumberText
  let needsDerivatives: Bool

  /// The byte between the fields of the input.
  let inputDelimiter: UInt8

  /// The byte between the fields of the output.
  let outputDelimiter: UInt8

  func start(_ header: CSVHeader, _ chunk: Chunk) -> [UInt8] {
    guard header.isPresent else { return [] }
    var output: [UInt8] = []
    // From the beginning of the file, so that a byte-order mark is passed through too.
    let lead = chunk.bytes[..<header.row.lowerBound]
    if lead.count == 3 { output.append(contentsOf: lead) }
    appendRow(header.row, chunk, to: &output)
    for name in appended.names {
      output.append(outputDelimiter)
      output.append(contentsOf: Self.quoted(Array(name.utf8), outputDelimiter))
    }
    appendTerminator(after: header.row, chunk, to: &output)
    return output
  }

  func write(_ batch: EvaluatedBatch, to output: inout [UInt8]) {
    for (row, sample) in zip(batch.columns.rows, batch.selection.samples) {
      appendRow(row, batch.chunk, to: &output)
      if let sample {
        for number in appended.numbers(of: sample, batch) {
          output.append(outputDelimiter)
          output.append(contentsOf: numberText(number).utf8)
        }
      } else {
        output.append(contentsOf: repeatElement(outputDelimiter, count: appended.names.count))
      }
      appendTerminator(after: row, batch.chunk, to: &output)
    }
  }

  private func appendRow(_ row: Range<Int>, _ chunk: Chunk, to output: inout [UInt8]) {
    guard inputDelimiter != outputDelimiter else {
      output.append(contentsOf: chunk.bytes[row])
      return
    }
    let bytes = chunk.bytes.span
    let fields = CSVRow.fields(of: row, in: bytes, delimiter: inputDelimiter)
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(outputDelimiter) }
      output.append(contentsOf: Self.quoted(field.bytes(in: bytes), outputDelimiter))
    }
  }

  /// Each row keeps its line terminator; the last one gets one where it has none.
  private func appendTerminator(
    after row: Range<Int>, _ chunk: Chunk, to output: inout [UInt8]
  ) {
    let carriageReturn = UInt8(ascii: "\r")
    if row.upperBound < chunk.rows.upperBound, chunk.bytes[row.upperBound] == carriageReturn {
      output.append(carriageReturn)
    }
    output.append(UInt8(ascii: "\n"))
  }

  /// The field in quotes, where it needs them.
  private static func quoted(_ field: [UInt8], _ delimiter: UInt8) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard field.contains(where: { $0 == delimiter || $0 == quote || $0 == 10 || $0 == 13 }) else {
      return field
    }
    return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
